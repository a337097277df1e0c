import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anna, asShopper, bela, openSmallSale, type SmallSale } from '../../../test/small-sale.ts'
import { tillOf } from '../../../test/small-till.ts'
import { askRefund, capturePayment, checkLedger, ledgerRules } from './index.ts'

/** One thing that must never be, for each rule: what somebody, a bug or a cut line would have to do to the rows. */
const planted: Record<(typeof ledgerRules)[number], string> = {
  'every order adds up': `update orders set total = total + 1 where status = 'placed'`,
  'no payment took more than was agreed, or gave back more than it took': `update payment set authorised = amount + 1 where provider = 'invoice'`,
  'refunds never come to more than was taken': `update refund set amount = 999999`,
  'money and store credit together never come to more than was taken': `insert into return_request (shop_id, return_id, number, order_id, kind, wish, status, reason, goods, created_at, updated_at)
      select shop_id, 'ret_1', 'R-1', order_id, 'return', 'credit', 'approved', 'changed_mind', 1, placed_at, placed_at from orders where status = 'paid';
    insert into store_credit (shop_id, return_id, order_id, amount, given_at) select shop_id, 'ret_1', order_id, 999999, created_at from return_request`,
  'what was given back stands in a refund': `update payment set refunded = refunded - 1 where refunded > 0`,
  'an order that goes out is paid for, or on account': `update payment set authorised = 0, captured = 0, refunded = 0, status = 'voided' where status = 'captured'`,
  'money that covers an order has paid it': `update orders set status = 'placed' where status = 'paid'; update payment set refunded = 0 where refunded > 0`,
  'no money is kept for an order that was called off': `update payment set captured = amount where order_id in (select order_id from orders where status = 'cancelled')`,
  'no refund was refused': `update refund set status = 'refused'`,
  'stock reserved equals the reservations that are held': `update stock set reserved = reserved + 1, on_hand = on_hand + 1 where variant_id = 'var_stool'`,
  'what an order took off the shelf is what was ordered': `update reservation set quantity = quantity + 1 where state = 'committed'`,
  'nothing is held for an order that was called off': `update reservation set state = 'committed' where state = 'released'`,
  'no parcel holds more than was ordered': `insert into fulfilment (shop_id, fulfilment_id, order_id, status, packed_at) select shop_id, 'ful_1', order_id, 'packed', placed_at from orders where status = 'paid' limit 1;
    insert into fulfilment_line (shop_id, fulfilment_id, line_id, quantity) select l.shop_id, 'ful_1', l.line_id, l.quantity + 1 from order_line l join fulfilment f on f.order_id = l.order_id`,
  'nothing comes back twice': `insert into return_request (shop_id, return_id, number, order_id, kind, wish, status, reason, goods, created_at, updated_at)
      select shop_id, 'ret_1', 'R-1', order_id, 'return', 'refund', 'approved', 'changed_mind', 1, placed_at, placed_at from orders where status = 'paid';
    insert into return_line (shop_id, return_id, line_id, quantity, amount) select l.shop_id, 'ret_1', l.line_id, l.quantity + 1, 1 from order_line l join return_request q on q.order_id = l.order_id`,
  'no return gave back more than its things had cost': `insert into return_request (shop_id, return_id, number, order_id, kind, wish, status, reason, goods, refunded, created_at, updated_at)
      select shop_id, 'ret_1', 'R-1', order_id, 'return', 'refund', 'refunded', 'changed_mind', 1, 2, placed_at, placed_at from orders where status = 'paid'`,
  'papers are numbered without a gap': `insert into document (shop_id, document_id, kind, number, order_id, currency, total, vat, body, issued_at)
    select shop_id, 'doc_' || row_number() over (), 'credit-note', 2 * row_number() over (), order_id, currency, 1, 0, '{}', placed_at from orders`,
}

describe('the ledger', () => {
  let sale: SmallSale
  beforeAll(async () => {
    sale = await openSmallSale()
    const till = tillOf(sale)
    const { order } = await till.orderLamp(anna, 2)
    await till.answer(order.payment?.id ?? '', 'approve')
    await capturePayment(sale.db, sale.parts, { shopId: sale.shopId, orderId: order.id, key: 'sent' })
    await sale.inShop((tx) => askRefund(tx, { orderId: order.id, amount: 5_000, reason: 'late', actor: asShopper }))
    const { order: off } = await till.orderLamp(bela, 1)
    await till.answer(off.payment?.id ?? '', 'approve')
    await till.cancel(off.id)
    await till.settle()
    await sale.order(anna, { variantId: 'var_stool' })
    await till.orderLamp(bela, 1)
  })
  afterAll(() => sale.close())

  test('of a shop that has sold, taken, given back and called off adds up', async () => {
    expect(await sale.inShop((tx) => checkLedger(tx))).toEqual([])
    expect(ledgerRules.toSorted()).toEqual(Object.keys(planted).toSorted())
  })

  test.each(ledgerRules)('names what is wrong and where: %s', async (rule) => {
    const found = sale.inShop(async (tx) => {
      for (const statement of planted[rule].split(';')) await sql.raw(statement).execute(tx.sql)
      throw new Found(await checkLedger(tx))
    })
    const faults = await found.catch((error: unknown) =>
      error instanceof Found ? error.faults : Promise.reject(error),
    )
    expect(faults.map((fault) => fault.rule)).toContain(rule)
    expect(faults.every(({ ids }) => ids.length > 0)).toBe(true)
    expect(await sale.inShop((tx) => checkLedger(tx))).toEqual([])
  })
})

/** Takes what was planted back with it. */
class Found extends Error {
  readonly faults: Awaited<ReturnType<typeof checkLedger>>
  constructor(faults: Awaited<ReturnType<typeof checkLedger>>) {
    super('found')
    this.faults = faults
  }
}
