import type { Money } from '@parley/contracts'
import type { Principal } from './principal.ts'

/** Whether what is given away may be given by whoever asks. Agents have limits; owners, admins and keys, which these make, have none. */
export const hasLimits = (principal: Principal): boolean => principal.kind === 'account' && principal.role === 'agent'

/** A limit of nothing at all is none: where no amount stands for the currency, any may be given back. */
export function mayGiveBack(principal: Principal, upTo: Readonly<Record<string, number>>, money: Money): boolean {
  const most = upTo[money.currency]
  return !hasLimits(principal) || most === undefined || money.amount <= most
}
