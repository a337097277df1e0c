import type {
  Actor,
  Address,
  CartLine,
  Contact,
  Currency,
  DeliveryOption,
  Discount,
  LanguageTag,
  PaymentOption,
  Totals,
} from '@parley/contracts'
import type { PlacedOrder } from '@parley/sdk'
import type { ShopTransaction } from '../../db/database.ts'
import type { Outcome } from '../../kernel/refusals.ts'

/** An order to be: everything of it but its number. */
export interface OrderDraft {
  proposalId: string
  cartId: string
  conversationId: string | null
  visitorId: string | null
  personId: string | null
  language: LanguageTag
  currency: Currency
  lines: readonly CartLine[]
  totals: Totals
  /** What took something off, as it was told. */
  discounts: readonly Discount[]
  /** What was taken off gift cards, and the payment that each of them becomes. */
  giftCards: readonly { id: string; amount: number; paymentId: string }[]
  contact: Contact
  address: Address | null
  delivery: DeliveryOption
  /** The id of the way of paying. */
  paymentId: string
  actor: Actor
}

/** What the checkout asks of orders and payments, which come after it in the house and are handed in. */
export interface Placing {
  /** The ways of paying that the shop has switched on, in this currency. */
  paymentOptions(tx: ShopTransaction, reader: { language: LanguageTag; currency: Currency }): Promise<PaymentOption[]>
  /** Reserves the stock, writes order and payment. A refusal (`stock.insufficient`, the payment's own) has written nothing. */
  place(tx: ShopTransaction, draft: OrderDraft): Promise<Outcome<PlacedOrder>>
  /** An order that was placed before, as its shopper sees it. */
  placed(tx: ShopTransaction, orderId: string, language: LanguageTag): Promise<PlacedOrder>
}
