import { granted, type Outcome, refuse, refused } from '../../kernel/refusals.ts'
import { type LockedOrder, readOrders } from '../orders/index.ts'
import { applyState } from './apply-state.ts'
import type { ItemsCall } from './items-deed.ts'
import type { ItemsMoney } from './items-money.ts'
import { handleOf, readPayment, storeIn, writePayment } from './payment-store.ts'
import { contextFor, providerOf } from './providers.ts'

/** An invoice over what the order costs now, instead of the one before. The order and its shelves are locked. */
export async function raiseAccount(
  call: ItemsCall,
  order: LockedOrder,
  money: Extract<ItemsMoney, { kind: 'account' }>,
): Promise<Outcome<{ id: string }>> {
  const { tx, parts } = call
  const payment = await readPayment(tx, { paymentId: money.paymentId }, 'lock')
  const provider = await providerOf(tx, parts, money.provider)
  const [row] = await readOrders(tx, { orderId: order.id }, 1)
  if (!payment || !provider || !row?.contact)
    return refuse('order.items_desk', 'Somebody of the shop has to do this.', { values: { number: order.number } })
  const contextOf = (paymentId: string) =>
    contextFor(parts, provider, { shopId: tx.shopId, paymentId, language: order.language, store: storeIn(tx) })
  const ended = await provider.definition.void(handleOf(payment), `${payment.id}-items`, contextOf(payment.id))
  if (ended.kind === 'refused') return refused(ended.refusal)
  if (ended.kind !== 'done') throw new Error(`${money.provider} takes on account and could not end ${payment.id}`)
  const id = tx.id('pay')
  const amount = { amount: money.amount, currency: order.currency }
  const { name, email } = row.contact
  const started = await provider.definition.start(
    { paymentId: id, orderNumber: order.number, amount, contact: { name, email } },
    contextOf(id),
  )
  if (started.kind === 'refused') return refused(started.refusal)
  if (started.kind !== 'settled') throw new Error(`${money.provider} takes on account and did not settle ${id}`)
  await writePayment(tx, {
    ...{ id, orderId: order.id, provider: money.provider, amount, state: started.state, lookAt: null },
    ...{ reference: started.reference ?? null, dueOn: started.dueOn ?? null },
  })
  await applyState(tx, payment.id, ended.state)
  const subjects = { order: order.id, payment: id, person: order.personId, conversation: order.conversationId }
  const data = { provider: money.provider, currency: order.currency, amount: money.amount }
  tx.event('payment.started', subjects, data)
  tx.event('payment.authorised', subjects, data)
  return granted({ id: order.id })
}
