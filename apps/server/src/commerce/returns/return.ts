import type { ReturnStatus } from '@parley/contracts'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'

/** Where a return may go from where it stands. What has been received is looked at, and then paid back, exchanged or refused. */
const returnMoves = {
  asked: ['approved', 'rejected', 'withdrawn'],
  approved: ['received', 'rejected', 'withdrawn'],
  received: ['refunded', 'exchanged', 'rejected'],
  refunded: [],
  exchanged: [],
  rejected: [],
  withdrawn: [],
} as const satisfies Record<ReturnStatus, readonly ReturnStatus[]>

export function moveReturn(from: ReturnStatus, to: ReturnStatus): Outcome<ReturnStatus> {
  const allowed: readonly ReturnStatus[] = returnMoves[from]
  if (allowed.includes(to)) return granted(to)
  return refuse('return.wrong_state', `A return that is ${from} can't become ${to}.`, {
    path: 'status',
    values: { from, to },
  })
}
