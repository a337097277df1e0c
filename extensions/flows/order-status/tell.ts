import type { FlowTurn, Order } from '@parley/sdk'

const notYetSent: readonly string[] = ['placed', 'paid', 'packed']

/** Where it is now, in a sentence, and the whole order beside it. */
export function sayOrder(turn: FlowTurn, order: Order): void {
  turn.sayText(`status.${order.status}`, { number: order.number })
  const waits = order.payment !== null && ['created', 'pending', 'declined', 'failed'].includes(order.payment.status)
  if (waits && order.status === 'placed') turn.sayText('unpaid')
  if (order.tracking !== null) sayTracking(turn, order.tracking)
  else sayDays(turn, order)
  turn.say({ type: 'order', order })
}

/** Where the parcel is: by its carrier and number, or why there is none to follow. */
export function sayParcel(turn: FlowTurn, order: Order): void {
  if (order.tracking?.url === undefined) sayOrder(turn, order)
  else {
    turn.sayText(`status.${order.status}`, { number: order.number })
    sayTracking(turn, order.tracking)
    turn.sayText('follow', { url: order.tracking.url })
  }
}

function sayTracking(turn: FlowTurn, { carrier, number }: NonNullable<Order['tracking']>): void {
  turn.sayText('tracking', { carrier, parcel: number })
}

function sayDays(turn: FlowTurn, order: Order): void {
  if (order.delivery === null || !notYetSent.includes(order.status)) return
  const { min, max } = order.delivery.days
  turn.sayText(min === max ? 'takes' : 'takes_between', { min, max })
}
