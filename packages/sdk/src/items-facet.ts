import type { Money, Proposal } from '@parley/contracts'
import type { Outcome } from './facets.ts'

/** A thing of an order that may still be changed. */
export interface EditableItem {
  lineId: string
  variantId: string
  productId: string
  title: string
  options: string
  quantity: number
}

/** How many of a line there shall be (0 is out with it), and as which variant of the same product. */
export interface ItemChange {
  lineId: string
  quantity: number
  variantId?: string
}

/** Changing what an order holds, until it is packed; for orders of this talk and of a verified customer, any other is `order.not_found`. */
export interface ItemsFacet {
  /** What may be changed. Refused by the shop's rules, each named: `order.items_packed`, `order.rule_hours`, `order.rule_never` … */
  lines(orderNumber: string): Promise<Outcome<EditableItem[]>>
  /** Shows exactly what would change, and what is paid or goes back. Refused besides: `order.items_nothing_left`, `stock.insufficient` … */
  propose(orderNumber: string, changes: readonly ItemChange[]): Promise<Outcome<Proposal>>
  /**
   * Does what was proposed in this conversation, once. Where something is to be paid, by which link: with `isDone` the order has been changed
   * already, without it is changed when that has been paid.
   */
  confirm(
    proposalId: string,
  ): Promise<Outcome<{ number: string; toPay: { amount: Money; url: string; isDone: boolean } | null }>>
}
