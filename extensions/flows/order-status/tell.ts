import type { FlowTurn, Order } from '@parley/sdk'

/** Where it is now, in a sentence, and the whole order beside it. */
export function sayOrder(turn: FlowTurn, order: Order): void {
  turn.sayText(`status.${order.status}`, { number: order.number })
  const waits = order.payment !== null && ['created', 'pending', 'declined', 'failed'].includes(order.payment.status)
  if (waits && order.status === 'placed') turn.sayText('unpaid')
  if (order.tracking !== null)
    turn.sayText('tracking', { carrier: order.tracking.carrier, parcel: order.tracking.number })
  else if (order.delivery !== null && ['placed', 'paid', 'packed'].includes(order.status)) {
    const { min, max } = order.delivery.days
    turn.sayText(min === max ? 'takes' : 'takes_between', { min, max })
  }
  turn.say({ type: 'order', order })
}
