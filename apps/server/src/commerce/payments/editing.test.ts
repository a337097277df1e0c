import { afterEach, beforeEach, expect, test } from 'vitest'
import { anna, asShopper, openSmallSale, type SmallSale } from '../../../test/small-sale.ts'
import { smallTerms } from '../../../test/small-terms.ts'
import { tillOf } from '../../../test/small-till.ts'
import type { ShopTransaction } from '../../db/database.ts'
import { moveWhole } from '../orders/fulfilment-store.ts'
import { issueAddition, issueCreditNote, issueInvoice, lockOrder, readOrders } from '../orders/index.ts'
import { capturePayment } from './capture-payment.ts'
import { checkLedger } from './check-ledger.ts'
import type { ItemWish } from './items.ts'
import { confirmItems, proposeItems } from './items-deed.ts'

let sale: SmallSale
beforeEach(async () => {
  sale = await openSmallSale()
})
afterEach(async () => {
  // Whatever was done, the books come out.
  expect(await sale.inShop((tx) => checkLedger(tx))).toEqual([])
  await sale.close()
})

const callOf = (tx: ShopTransaction) => ({
  ...{ tx, language: 'en', actor: asShopper, conversationId: null, parts: sale.parts, terms: smallTerms },
})
const orderOf = (orderId: string) => sale.inShop(async (tx) => (await readOrders(tx, { orderId }, 1))[0])
const propose = (orderId: string, lines: ItemWish[]) =>
  sale.inShop((tx) => proposeItems(callOf(tx), { orderId, lines }))
const confirm = (proposalId: string) => sale.inShop((tx) => confirmItems(callOf(tx), proposalId))
const codesOf = (outcome: { ok: boolean; refusals?: { code: string }[] }) => outcome.refusals?.map(({ code }) => code)
const freeOf = async (variantId: string) => {
  const { onHand, reserved } = await sale.stockOf(variantId)
  return onHand - reserved
}
const pack = (orderId: string) =>
  sale.inShop(async (tx) => {
    const locked = await lockOrder(tx, orderId)
    return locked && moveWhole(tx, locked, { actor: { kind: 'system' }, to: 'packed' })
  })

/** Three lamps, by this way of paying; `paid` once the sandbox has told so. */
async function threeLamps(pay: 'invoice' | 'sandbox') {
  const { order } = await sale.order(anna, { variantId: 'var_lamp', quantity: 3, pay })
  if (pay === 'sandbox') await payFor(order.payment?.id ?? '')
  const [line] = order.lines
  if (!line) throw new Error('an order without lines')
  return { id: order.id, lineId: line.id, unit: line.unitPrice.amount, total: order.totals.total.amount }
}

/** Opens the page of a payment, says yes there, and the shop takes the money. */
async function payFor(paymentId: string): Promise<void> {
  await tillOf(sale).answer(paymentId, 'approve')
  const [row] = await sale.inShop((tx) =>
    tx.sql.selectFrom('payment').select('order_id').where('payment_id', '=', paymentId).execute(),
  )
  const of = { shopId: sale.shopId, orderId: row?.order_id ?? '', paymentId, key: 'paid' }
  await capturePayment(sale.db, sale.parts, of)
}

async function edit(orderId: string, lines: ItemWish[]) {
  const proposal = await propose(orderId, lines)
  if (!proposal.ok) throw new Error(JSON.stringify(proposal.refusals))
  return { proposal: proposal.value, done: await confirm(proposal.value.id) }
}

test('fewer of a paid thing: shown first, then the rest goes back the way it came and can be sold again, once', async () => {
  const order = await threeLamps('sandbox')
  const before = await freeOf('var_lamp')
  const proposal = await propose(order.id, [{ lineId: order.lineId, quantity: 1 }])
  if (!proposal.ok) throw new Error(JSON.stringify(proposal.refusals))
  expect(proposal.value.summary.map(({ value }) => value).join(' ')).toContain('1 instead of 3')
  expect(await freeOf('var_lamp')).toBe(before)
  const both = await Promise.all([confirm(proposal.value.id), confirm(proposal.value.id)])
  expect(both[0]).toEqual(both[1])
  expect(both[0]).toMatchObject({ ok: true, value: { paymentId: null } })
  expect(await orderOf(order.id)).toMatchObject({ status: 'paid', total: order.total - 2 * order.unit })
  expect(await freeOf('var_lamp')).toBe(before + 2)
  await tillOf(sale).settle()
  const back = await sale.inShop((tx) => tx.sql.selectFrom('refund').select(['amount', 'status']).execute())
  expect(back).toEqual([{ amount: 2 * order.unit, status: 'done' }])
})

test('the credit note is over what went back, also where little is left of the order', async () => {
  const order = await threeLamps('sandbox')
  await sale.inShop((tx) => issueInvoice(tx, order.id))
  await edit(order.id, [{ lineId: order.lineId, quantity: 1 }])
  await tillOf(sale).settle()
  const note = await sale.inShop((tx) => issueCreditNote(tx, order.id))
  expect(note).toMatchObject({ kind: 'credit-note', total: 2 * order.unit })
})

test('more of a paid thing waits for its money: until that comes the order stays as it is, then it is changed once', async () => {
  const order = await threeLamps('sandbox')
  await sale.inShop((tx) => issueInvoice(tx, order.id))
  const { done } = await edit(order.id, [{ lineId: order.lineId, quantity: 5 }])
  const paymentId = done.ok ? (done.value.paymentId ?? '') : ''
  expect(await orderOf(order.id)).toMatchObject({ total: order.total, lines: [{ quantity: 3 }] })
  const free = await freeOf('var_lamp')
  await payFor(paymentId)
  const after = await orderOf(order.id)
  expect(after).toMatchObject({ status: 'paid', total: order.total + 2 * order.unit })
  expect(after?.lines.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(5)
  expect(await freeOf('var_lamp')).toBe(free - 2)
  const added = { orderId: order.id, cause: 'evt_1', total: 2 * order.unit, vat: 0 }
  const papers = [
    await sale.inShop((tx) => issueAddition(tx, added)),
    await sale.inShop((tx) => issueAddition(tx, added)),
  ]
  expect(papers).toMatchObject([{ kind: 'invoice', total: 2 * order.unit }, null])
})

test('packed before the difference came, nothing is changed and the money goes back', async () => {
  const order = await threeLamps('sandbox')
  const { done } = await edit(order.id, [{ lineId: order.lineId, quantity: 4 }])
  await tillOf(sale).openLink(done.ok ? (done.value.paymentId ?? '') : '')
  expect(await pack(order.id)).toMatchObject({ ok: true })
  const paymentId = done.ok ? (done.value.paymentId ?? '') : ''
  // She had the page open already: its yes comes, though the link would lead nowhere now.
  const body = new TextEncoder().encode('answer=approve')
  await tillOf(sale).page(paymentId, { method: 'POST', body })
  await tillOf(sale).settle()
  expect(await orderOf(order.id)).toMatchObject({ total: order.total, lines: [{ quantity: 3 }] })
  const back = await sale.inShop((tx) => tx.sql.selectFrom('refund').select(['amount', 'status']).execute())
  expect(back).toEqual([{ amount: order.unit, status: 'done' }])
})

test('on account the invoice is drawn up anew, up and down', async () => {
  const order = await threeLamps('invoice')
  for (const quantity of [5, 2]) {
    sale.clock.move(60_000)
    const lines = (await orderOf(order.id))?.lines ?? []
    const wishes = lines.map(({ line_id }, at) => ({ lineId: line_id, quantity: at === 0 ? quantity : 0 }))
    expect((await edit(order.id, wishes)).done).toMatchObject({ ok: true })
    const now = await orderOf(order.id)
    expect(now).toMatchObject({ status: 'placed', total: order.total + (quantity - 3) * order.unit })
    expect(now?.payment).toMatchObject({ status: 'authorised', amount: now?.total })
  }
})

test('what is not paid yet is paid by a new link over the new total', async () => {
  const { order } = await sale.order(anna, { variantId: 'var_lamp', quantity: 3, pay: 'sandbox' })
  const { done } = await edit(order.id, [{ lineId: order.lines[0]?.id ?? '', quantity: 2 }])
  const paymentId = done.ok ? (done.value.paymentId ?? '') : ''
  await payFor(paymentId)
  expect(await orderOf(order.id)).toMatchObject({ status: 'paid', lines: [{ quantity: 2 }] })
})

test('of two edits at once one is done, the other is told; packed meanwhile, none is, and nothing is half done', async () => {
  const order = await threeLamps('sandbox')
  const [one, two] = [
    await propose(order.id, [{ lineId: order.lineId, quantity: 1 }]),
    await propose(order.id, [{ lineId: order.lineId, quantity: 2 }]),
  ]
  const ids = [one, two].flatMap((each) => (each.ok ? [each.value.id] : []))
  const both = await Promise.all(ids.map(confirm))
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  expect(both.flatMap((each) => codesOf(each) ?? [])).toEqual(['proposal.superseded'])
  const left = (await orderOf(order.id))?.lines[0]
  const late = await propose(order.id, [{ lineId: order.lineId, quantity: (left?.quantity ?? 0) + 1 }])
  const [packed, edited] = await Promise.all([pack(order.id), confirm(late.ok ? late.value.id : '')])
  expect(packed).toMatchObject({ ok: true })
  expect((await orderOf(order.id))?.lines).toMatchObject([{ quantity: left?.quantity }])
  // Whichever came first: more waits for its money, and what is packed waits for nothing.
  if (!edited.ok) expect(codesOf(edited)).toEqual(['proposal.superseded'])
  expect(codesOf(await propose(order.id, [{ lineId: order.lineId, quantity: 9 }]))).toEqual(['order.items_packed'])
})

test('a no names the rule: nothing would be left, it is so already, another product, more than there are', async () => {
  const order = await threeLamps('sandbox')
  const of = async (wish: Omit<ItemWish, 'lineId'>, lineId = order.lineId) =>
    codesOf(await propose(order.id, [{ ...wish, lineId }]))
  expect(await of({ quantity: 0 })).toEqual(['order.items_nothing_left'])
  expect(await of({ quantity: 3 })).toEqual(['order.items_same'])
  expect(await of({ quantity: 1 }, 'lin_none')).toEqual(['order.items_unknown'])
  expect(await of({ quantity: 1, variantId: 'var_stool' })).toEqual(['order.items_other_product'])
  expect(await of({ quantity: 900 })).toEqual(['stock.insufficient'])
})
