import { companyDraft } from '@parley/contracts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { anna, asShopper, bela, links, openSmallSale, type SmallSale } from '../../test/small-sale.ts'
import { smallTerms } from '../../test/small-terms.ts'
import { createCompany, writeMember } from '../commerce/companies/index.ts'
import { placingOf } from '../commerce/payments/index.ts'
import { priceQuote } from '../commerce/quotes/handle-quote.ts'
import { quotesFacet } from '../commerce/quotes/index.ts'
import type { ShopTransaction } from '../db/database.ts'
import { companyMails } from './company-mails.ts'
import { visitQuotes } from './storefront/visit-quotes.ts'

let sale: SmallSale
let companyId: string
beforeEach(async () => {
  sale = await openSmallSale()
  companyId = await sale.inShop(async (tx) => {
    const draft = { name: 'Café', country: 'SE', currency: 'SEK', creditLimit: 9_000_000, approvalAbove: 200_000 }
    const made = await createCompany(tx, companyDraft.parse(draft))
    const id = made.ok ? made.value.id : ''
    await tx.sql.updateTable('person').set({ email: 'anna@cafe.example', language: 'sv' }).execute()
    await tx.sql
      .insertInto('person')
      .values({ shop_id: tx.shopId, person_id: 'per_boss', name: 'Boss', email: 'boss@cafe.example', language: 'fi' })
      .execute()
    await writeMember(tx, { companyId: id, personId: 'per_anna', role: 'buyer' })
    await writeMember(tx, { companyId: id, personId: 'per_boss', role: 'approver' })
    return id
  })
})
afterEach(() => sale.close())

const callFor = (tx: ShopTransaction, owner: { visitorId: string; personId: string | null }) => ({
  ...{ tx, owner, language: 'sv', currency: 'SEK', actor: asShopper, terms: smallTerms, conversationId: null },
  placing: placingOf(sale.parts, { id: sale.shopId, orderPrefix: 'S' }),
  personId: owner.personId,
})
const mails = () =>
  sale.inShop((tx) => tx.sql.selectFrom('mail').select(['kind', 'to_address', 'subject', 'body_text']).execute())
const hear = async (type: 'quote.priced' | 'company.approval_asked' | 'company.approval_decided', subjects: object) => {
  const event = {
    shopId: sale.shopId,
    id: `evt_${type}`,
    type,
    at: sale.clock.now(),
    subjects: { ...subjects },
    data: {},
  }
  // Told twice, as an event may be.
  for (const _ of [1, 2]) await companyMails(sale.db, links).handle(event)
}

/** Forty lamps, asked for by Anna and priced. */
async function offered(): Promise<{ id: string; version: number }> {
  const owner = { visitorId: 'vis_anna', personId: 'per_anna' }
  return sale.inShop(async (tx) => {
    const asked = await quotesFacet(callFor(tx, owner)).ask([{ variantId: 'var_lamp', quantity: 3 }], '')
    if (!asked.ok) throw new Error(JSON.stringify(asked.refusals))
    const validUntil = new Date(tx.now.getTime() + 86_400_000)
    const lines = [{ variantId: 'var_lamp', unitPrice: 90_000 }]
    const priced = await priceQuote(tx, { quoteId: asked.value.id, version: 1, validUntil, lines })
    if (!priced.ok) throw new Error(JSON.stringify(priced.refusals))
    return priced.value
  })
}

const tokenIn = (text: string | undefined): string => /[?&]t=([^&\s]+)/.exec(text ?? '')?.[1] ?? ''

test('a price is told once by mail; whoever holds its link takes it into her own browser’s basket, on account, and orders nothing by it', async () => {
  const quote = await offered()
  await hear('quote.priced', { quote: quote.id, company: companyId, person: 'per_anna' })
  const [mail, second] = await mails()
  expect(second).toBeUndefined()
  expect(mail).toMatchObject({ kind: 'quote', to_address: 'anna@cafe.example' })
  expect(mail?.body_text).toMatch(/3 × Lamp: 900/)
  const token = tokenIn(mail?.body_text)
  const visit = (tx: ShopTransaction, visitorId: string) =>
    visitQuotes({
      ...{ tx, language: 'sv', secret: links.secret, open: async () => ({ id: visitorId }) },
      checkout: () => callFor(tx, { visitorId, personId: null }),
    })
  const look = await sale.inShop((tx) => visit(tx, 'vis_bela').quotes.byLink(quote.id, token))
  expect(look).toMatchObject({ number: 'Q-1001', holds: true })
  expect(await sale.inShop((tx) => visit(tx, 'vis_bela').quotes.byLink(quote.id, `${token}x`))).toBeNull()
  const wrong = await sale.inShop((tx) => visit(tx, 'vis_bela').quotes.accept(quote.id, 'none', 2))
  expect(wrong.ok).toBe(false)
  expect(await sale.inShop((tx) => visit(tx, 'vis_bela').quotes.accept(quote.id, token, 2))).toMatchObject({ ok: true })
  const view = await sale.checkout(bela, (facet) => facet.view())
  expect(view.cart.lines.map((line) => [line.quantity, line.unitPrice.amount])).toEqual([[3, 90_000]])
  expect(view.payment?.id).toBe('invoice')
  expect(await sale.events('order.placed')).toEqual([])
  // Her basket is there now: the same link elsewhere opens nothing of it.
  const elsewhere = await sale.inShop((tx) => visit(tx, 'vis_anna').quotes.accept(quote.id, token, 2))
  expect(elsewhere).toMatchObject({ refusals: [{ code: 'quote.elsewhere' }] })
  expect((await sale.cart(anna, (facet) => facet.view())).lines).toEqual([])
})

test('an approver is asked in her own language, decides once by her own link, and whoever asked is told', async () => {
  const hers = { ...anna, personId: 'per_anna' }
  const small = await sale.propose(hers, { variantId: 'var_lamp', quantity: 3 })
  const subjects = { company: companyId, proposal: small.id, person: 'per_anna' }
  await hear('company.approval_asked', subjects)
  const asked = await mails()
  expect(asked).toMatchObject([{ kind: 'company-approval', to_address: 'boss@cafe.example' }])
  expect(asked[0]?.subject).toContain('hyväksyntää')
  const token = tokenIn(asked[0]?.body_text)
  const approvals = (tx: ShopTransaction) =>
    visitQuotes({
      ...{ tx, language: 'fi', secret: links.secret, open: async () => ({ id: 'vis_bela' }) },
      checkout: () => callFor(tx, { visitorId: 'vis_bela', personId: null }),
    }).approvals
  const decide = (personId: string, to: 'approved' | 'refused') =>
    sale.inShop((tx) => approvals(tx).decide(small.id, personId, token, to))
  expect((await decide('per_anna', 'approved')).ok).toBe(false)
  expect(await sale.inShop((tx) => approvals(tx).byLink(small.id, 'per_anna', token))).toBeNull()
  const both = await Promise.all([decide('per_boss', 'approved'), decide('per_boss', 'refused')])
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  await hear('company.approval_decided', subjects)
  const told = (await mails()).filter(({ to_address }) => to_address === 'anna@cafe.example')
  expect(told).toHaveLength(1)
  expect(await sale.events('order.placed')).toEqual([])
})
