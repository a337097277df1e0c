import { companyDraft } from '@parley/contracts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { anna, asShopper, openSmallSale, type SmallSale } from '../../../test/small-sale.ts'
import { smallTerms } from '../../../test/small-terms.ts'
import type { ShopTransaction } from '../../db/database.ts'
import { createCompany, writeMember } from '../companies/company-store.ts'
import { acceptQuote, askQuote, priceQuote, visibleQuote } from './handle-quote.ts'
import { readQuote } from './quote-store.ts'

let sale: SmallSale
beforeEach(async () => {
  sale = await openSmallSale()
  await inShop(async (tx) => {
    const made = await createCompany(tx, companyDraft.parse({ name: 'Café', country: 'SE', currency: 'SEK' }))
    const companyId = made.ok ? made.value.id : ''
    await writeMember(tx, { companyId, personId: 'per_anna', role: 'buyer' })
    await tx.sql.updateTable('visitor').set({ person_id: 'per_anna' }).where('visitor_id', '=', 'vis_anna').execute()
  })
})
afterEach(() => sale.close())

const inShop = <T>(work: (tx: ShopTransaction) => Promise<T>) => sale.inShop(work)
const codesOf = (outcome: { ok: boolean; refusals?: { code: string }[] }) => outcome.refusals?.map(({ code }) => code)
const owner = { ...anna, personId: 'per_anna' }
const month = () => new Date(sale.clock.now().getTime() + 30 * 86_400_000)

const ask = (quantity = 3, personId: string | null = 'per_anna') =>
  inShop((tx) =>
    askQuote(tx, {
      ...{ personId, language: 'en', currency: 'SEK', note: 'For the terrace' },
      lines: [{ variantId: 'var_lamp', quantity }],
    }),
  )
const price = (quoteId: string, version: number, unitPrice = 90_000, validUntil = month()) =>
  inShop((tx) => priceQuote(tx, { quoteId, version, validUntil, lines: [{ variantId: 'var_lamp', unitPrice }] }))
const accept = (quoteId: string, version: number, personId: string | null = 'per_anna') =>
  inShop((tx) => {
    const call = { tx, owner, language: 'en', currency: 'SEK', actor: asShopper, terms: smallTerms }
    return acceptQuote(call, { quoteId, version, personId })
  })
const lines = async () =>
  (await sale.cart(owner, (facet) => facet.view())).lines.map((line) => [line.quantity, line.unitPrice.amount])

/** A quote that has been asked for and priced. */
async function offer(unitPrice = 90_000, quantity = 3) {
  const asked = await ask(quantity)
  const priced = asked.ok ? await price(asked.value.id, asked.value.version, unitPrice) : asked
  if (!priced.ok) throw new Error(JSON.stringify(priced.refusals))
  return priced.value
}

test('a company asks, the shop names a price, and what is accepted lies in the basket at that price; nothing is ordered by it', async () => {
  const asked = await ask()
  expect(asked).toMatchObject({ value: { number: 'Q-1001', status: 'asked', total: null } })
  const quote = await offer()
  expect(quote).toMatchObject({ number: 'Q-1002', status: 'priced', total: { amount: 270_000 }, version: 2 })
  expect(await lines()).toEqual([])
  expect(await accept(quote.id, 2)).toMatchObject({ value: { status: 'accepted' } })
  expect(await lines()).toEqual([[3, 90_000]])
  expect(await sale.events('order.placed')).toEqual([])
  const proposal = await sale.propose(owner, { variantId: 'var_stool', pay: 'sandbox' })
  expect(proposal.checkout?.cart.totals.goods.amount).toBe(270_000 + 49_900)
})

test('accepted twice at once it is taken once, and both are told the same', async () => {
  const quote = await offer()
  const both = await Promise.all([accept(quote.id, 2), accept(quote.id, 2)])
  expect(both.map(({ ok }) => ok)).toEqual([true, true])
  expect(both[0]).toEqual(both[1])
  expect(await lines()).toEqual([[3, 90_000]])
  const lists = await inShop((tx) => tx.sql.selectFrom('price_list').select('name').execute())
  expect(lists).toEqual([{ name: quote.number }])
})

test('an offer that was changed, has ended or is another’s is not taken, and leaves nothing behind', async () => {
  const quote = await offer()
  expect(await price(quote.id, 2, 80_000)).toMatchObject({ ok: true })
  expect(codesOf(await accept(quote.id, 2))).toEqual(['quote.changed'])
  expect(codesOf(await accept(quote.id, 3, 'per_nobody'))).toEqual(['quote.not_found'])
  expect(codesOf(await inShop((tx) => visibleQuote(tx, quote.id, null)))).toEqual(['quote.not_found'])
  sale.clock.move(31 * 86_400_000)
  expect(codesOf(await accept(quote.id, 3))).toEqual(['quote.expired'])
  expect(await lines()).toEqual([])
  expect(await inShop((tx) => tx.sql.selectFrom('price_list').selectAll().execute())).toEqual([])
})

test('two agents who price at once: the second is told, and what is not there stays with the offer', async () => {
  const asked = await ask(40)
  const id = asked.ok ? asked.value.id : ''
  const both = await Promise.all([price(id, 1, 90_000), price(id, 1, 80_000)])
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  expect(both.flatMap((each) => codesOf(each) ?? [])).toEqual(['quote.changed'])
  expect(await accept(id, 2)).toMatchObject({ ok: false })
  expect(await inShop((tx) => readQuote(tx, id))).toMatchObject({ value: { status: 'priced' } })
  expect(await lines()).toEqual([])
})

test('only who buys for a company asks, and only for what is sold', async () => {
  expect(codesOf(await ask(1, 'per_nobody'))).toEqual(['quote.not_member'])
  const unknown = await inShop((tx) =>
    askQuote(tx, {
      ...{ personId: 'per_anna', language: 'en', currency: 'SEK', note: '' },
      lines: [{ variantId: 'var_nothing', quantity: 1 }],
    }),
  )
  expect(codesOf(unknown)).toEqual(['quote.not_sold'])
  const asked = await ask()
  const id = asked.ok ? asked.value.id : ''
  expect(codesOf(await price(id, 1, 1, sale.clock.now()))).toEqual(['quote.past'])
  const none = await inShop((tx) => priceQuote(tx, { quoteId: id, version: 1, validUntil: month(), lines: [] }))
  expect(codesOf(none)).toEqual(['quote.lines'])
})
