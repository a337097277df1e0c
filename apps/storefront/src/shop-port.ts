import type {
  Address,
  Cart,
  Checkout,
  CompanyApproval,
  Contact,
  Money,
  Order,
  Picture,
  ProductCard,
  ProductView,
  Proposal,
  Quote,
  Refusal,
  ReviewSummary,
  Room,
  RoomEntry,
  ShownQuestion,
  ShownReview,
  Texts,
  VoiceStatus,
} from '@parley/contracts'

/** A value, or the reasons why not, in the reader's language. `path` says at which field: `contact.email`, `address.postalCode`, `delivery`. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; refusals: Refusal[] }

/** What the server hands to the storefront, which knows nothing else of it. */
export interface StorefrontParts {
  /** Runs work in one transaction for one reader. A visitor is opened only when the work asks for its token, so that crawlers leave no rows. */
  visit<T>(given: VisitRequest, work: (visit: Visit) => Promise<T>): Promise<T>
  widget: { loaderUrl: string; key: string }
  /** Whether the site is reached by https: cookies are then sent by it alone. */
  secure: boolean
  /** Where shoppers reach the site, without a slash at the end; told to search engines. */
  publicUrl: string
  /** A page failed: the shopper is told that much, this is told why. */
  onFault(error: unknown): void
}

export interface VisitRequest {
  /** A token that is not known (any more) is taken as none. */
  visitorToken: string | null
  /** Language tags in order of liking. The first that the shop speaks is taken, else its own. */
  languages: string[]
  /** Asked for; else the one that goes with the language. */
  currency: string | null
}

export interface Visit {
  shop: ShopFace
  /** The language and currency this reader gets. */
  language: string
  currency: string
  /** Whether the token that was given is known. */
  known: boolean
  /** The visitor's token; opens the visitor where there is none. Asked for before anything is written. */
  visitorToken(): Promise<string>
  catalogue: {
    list(query: ListQuery): Promise<Listing>
    /** Best loved first, in stock only; the first one stands on the front page. */
    picks(limit: number): Promise<Card[]>
    /** By handle or id; null where it is not there or not shown. */
    product(handleOrId: string): Promise<ProductView | null>
    similar(productId: string, limit: number): Promise<Card[]>
    /** Departments and what is right below them, in use only, in the shop's order. */
    categories(): Promise<Department[]>
    /** How this variant alone would be delivered, cheapest first. */
    delivery(variantId: string): Promise<DeliveryPromise[]>
  }
  cart: {
    view(): Promise<Cart>
    add(variantId: string, quantity: number): Promise<Outcome<Cart>>
    setQuantity(lineId: string, quantity: number, version?: number): Promise<Outcome<Cart>>
    remove(lineId: string, version?: number): Promise<Outcome<Cart>>
    undo(): Promise<Outcome<Cart>>
    /** A code, or a gift card's. Refused with the rule that stands in the way. */
    applyCode(code: string): Promise<Outcome<Cart>>
    /** Takes a code out; a gift card by its last four signs. */
    removeCode(code: string): Promise<Outcome<Cart>>
  }
  checkout: {
    view(): Promise<Checkout>
    setContact(contact: Partial<Contact>): Promise<Outcome<Checkout>>
    setAddress(address: Partial<Address>): Promise<Outcome<Checkout>>
    setDelivery(id: string): Promise<Outcome<Checkout>>
    setPayment(id: string): Promise<Outcome<Checkout>>
    propose(): Promise<Outcome<Proposal>>
    /** A proposal of this visitor's cart, as it stands now. */
    proposal(id: string): Promise<Proposal | null>
    /** Twice the same is one order. */
    confirm(proposalId: string): Promise<Outcome<{ order: Order; payUrl: string | null }>>
  }
  /** The order that a signed link lets its bearer see. */
  orders: { byLink(orderId: string, token: string): Promise<Order | null> }
  /** What comes back of an order, for whoever holds its link; nothing without a good one. */
  returns: {
    of(orderId: string, token: string): Promise<ReturnShown[]>
    desk(orderId: string, token: string): Promise<ReturnDesk | null>
    propose(orderId: string, token: string, wish: ReturnWish): Promise<Outcome<Proposal>>
    proposal(orderId: string, token: string, proposalId: string): Promise<Proposal | null>
    /** Twice the same is one return. */
    confirm(orderId: string, token: string, proposalId: string): Promise<Outcome<null>>
  }
  /** What a company was offered, for whoever holds the link that was mailed; nothing without a good one. */
  quotes: {
    byLink(quoteId: string, token: string): Promise<QuoteShown | null>
    /** The offer of this version: its goods then lie in this visit's cart. Twice the same is one. */
    accept(quoteId: string, token: string, version: number): Promise<Outcome<true>>
    decline(quoteId: string, token: string): Promise<Outcome<true>>
  }
  /** A colleague's order, for the approver to whom the link was mailed. */
  approvals: {
    byLink(proposalId: string, personId: string, token: string): Promise<CompanyApproval | null>
    /** Once: of two at the same instant the first one counts. */
    decide(proposalId: string, personId: string, token: string, to: 'approved' | 'refused'): Promise<Outcome<true>>
  }
  rooms: {
    list(): Promise<Room[]>
    /** The room with all that has happened in it, and the name under which this visitor is in it. */
    read(roomId: string): Promise<Omit<RoomSeen, 'refusals'> | null>
    enter(roomId: string, name: string): Promise<Outcome<{ name: string }>>
    say(roomId: string, text: string): Promise<Outcome<{ number: number }>>
    /** Writes to her once when it opens. */
    remind(roomId: string, email: string): Promise<Outcome<{ asked: true }>>
  }
  reviews: {
    /** What buyers say of a product, and what was asked and answered: text from outside, all of it. */
    of(productId: string, limit: number): Promise<ProductVoices>
    /** By the visitor of this visit, who is asked for before. */
    ask(productId: string, text: string): Promise<Outcome<true>>
    /** What of an order its buyer may judge, by the order's signed link. Null where the link is none of ours. */
    ofOrder(orderId: string, token: string): Promise<{ number: string; products: JudgedProduct[] } | null>
    save(
      orderId: string,
      token: string,
      said: { productId: string; stars: number; title: string; text: string },
    ): Promise<Outcome<true>>
  }
  articles: {
    list(): Promise<ArticleHead[]>
    /** `text` is Markdown: paragraphs, headings, lists, tables, bold, italics and links are drawn, all else is shown as text. */
    read(slug: string): Promise<(ArticleHead & { text: string }) | null>
  }
}

/** A room as one visitor sees it, with what stood in the way of what she did last. */
export interface RoomSeen {
  room: Room
  entries: RoomEntry[]
  name: string | null
  /** She has asked to be told when it opens. */
  reminds: boolean
  refusals: readonly Refusal[]
}

/** What the shop says of itself. */
export interface ShopFace {
  id: string
  name: string
  languages: string[]
  currencies: string[]
  defaultLanguage: string
  /** `#rrggbb` */
  accent: string
  tagline: Texts
  home: { title: Texts; intro: Texts }
  email: string
  phone: string
  address: string
  /** Where it delivers, named in the reader's language, the likeliest first. */
  countries: { code: string; name: string }[]
  returnDays: number
  /** Monday is 1. Wall times `HH:MM`. */
  hours: Record<number, { from: string; to: string }[]>
}

export interface Card extends ProductCard {
  handle: string
}

export interface ProductVoices {
  summary: ReviewSummary
  reviews: ShownReview[]
  questions: ShownQuestion[]
}

/** `holds`: it may be accepted now. */
export type QuoteShown = Quote & { holds: boolean }

export interface JudgedProduct {
  productId: string
  title: string
  picture?: Picture
  /** What she has said so far, and what became of it. */
  review: { stars: number; title: string; text: string; status: VoiceStatus; reason: string | null } | null
}

export interface Department {
  id: string
  name: string
  children: { id: string; name: string }[]
  /** Of something in it, but not what stands first among the picks: the front page shows both. */
  picture?: Picture
}

export interface DeliveryPromise {
  name: string
  price: Money
  /** Free from this much of goods. */
  freeAbove: Money | null
  /** Working days. */
  days: { min: number; max: number }
}

/** All that somebody who wants to send something back has to know before she asks. */
export interface ReturnDesk {
  days: number
  /** Until when for a change of mind, as an instant; null until it has been sent. */
  until: string | null
  items: {
    lineId: string
    title: string
    options: string
    left: number
    onlyFault: boolean
    instead: { value: string; label: string }[]
  }[]
  /** Why nothing comes back for a change of mind. */
  refusals: Refusal[]
  reasons: { value: string; label: string; isFault: boolean; shopPays: boolean }[]
  exchanges: boolean
  labelCost: Money | null
  restockingPercent: number
}

export interface ReturnWish {
  wish: 'refund' | 'credit' | 'exchange'
  reason: string
  note?: string
  lines: { lineId: string; quantity: number; variantId?: string }[]
}

export interface ReturnShown {
  number: string
  wish: 'refund' | 'credit' | 'exchange'
  status: 'asked' | 'approved' | 'rejected' | 'withdrawn' | 'received' | 'refunded' | 'exchanged'
  lines: { title: string; quantity: number }[]
  label: { carrier: string; number: string; url?: string | undefined } | null
  total: Money
  refunded: Money
  /** The end of the store credit's code, once it has been given. */
  creditLastFour: string | null
  /** Why it was refused, in the reader's language. */
  refusal: string | null
}

export interface ArticleHead {
  id: string
  slug: string
  title: string
  topic: string
}

export type Sort = 'relevance' | 'price_up' | 'price_down'

export interface ListQuery {
  text: string
  category: string | null
  colours: string[]
  materials: string[]
  sizes: string[]
  /** In whole units of the reader's currency. */
  priceMin: number | null
  priceMax: number | null
  inStock: boolean
  sort: Sort
  /** From 1. */
  page: number
  pageSize: number
}

/** A value to filter by: `value` goes into the address, `label` is read. `count` is what it would leave. */
export interface FacetValue {
  value: string
  label: string
  swatch?: string
  count: number
}

export interface Listing {
  cards: Card[]
  total: number
  facets: { colours: FacetValue[]; materials: FacetValue[]; sizes: FacetValue[]; categories: FacetValue[] }
  /** The least and the most that anything here costs. */
  priceMin: Money | null
  priceMax: Money | null
  /** Set where the words met nothing and a near spelling was searched instead. */
  corrected?: string
}
