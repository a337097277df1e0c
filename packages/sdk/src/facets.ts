import type {
  Address,
  Cart,
  Checkout,
  Choice,
  Contact,
  Currency,
  DeliveryOption,
  LanguageTag,
  Money,
  Order,
  PaymentOption,
  ProductCard,
  ProductView,
  Proposal,
  Refusal,
  VariantView,
} from '@parley/contracts'
import type { ItemsFacet } from './items-facet.ts'
import type { QuotesFacet } from './quotes-facet.ts'
import type { ReturnsFacet } from './returns-facet.ts'
import type { ReviewsFacet } from './reviews-facet.ts'
import type { AdviceFacet, AlertsFacet, PrivacyFacet, WishesFacet } from './shopper-facets.ts'

/** A value, or the reasons why not. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; refusals: Refusal[] }

/** What the shopper looks for. Every filter is optional; a word filter holds when any of its values is met. */
export interface ProductQuery {
  text: string
  categories?: string[]
  colours?: string[]
  materials?: string[]
  sizes?: string[]
  brands?: string[]
  /** Words that must not describe the product: "not leather". */
  without?: string[]
  priceMin?: Money
  priceMax?: Money
  inStock?: boolean
  maxWidthMm?: number
  sort?: 'relevance' | 'price_up' | 'price_down'
  /** Leave these products out ("something else"). */
  except?: string[]
  /** Of products of which some are what the words say, leave out those whose description merely speaks of it. */
  onlyNamed?: boolean
  limit?: number
}

export interface ProductHit {
  card: ProductCard
  score: number
  /** The variant that fits the filters best, where one does. */
  variantId: string | null
}

export interface SearchAnswer {
  hits: ProductHit[]
  total: number
  /** Set where the words met nothing and a near spelling was searched instead. */
  corrected?: string
  /** Set where nothing is what the words say, and descriptions merely speak of it. */
  mentioned?: true
  /** Filters that had to be let go to find anything; empty where all held. */
  loosened: string[]
}

export interface CatalogueFacet {
  search(query: ProductQuery): Promise<SearchAnswer>
  product(productId: string): Promise<ProductView | null>
  variant(variantId: string): Promise<{ product: ProductView; variant: VariantView } | null>
  card(productId: string, variantId?: string): Promise<ProductCard | null>
  /** Variants of a product that fit option words such as "blue" or "42", in any language the catalogue has. */
  variantsFor(productId: string, words: string[]): Promise<VariantView[]>
  similar(productId: string, limit: number): Promise<ProductHit[]>
  /** The shop's top categories, for "what do you sell?". */
  categories(): Promise<{ id: string; name: string }[]>
}

export interface CartFacet {
  view(): Promise<Cart>
  add(variantId: string, quantity: number): Promise<Outcome<Cart>>
  /** With `version`, the line's as it was seen: refused with `cart.line_changed` where somebody else has altered it since. */
  setQuantity(lineId: string, quantity: number, version?: number): Promise<Outcome<Cart>>
  remove(lineId: string, version?: number): Promise<Outcome<Cart>>
  empty(): Promise<Outcome<Cart>>
  /** Takes back the shopper's or bot's last alteration of the cart, where nothing has been altered since. */
  undo(): Promise<Outcome<Cart>>
  /**
   * Puts a code into the cart. Refused with the rule that stands in the way: `coupon.unknown`, `coupon.goods_at_least` (`values.missing`),
   * `coupon.first_order`, `coupon.ended`, `coupon.used_up`, `coupon.per_person`, `coupon.beaten` …
   */
  applyCode(code: string): Promise<Outcome<Cart>>
  /** Takes a code out; one that is not in it changes nothing. */
  removeCode(code: string): Promise<Outcome<Cart>>
}

export interface PlacedOrder {
  order: Order
  /** Where to pay, for providers that take payment on a page of their own. */
  payUrl: string | null
}

export interface CheckoutFacet {
  view(): Promise<Checkout>
  setContact(contact: Partial<Contact>): Promise<Outcome<Checkout>>
  setAddress(address: Partial<Address>): Promise<Outcome<Checkout>>
  setDelivery(id: string): Promise<Outcome<Checkout>>
  setPayment(id: string): Promise<Outcome<Checkout>>
  /** Makes the proposal to place the order: everything in it, the total, an expiry. Writes no order. */
  propose(): Promise<Outcome<Proposal>>
  /** Places the order of an open proposal. A proposal whose versions no longer hold is refused with `proposal.superseded`, and a new one can be made. */
  confirm(proposalId: string): Promise<Outcome<PlacedOrder>>
  deliveryOptions(country?: string): Promise<DeliveryOption[]>
  paymentOptions(): Promise<PaymentOption[]>
}

export interface OrdersFacet {
  /** Orders of this person and of the address she has proved, newest first; empty unless she is verified in this conversation. */
  mine(): Promise<Order[]>
  /** An order placed in this very conversation. */
  placedHere(): Promise<Order[]>
  /** Starts the proof that an order is hers: mails a one-time code when number and address fit. Says the same whether they fit or not. */
  requestCode(orderNumber: string, email: string): Promise<Outcome<{ sent: true }>>
  /** Ten minutes, three tries. */
  verifyCode(orderNumber: string, email: string, code: string): Promise<Outcome<Order>>
  /** Whether it may still be called off or sent elsewhere, before anything is asked about it. Refused as the proposals below are. */
  mayChange(orderNumber: string, what: 'cancel' | 'address'): Promise<Outcome<true>>
  /**
   * What calling the order off would do. Like all that follows only for orders of this talk or of a verified customer: any other is refused
   * as if there were none (`order.not_found`). Refused by the shop's own rules: `order.rule_status`, `order.rule_hours`.
   */
  proposeCancel(orderNumber: string): Promise<Outcome<Proposal>>
  /** What sending it elsewhere would do. Refused besides: `order.no_address` (it is collected), `order.other_country`. */
  proposeAddress(orderNumber: string, address: Address): Promise<Outcome<Proposal>>
  /** Does what was proposed in this very conversation, once; a repeat answers the same. Refused where the order has moved on meanwhile. */
  confirm(proposalId: string): Promise<Outcome<Order>>
  /** Mails a copy of the order's papers to the address it was ordered with; at most three a day. */
  mailCopy(orderNumber: string): Promise<Outcome<{ sent: true }>>
}

export interface OpeningHours {
  timeZone: string
  /** Monday is 1. Wall times `HH:MM`; several spans where the shop closes at noon. */
  week: Record<1 | 2 | 3 | 4 | 5 | 6 | 7, { from: string; to: string }[]>
  exceptions: { date: string; spans: { from: string; to: string }[]; name?: string }[]
}

export interface ArticleHit {
  id: string
  title: string
  /** The passage that answers, as plain text. */
  passage: string
  url: string
  score: number
}

export interface StoreFacet {
  info(): Promise<{
    name: string
    email: string
    phone: string
    address: string
    hours: OpeningHours
    returnDays: number
    returnText: string
    countries: { code: string; name: string }[]
  }>
  /** Whether the shop is open at the turn's instant, and when that next changes (UTC). */
  openNow(): Promise<{ open: boolean; changesAt: string | null }>
}

export interface KnowledgeFacet {
  /** Articles and policies that answer the question, best first; empty below the threshold: then say that the shop doesn't know. */
  answer(question: string, limit?: number): Promise<ArticleHit[]>
  /** The article on a topic (`delivery`, `returns`, `payment`, `warranty` …), where the shop has one. */
  topic(topic: string): Promise<ArticleHit | null>
}

export interface PeopleFacet {
  /** What the shop knows of the shopper in this conversation. */
  me(): Promise<{
    name: string | null
    email: string | null
    phone: string | null
    address: Address | null
    verified: boolean
  }>
}

export interface DeskFacet {
  /** Gives the conversation to the queue with a reason and a summary. The message to the shopper is the flow's to say. */
  handOver(reason: string, summary: string): Promise<{ open: boolean; position: number | null }>
}

export interface CallBacksFacet {
  /** Times within the shop's working hours, as her clock shows them: what comes back in `ask`, and how she reads it. */
  times(): Promise<{ at: string; telling: string }[]>
  /** Keeps the wish, instead of an earlier one. Refused with `call_back.closed` where nobody is there at that time. */
  ask(at: string, phone: string | null): Promise<Outcome<{ telling: string }>>
}

/** The facets a flow may name. An outside domain adds its own by declaration merging. */
export interface Facets {
  catalogue: CatalogueFacet
  cart: CartFacet
  checkout: CheckoutFacet
  orders: OrdersFacet
  items: ItemsFacet
  returns: ReturnsFacet
  store: StoreFacet
  knowledge: KnowledgeFacet
  people: PeopleFacet
  desk: DeskFacet
  callBacks: CallBacksFacet
  privacy: PrivacyFacet
  wishes: WishesFacet
  alerts: AlertsFacet
  advice: AdviceFacet
  reviews: ReviewsFacet
  quotes: QuotesFacet
}
export type FacetName = keyof Facets

export type { Choice, Currency, LanguageTag }
