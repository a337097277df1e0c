import type { Proposal } from '@parley/contracts'
import { formatMoney } from '@parley/engine'
import { sql } from 'kysely'
import { z } from 'zod'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'
import { type LockedOrder, type OrderRow, readOrders } from '../orders/index.ts'
import type { Terms } from '../pricing/index.ts'
import { addPayment } from './add-payment.ts'
import { askRefund } from './ask-refund.ts'
import type { ItemWish } from './items.ts'
import { raiseAccount } from './items-account.ts'
import { applyItems } from './items-apply.ts'
import { type ItemsLooked, lookAtItems } from './items-look.ts'
import { type ItemsMoney, moneyOfItems } from './items-money.ts'
import { lockShelves, writeWaiting } from './items-store.ts'
import { confirmDeed, type DeedCall, type Doing, proposeDeed } from './order-deed.ts'
import { isOpen, unpaidHours } from './payment.ts'
import { readPaymentsOf, updatePayment, writePayment } from './payment-store.ts'
import { sayOfPayments } from './payments-texts.ts'
import type { PaymentParts } from './providers.ts'

export interface ItemsCall extends DeedCall {
  parts: PaymentParts
  terms: Terms
}

const kind = 'order-items'
const itemsTerms = z.object({
  difference: z.int(),
  lines: z.array(z.object({ lineId: z.string(), quantity: z.int(), variantId: z.string().optional() })),
})

/**
 * Shows exactly what an edit of an order's things would do: each line before and after, the new total, and what is paid or goes back.
 * Refused by what `lookAtItems` and `moneyOfItems` refuse.
 */
export async function proposeItems(
  call: ItemsCall,
  wish: { orderId: string; lines: readonly ItemWish[] },
): Promise<Outcome<Proposal>> {
  const [order] = await readOrders(call.tx, { orderId: wish.orderId }, 1)
  if (!order) return refuse('order.not_found', 'There is no such order.')
  const looked = await lookAtItems(call.tx, order, { ...call, wishes: wish.lines })
  if (!looked.ok) return looked
  const money = await moneyOfItems(call, order, looked.value.edited.difference)
  if (!money.ok) return money
  const { difference, sums } = looked.value.edited
  const { language } = call
  const show = (amount: number) => formatMoney({ amount, currency: order.currency }, language)
  const say = (key: Parameters<typeof sayOfPayments>[1], values = {}) => sayOfPayments(language, key, values)
  return granted(
    await proposeDeed(call, {
      kind,
      orderId: order.order_id,
      cartId: order.cart_id,
      summary: [
        { label: say('proposal.order'), value: order.number },
        ...linesTold(order, looked.value).map(({ title, value }) => ({ label: title, value: value(say, show) })),
        { label: say('proposal.total_now'), value: show(order.total) },
        { label: say('proposal.total_then'), value: show(sums.total) },
        ...moneyTold(money.value, difference).map(([key, amount]) => ({ label: say(key), value: show(amount) })),
      ],
      total: { amount: sums.total, currency: order.currency },
      action: say('proposal.items', { number: order.number }),
      terms: { difference, lines: [...wish.lines] },
      restsOn: restsOn(looked.value, money.value),
    }),
  )
}

type Say = (key: Parameters<typeof sayOfPayments>[1], values?: Record<string, string | number>) => string

/** Each line that changes, with what it was and what it will be. */
function linesTold(order: OrderRow, { edited, added }: ItemsLooked) {
  const named = (title: string, options: string) => [title, options].filter(Boolean).join(', ')
  const kept = order.lines.flatMap((line) => {
    const after = edited.lines.find(({ lineId }) => lineId === line.line_id)?.quantity ?? 0
    if (after === line.quantity) return []
    const value = (say: Say) =>
      after === 0 ? say('proposal.out') : say('proposal.instead_of', { before: line.quantity, after })
    return [
      { title: named(line.title, line.options), value: (say: Say, _show: (amount: number) => string) => value(say) },
    ]
  })
  const more = added.map((line) => {
    const like = order.lines.find(({ line_id }) => line_id === line.ofLine)
    const value = (say: Say, show: (amount: number) => string) =>
      say('proposal.added', { quantity: line.quantity, price: show(line.unitPrice) })
    return { title: named(like?.title ?? '', line.ware.options), value }
  })
  return [...kept, ...more]
}

function moneyTold(
  money: ItemsMoney,
  difference: number,
): ['proposal.back' | 'proposal.to_pay' | 'proposal.account', number][] {
  if (money.kind === 'account') return [['proposal.account', money.amount]]
  if (money.kind === 'open') return [['proposal.to_pay', money.amount]]
  if (difference > 0) return [['proposal.to_pay', difference]]
  return money.back > 0 ? [['proposal.back', money.back]] : []
}

const restsOn = (looked: ItemsLooked, money: ItemsMoney): unknown => [looked.restsOn, money]

/**
 * The yes to an edit: done whole or not at all. Shelves are locked before the order, those of what is to come among them. Answers the payment
 * that is to be made for it, where there is one.
 */
export async function confirmItems(
  call: ItemsCall,
  proposalId: string,
): Promise<Outcome<{ orderId: string; paymentId: string | null }>> {
  await lockNamed(call, proposalId)
  const done = await confirmDeed(call, proposalId, itemsDoings(call))
  if (!done.ok) return done
  const { orderId, resultId } = done.value
  return granted({ orderId, paymentId: resultId === orderId ? null : resultId })
}

/** Locks the shelves that a proposal names, before anybody locks its order. Nothing where it is none of these. */
export async function lockNamed({ tx }: DeedCall, proposalId: string): Promise<void> {
  const { rows } = await sql<{ orderId: string | null; terms: string | null }>`
    select versions ->> 'order' as "orderId", versions ->> 'terms' as terms from proposal
    where shop_id = ${tx.shopId} and proposal_id = ${proposalId} and kind = ${kind}`.execute(tx.sql)
  const [named] = rows
  const terms = named?.terms ? itemsTerms.safeParse(JSON.parse(named.terms)) : null
  if (!named?.orderId || !terms?.success) return
  await lockShelves(
    tx,
    named.orderId,
    terms.data.lines.flatMap(({ variantId }) => variantId ?? []),
  )
}

/** How it is done once somebody has said yes. */
export function itemsDoings(call: ItemsCall): Record<string, Doing> {
  return {
    [kind]: {
      restsOn: async (order, given) => {
        const looked = await lookAtItems(call.tx, order, { ...call, wishes: itemsTerms.parse(given).lines })
        const money = looked.ok ? await moneyOfItems(call, order, looked.value.edited.difference) : looked
        return looked.ok && money.ok ? restsOn(looked.value, money.value) : 'refused'
      },
      carryOut: async (order, given) => call.tx.attempt(() => carryOut(call, order, itemsTerms.parse(given))),
    },
  }
}

async function carryOut(
  call: ItemsCall,
  order: LockedOrder,
  terms: z.infer<typeof itemsTerms>,
): Promise<Outcome<{ id: string }>> {
  const { tx, actor, parts } = call
  const [before] = await readOrders(tx, { orderId: order.id }, 1)
  if (!before) return refuse('order.not_found', 'There is no such order.')
  const looked = await lookAtItems(tx, before, { ...call, wishes: terms.lines })
  if (!looked.ok) return looked
  const { difference } = looked.value.edited
  const money = await moneyOfItems(call, before, difference)
  if (!money.ok) return money
  if (money.value.kind === 'paid' && difference > 0)
    return granted({
      id: await waitForIt(call, order, { wishes: terms.lines, difference, provider: money.value.provider }),
    })
  const applied = await applyItems(tx, order, { before, looked: looked.value, actor })
  if (!applied.ok) return applied
  if (money.value.kind === 'account') return raiseAccount(call, order, money.value)
  if (money.value.kind === 'open') {
    const paid = await addPayment(tx, parts, { orderId: order.id, provider: money.value.provider })
    return paid.ok ? granted({ id: paid.value.paymentId }) : paid
  }
  if (money.value.back > 0) {
    const asked = await askRefund(tx, { orderId: order.id, amount: money.value.back, reason: 'items', actor })
    if (!asked.ok) return asked
  }
  return granted({ id: order.id })
}

/** What costs more than was paid is carried out when the difference has come; until then the order stays as it is. */
async function waitForIt(
  { tx, actor }: ItemsCall,
  order: LockedOrder,
  of: { wishes: ItemWish[]; difference: number; provider: string },
): Promise<string> {
  const paymentId = tx.id('pay')
  await writePayment(tx, {
    ...{ id: paymentId, orderId: order.id, provider: of.provider },
    amount: { amount: of.difference, currency: order.currency },
    ...{ state: null, reference: null, dueOn: null },
    lookAt: new Date(tx.now.getTime() + unpaidHours * 3_600_000),
  })
  const edit = { wishes: of.wishes, difference: of.difference, restsOn: String(order.total), actor }
  const older = await writeWaiting(tx, { orderId: order.id, paymentId, edit })
  for (const payment of await readPaymentsOf(tx, order.id, 'lock'))
    if (older.includes(payment.id) && isOpen(payment.status))
      await updatePayment(tx, payment.id, { status: 'voided', look_at: payment.providerReference ? tx.now : null })
  const subjects = { order: order.id, payment: paymentId, person: order.personId, conversation: order.conversationId }
  tx.event('payment.started', subjects, { provider: of.provider, currency: order.currency, amount: of.difference })
  tx.event('order.items_waiting', subjects, { number: order.number, difference: of.difference })
  return paymentId
}
