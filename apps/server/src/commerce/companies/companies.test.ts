import { companyDraft } from '@parley/contracts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { anna, openSmallSale, type SmallSale } from '../../../test/small-sale.ts'
import type { ShopTransaction } from '../../db/database.ts'
import { createPriceList, writeEntries } from '../promotions/price-list-store.ts'
import { decideApproval, readApprovals } from './approval-store.ts'
import { createCompany, editCompany, readCompany, writeMember } from './company-store.ts'

let sale: SmallSale
beforeEach(async () => {
  sale = await openSmallSale()
})
afterEach(() => sale.close())

const inShop = <T>(work: (tx: ShopTransaction) => Promise<T>) => sale.inShop(work)
const codesOf = (outcome: { ok: boolean; refusals?: { code: string }[] }) => outcome.refusals?.map(({ code }) => code)
const cafe = companyDraft.parse({ name: 'Café Norr', country: 'SE', currency: 'SEK', creditLimit: 200_000 })
/** Anna's browser, and another of hers: two carts of one company. */
const owners = [
  { visitorId: 'vis_anna', personId: 'per_anna' },
  { visitorId: 'vis_bela', personId: 'per_bela' },
]
const [hers, his] = owners.map((owner) => ({ ...anna, ...owner }))

/** A company for which Anna and Bela buy. */
async function company(draft: Partial<typeof cafe> = {}, role: 'buyer' | 'approver' = 'buyer'): Promise<string> {
  return inShop(async (tx) => {
    await tx.sql
      .insertInto('person')
      .values({ shop_id: tx.shopId, person_id: 'per_bela', name: 'Bela' })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const made = await createCompany(tx, { ...cafe, ...draft })
    const id = made.ok ? made.value.id : ''
    for (const { personId, visitorId } of owners) {
      await writeMember(tx, { companyId: id, personId, role })
      await tx.sql.updateTable('visitor').set({ person_id: personId }).where('visitor_id', '=', visitorId).execute()
    }
    return id
  })
}
const owedBy = async (id: string) => {
  const found = await inShop((tx) => readCompany(tx, id))
  return found.ok ? found.value.owed.amount : null
}

test('a company is refused a VAT number that is nobody’s, and keeps what others changed meanwhile', async () => {
  expect(codesOf(await inShop((tx) => createCompany(tx, { ...cafe, vatNumber: 'SE556042722101' })))).toEqual([
    'company.vat_number',
  ])
  expect(codesOf(await inShop((tx) => createCompany(tx, { ...cafe, vatNumber: 'FI01120389' })))).toEqual([
    'company.vat_number',
  ])
  const made = await inShop((tx) => createCompany(tx, { ...cafe, vatNumber: 'se 556042-7220 01' }))
  expect(made).toMatchObject({ value: { vatNumber: 'SE556042722001', owed: { amount: 0 } } })
  const companyId = made.ok ? made.value.id : ''
  const edit = (creditLimit: number) =>
    inShop((tx) => editCompany(tx, { companyId, version: 1, draft: { ...cafe, creditLimit } }))
  const both = await Promise.all([edit(1), edit(2)])
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  expect(both.flatMap((each) => codesOf(each) ?? [])).toEqual(['company.changed'])
})

test('its own price list is what its buyers pay, and nobody else', async () => {
  const companyId = await company()
  await inShop(async (tx) => {
    const list = { name: 'Café', currency: 'SEK', groups: [], companies: [companyId], startsAt: null, endsAt: null }
    const made = await createPriceList(tx, list)
    await writeEntries(tx, made.id, [{ variantId: 'var_lamp', minQuantity: 1, amount: 99_000 }])
  })
  const forCompany = await sale.propose(hers ?? anna, { variantId: 'var_lamp' })
  expect(forCompany.checkout?.cart.totals.goods.amount).toBe(99_000)
  const forHerself = await sale.propose({ visitorId: 'vis_bela' }, { variantId: 'var_lamp' })
  expect(forHerself.checkout?.cart.totals.goods.amount).toBe(129_000)
})

test('what is owed on account never exceeds the limit, also when two order at once; what is called off frees it', async () => {
  const companyId = await company()
  const proposals = [
    await sale.propose(hers ?? anna, { variantId: 'var_lamp' }),
    await sale.propose(his ?? anna, { variantId: 'var_lamp' }),
  ]
  const placed = await Promise.all(
    proposals.map((proposal, at) =>
      sale.checkout((at === 0 ? hers : his) ?? anna, (facet) => facet.confirm(proposal.id)),
    ),
  )
  expect(placed.filter(({ ok }) => ok)).toHaveLength(1)
  expect(placed.flatMap((each) => codesOf(each) ?? [])).toEqual(['company.credit_limit'])
  const owed = await owedBy(companyId)
  expect(owed).toBeGreaterThan(100_000)
  expect(owed).toBeLessThanOrEqual(200_000)
  const { onHand, reserved } = await sale.stockOf('var_lamp')
  expect(onHand - reserved).toBe(6)
  const order = placed.flatMap((each) => (each.ok ? [each.value.order] : []))[0]
  await inShop(async (tx) => {
    await tx.sql
      .updateTable('orders')
      .set({ status: 'cancelled' })
      .where('order_id', '=', order?.id ?? '')
      .execute()
  })
  expect(await owedBy(companyId)).toBe(0)
})

test('without credit nothing is sold on account, while paying at once stays possible', async () => {
  await company({ creditLimit: null })
  await sale.cart(hers ?? anna, (facet) => facet.add('var_stool', 1))
  const proposed = await sale.checkout(hers ?? anna, async (facet) => {
    await facet.setContact({ name: 'Anna', email: 'anna@example.com', purchaseOrder: 'PO-77' })
    await facet.setAddress({ line1: 'Storgatan 1', postalCode: '111 22', city: 'Stockholm', country: 'SE' })
    await facet.setDelivery('parcel')
    await facet.setPayment('invoice')
    return facet.propose()
  })
  expect(codesOf(proposed)).toEqual(['company.no_credit'])
  const atOnce = await sale.checkout(hers ?? anna, async (facet) => {
    await facet.setPayment('sandbox')
    return facet.propose()
  })
  expect(atOnce).toMatchObject({ ok: true })
  expect(JSON.stringify(atOnce)).toContain('PO-77')
})

test('above its limit an order waits for a colleague’s yes, given once; the yes is to that very proposal', async () => {
  const companyId = await company({ approvalAbove: 60_000, creditLimit: 900_000 })
  const small = await sale.propose(hers ?? anna, { variantId: 'var_stool' })
  expect(await sale.checkout(hers ?? anna, (facet) => facet.confirm(small.id))).toMatchObject({ ok: true })
  const large = await sale.propose(hers ?? anna, { variantId: 'var_lamp' })
  expect(large.summary.at(-1)?.label).toBe('Approval')
  const confirm = () => sale.checkout(hers ?? anna, (facet) => facet.confirm(large.id))
  expect(codesOf(await confirm())).toEqual(['company.needs_approval'])
  const waiting = await inShop((tx) => readApprovals(tx, companyId))
  expect(waiting).toMatchObject([{ proposalId: large.id, status: 'asked', askedBy: 'Anna' }])
  const decide = (to: 'approved' | 'refused', of = companyId) =>
    inShop((tx) => decideApproval(tx, { proposalId: large.id, companyId: of, personId: 'per_bela', to }))
  expect(await decide('approved', 'com_other')).toBe(false)
  const both = await Promise.all([decide('approved'), decide('approved')])
  expect(both.filter(Boolean)).toHaveLength(1)
  expect(await decide('refused')).toBe(false)
  sale.clock.move(24 * 3_600_000)
  expect(await confirm()).toMatchObject({ ok: true })
})

test('an approver orders without asking, and a no stays one', async () => {
  const companyId = await company({ approvalAbove: 60_000, creditLimit: 900_000 }, 'approver')
  const own = await sale.propose(hers ?? anna, { variantId: 'var_lamp' })
  expect(await sale.checkout(hers ?? anna, (facet) => facet.confirm(own.id))).toMatchObject({ ok: true })
  await inShop((tx) => writeMember(tx, { companyId, personId: 'per_anna', role: 'buyer' }))
  const asked = await sale.propose(hers ?? anna, { variantId: 'var_lamp' })
  await inShop((tx) => decideApproval(tx, { proposalId: asked.id, companyId, personId: 'per_bela', to: 'refused' }))
  const confirmed = await sale.checkout(hers ?? anna, (facet) => facet.confirm(asked.id))
  expect(codesOf(confirmed)).toEqual(['company.approval_refused'])
  expect(await sale.events('company.ordered')).toHaveLength(1)
})
