import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { anna, asShopper, openSmallSale, type SmallSale } from '../../../test/small-sale.ts'
import { tillOf } from '../../../test/small-till.ts'
import { askRefund, capturePayment, checkLedger } from '../payments/index.ts'
import { bookkeepingCsv, entriesOf } from './bookkeeping.ts'
import { paperOf } from './document.ts'
import { issueCreditNote, issueInvoice, readDocuments } from './document-store.ts'
import { drawPaper } from './draw-document.ts'
import { readOrders } from './index.ts'

describe('the papers of an order', () => {
  let sale: SmallSale
  beforeEach(async () => {
    sale = await openSmallSale()
  })
  afterEach(() => sale.close())

  async function soldAndPartlyBack() {
    const { order } = await sale.order(anna, { variantId: 'var_stool', quantity: 2 })
    await capturePayment(sale.db, sale.parts, { shopId: sale.shopId, orderId: order.id, key: 'came' })
    await sale.inShop((tx) => issueInvoice(tx, order.id))
    await sale.inShop((tx) => askRefund(tx, { orderId: order.id, amount: 10_000, reason: 'late', actor: asShopper }))
    await tillOf(sale).settle(1)
    return order
  }

  test('are one invoice, and credit notes for exactly what went back, numbered without a gap also when asked for at once', async () => {
    const order = await soldAndPartlyBack()
    await Promise.all([1, 2, 3].map(() => sale.inShop((tx) => issueInvoice(tx, order.id))))
    await Promise.all([1, 2, 3].map(() => sale.inShop((tx) => issueCreditNote(tx, order.id))))
    const { order: second } = await sale.order(anna, { variantId: 'var_stool' })
    const undone = sale.inShop(async (tx) => {
      await issueInvoice(tx, second.id)
      throw new Error('something broke')
    })
    await expect(undone).rejects.toThrow('something broke')
    await sale.inShop((tx) => issueInvoice(tx, second.id))
    const papers = await sale.inShop((tx) => readDocuments(tx, { from: new Date(0), to: new Date('2100-01-01') }))
    expect(papers.map(({ kind, number }) => `${kind} ${number}`).toSorted()).toEqual([
      'credit-note 1',
      'invoice 1',
      'invoice 2',
    ])
    const note = papers.find(({ kind }) => kind === 'credit-note')
    expect(note).toMatchObject({ total: 10_000, body: { invoiceNumber: 1 } })
    expect(await sale.inShop((tx) => checkLedger(tx))).toEqual([])
  })

  test('say what was bought, from whom and what of it is VAT, and are drawn with every letter of Hungarian', async () => {
    const order = await soldAndPartlyBack()
    const [invoice] = await sale.inShop((tx) => readDocuments(tx, { orderId: order.id }))
    const [row] = await sale.inShop((tx) => readOrders(tx, { orderId: order.id }, 1))
    if (!invoice || !row) throw new Error('the invoice is gone')
    const paper = paperOf(invoice, row)
    expect(paper).toMatchObject({ title: 'Invoice 1', buyer: expect.arrayContaining(['Anna Andersson']) })
    expect(paper.rows[0]).toMatchObject({ text: 'Stool', quantity: '2' })
    expect(paperOf(invoice, { contact: null, address: null }).buyer).toEqual([])
    const pdf = Buffer.from(
      await drawPaper({ ...paper, language: 'hu', seller: ['Őrségi Fűszer Kft.'] }, invoice.issuedAt),
    )
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    expect(pdf.includes('DejaVuSans')).toBe(true)
    expect(pdf.length).toBeLessThan(200_000)
  })

  test('are in the books with the money that came and went, as decimals, and no formula among them', async () => {
    await soldAndPartlyBack()
    const entries = await sale.inShop((tx) => entriesOf(tx, { from: new Date(0), to: new Date('2100-01-01') }))
    expect(entries.map(({ kind, amount }) => [kind, amount])).toEqual(
      expect.arrayContaining([
        ['payment', expect.any(Number)],
        ['refund', -10_000],
      ]),
    )
    const csv = bookkeepingCsv([...entries, { ...(entries[0] ?? missing()), reference: '=1+1' }])
    expect(csv.split('\r\n')[0]).toBe('date,kind,number,order,currency,amount,vat,provider,reference,purchase_order')
    expect(csv).toContain('-100.00')
    expect(csv).toContain(`"'=1+1"`)
  })
})

function missing(): never {
  throw new Error('the books are empty')
}
