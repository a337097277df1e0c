import type { OrderStatus } from '@parley/contracts'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'

/** Where an order may go from where it stands. An order on account is packed before it is paid. */
export const orderMoves = {
  placed: ['paid', 'packed', 'cancelled'],
  paid: ['packed', 'cancelled'],
  packed: ['shipped', 'cancelled'],
  shipped: ['delivered'],
  delivered: ['closed'],
  cancelled: [],
  closed: [],
} as const satisfies Record<OrderStatus, readonly OrderStatus[]>

/** The new status, or `order.wrong_state` with both. */
export function move(from: OrderStatus, to: OrderStatus): Outcome<OrderStatus> {
  const allowed: readonly OrderStatus[] = orderMoves[from]
  if (allowed.includes(to)) return granted(to)
  return refuse('order.wrong_state', `An order that is ${from} can't become ${to}.`, {
    path: 'status',
    values: { from, to },
  })
}

/** What people type for `T-10042`: "t 10042", "10042", "#T-10042". */
export function tidyNumber(said: string, prefix: string): string {
  const digits = said.replace(/\D/g, '')
  const letters = said.replace(/[^A-Za-z]/g, '').toUpperCase()
  return digits === '' ? said.trim() : `${letters || prefix}-${digits}`
}
