import type { Choice, Money, Proposal } from '@parley/contracts'
import type { Outcome } from './facets.ts'

/** A thing of an order, and how much of it may still come back. */
export interface ReturnableItem {
  lineId: string
  variantId: string
  productId: string
  title: string
  options: string
  left: number
}

export interface ReturnWish {
  orderNumber: string
  /** `exchange`: the same product again, as another variant where the line names one. */
  wish: 'refund' | 'credit' | 'exchange'
  /** One of `reasons`. */
  reason: string
  note?: string
  photos?: string[]
  lines: { lineId: string; quantity: number; variantId?: string }[]
}

export interface ReturnTold {
  /** What people say and type: `R-1001`. */
  number: string
  orderNumber: string
  kind: 'return' | 'exchange' | 'complaint'
  status: 'asked' | 'approved' | 'rejected' | 'withdrawn' | 'received' | 'refunded' | 'exchanged'
  /** What goes back where all of it is accepted: as store credit, where that is the wish. */
  total: Money
  wish: 'refund' | 'credit' | 'exchange'
  /** The end of the store credit's code, once it has been given. */
  creditLastFour: string | null
}

export interface RefundTold {
  amount: Money
  /** `pending`: on its way, and the bank has not said yet that it is there. */
  status: 'pending' | 'done' | 'refused'
  /** The way of paying it goes back to, by name. */
  to: string
  at: string
}

/** Sending things back, for orders of this talk and of a verified customer; any other is refused as if it were not there (`order.not_found`). */
export interface ReturnsFacet {
  /** Why things come back, by the shop's own list; `fault` ones are complaints. */
  reasons(kind: 'return' | 'fault'): Promise<Choice[]>
  /** What of an order may come back now. Refused by the shop's rules, each named: `return.window`, `return.not_sent`, `return.already` … */
  items(orderNumber: string, kind: 'return' | 'exchange' | 'complaint'): Promise<Outcome<ReturnableItem[]>>
  /** Other variants of the same product that are in stock. */
  instead(orderNumber: string, lineId: string): Promise<Choice[]>
  /** Shows exactly what it would do; writes nothing else. */
  propose(wish: ReturnWish): Promise<Outcome<Proposal>>
  /** Does what was proposed in this conversation, once; a repeat answers the same. */
  confirm(proposalId: string): Promise<Outcome<ReturnTold>>
  /** Store credit instead of money, or money after all: until it has been received. Refused: `return.not_found`, `return.wrong_state`. */
  setOutcome(returnNumber: string, outcome: 'refund' | 'credit'): Promise<Outcome<ReturnTold>>
  /** What is under way with an order, and what has been given back of it. */
  standing(orderNumber: string): Promise<Outcome<{ returns: ReturnTold[]; refunds: RefundTold[] }>>
}
