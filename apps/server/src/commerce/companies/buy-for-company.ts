import type { ShopTransaction } from '../../db/database.ts'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'
import { askApproval, readApproval } from './approval-store.ts'
import { lockCompany, membershipOf, writeCompanyOrder } from './company-store.ts'
import { mayOwe, needsApproval, type OrderWeighed } from './weigh-order.ts'

export interface CompanyBuying {
  /** Null where she buys for herself. */
  companyId: string | null
  personId: string | null
  /** Whether a colleague has to say yes first. */
  waits: boolean
}

/**
 * Whether somebody may order this for the company she buys for. Its row stays locked until the transaction ends, after the cart's and before
 * the stock's, so that two orders at once are weighed one after the other. Refused: `company.credit_limit`, `company.no_credit`.
 */
export async function weighForCompany(
  tx: ShopTransaction,
  given: OrderWeighed & { personId: string | null },
): Promise<Outcome<CompanyBuying>> {
  const { personId } = given
  const member = await membershipOf(tx, personId)
  const terms = member && (await lockCompany(tx, member.companyId))
  if (!member || !terms) return granted({ companyId: null, personId, waits: false })
  const may = mayOwe(terms, given)
  if (!may.ok) return may
  return granted({ companyId: member.companyId, personId, waits: needsApproval(terms, member.role, given) })
}

/** Puts a proposal before the approvers of the company. */
export async function askForApproval(tx: ShopTransaction, buying: CompanyBuying, proposalId: string): Promise<void> {
  const { companyId, personId } = buying
  if (companyId === null || personId === null) return
  await askApproval(tx, { proposalId, companyId, personId })
  tx.event('company.approval_asked', { company: companyId, proposal: proposalId, person: personId })
}

/** Whether the yes to this proposal is enough. Refused: `company.needs_approval`, `company.approval_refused`. */
export async function isAllowed(
  tx: ShopTransaction,
  buying: CompanyBuying,
  proposalId: string,
): Promise<Outcome<null>> {
  if (!buying.waits) return granted(null)
  const status = await readApproval(tx, proposalId)
  if (status === 'approved') return granted(null)
  if (status === 'refused') return refuse('company.approval_refused', 'A colleague has said no to it.')
  return refuse('company.needs_approval', 'A colleague has to say yes first.')
}

/** From then on it is the company's order: it counts against what the company may owe. */
export async function noteCompanyOrder(tx: ShopTransaction, companyId: string | null, orderId: string): Promise<void> {
  if (companyId === null) return
  await writeCompanyOrder(tx, companyId, orderId)
  tx.event('company.ordered', { company: companyId, order: orderId })
}
