import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'
import type { CompanyTerms } from './company-store.ts'

export interface OrderWeighed {
  /** Minor units. */
  total: number
  currency: string
  /** Whether it is paid later, against an invoice. */
  onAccount: boolean
}

/**
 * Whether a company may owe this as well. Refused: `company.no_credit` (nothing on account, or not in this currency),
 * `company.credit_limit` with what is left.
 */
export function mayOwe(terms: CompanyTerms, order: OrderWeighed): Outcome<null> {
  if (!order.onAccount) return granted(null)
  if (terms.creditLimit === null || terms.currency !== order.currency)
    return refuse('company.no_credit', 'Nothing is sold to it on account.', { path: 'payment' })
  const left = Math.max(0, terms.creditLimit - terms.owed)
  if (order.total <= left) return granted(null)
  return refuse('company.credit_limit', 'That is more than it may owe.', { path: 'payment', values: { left } })
}

/** Whether somebody else of the company has to say yes first: what can't be weighed against the limit needs that too. */
export function needsApproval(terms: CompanyTerms, role: 'buyer' | 'approver', order: OrderWeighed): boolean {
  if (role === 'approver' || terms.approvalAbove === null) return false
  return terms.currency !== order.currency || order.total > terms.approvalAbove
}
