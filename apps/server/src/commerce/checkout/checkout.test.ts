import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { anna, bela, openSmallSale, type SmallSale } from '../../../test/small-sale.ts'

describe('checking out', () => {
  let sale: SmallSale
  beforeEach(async () => {
    sale = await openSmallSale()
  })
  afterEach(() => sale.close())

  const orders = () => sale.inShop((tx) => tx.sql.selectFrom('orders').select(['number', 'status', 'total']).execute())

  test('what is missing is named, one after the other, until nothing is', async () => {
    await sale.cart(anna, (cart) => cart.add('var_lamp', 1))
    const missing = () => sale.checkout(anna, async (facet) => (await facet.view()).missing)
    expect(await missing()).toEqual(['contact', 'address', 'delivery', 'payment'])
    const early = await sale.checkout(anna, (facet) => facet.propose(), 'sv')
    expect(early).toMatchObject({
      ok: false,
      refusals: [
        { code: 'checkout.missing_contact', path: 'contact', message: 'Vi behöver namn och e-postadress.' },
        { code: 'checkout.missing_address' },
        { code: 'checkout.missing_delivery' },
        { code: 'checkout.missing_payment' },
      ],
    })
    await sale.checkout(anna, (facet) => facet.setContact({ email: 'anna@example.com' }))
    expect(await missing()).toContain('contact')
    await sale.checkout(anna, (facet) => facet.setContact({ name: ' Anna ' }))
    await sale.checkout(anna, (facet) => facet.setDelivery('counter'))
    expect(await missing()).toEqual(['payment'])
    const done = await sale.checkout(anna, (facet) => facet.setPayment('invoice'))
    expect(done).toMatchObject({ value: { missing: [], contact: { name: 'Anna', email: 'anna@example.com' } } })
  })

  test('details that do not fit are refused at their field, and nothing of them is kept', async () => {
    await sale.cart(anna, (cart) => cart.add('var_lamp', 1))
    const refused = async (work: Parameters<typeof sale.checkout<{ ok: boolean }>>[1]) => {
      const outcome = await sale.checkout(anna, work, 'fi')
      return 'refusals' in outcome ? outcome.refusals : outcome
    }
    expect(await refused((facet) => facet.setContact({ name: '', email: 'anna@' }))).toMatchObject([
      { code: 'contact.name', path: 'contact.name' },
      { code: 'contact.email', path: 'contact.email' },
    ])
    expect(await refused((facet) => facet.setContact({ phone: 'ring me' }))).toMatchObject([{ code: 'contact.phone' }])
    expect(await refused((facet) => facet.setAddress({ country: 'SE', postalCode: '1234' }))).toMatchObject([
      { code: 'address.postal_code', path: 'address.postalCode', message: 'Postinumero ei täsmää maan kanssa.' },
    ])
    expect(await refused((facet) => facet.setAddress({ country: 'XX' }))).toMatchObject([
      { code: 'address.country_not_served', path: 'address.country' },
    ])
    expect(await refused((facet) => facet.setDelivery('pigeon'))).toMatchObject([{ code: 'delivery.not_offered' }])
    expect(await refused((facet) => facet.setPayment('barter'))).toMatchObject([{ code: 'payment.not_offered' }])
    expect(await sale.checkout(anna, (facet) => facet.view())).toMatchObject({
      contact: null,
      address: null,
      delivery: null,
    })
  })

  test('delivery follows country, freight and currency, and is in the total once chosen', async () => {
    await sale.cart(anna, (cart) => cart.add('var_stool', 1))
    const ids = async (country?: string) =>
      (await sale.checkout(anna, (facet) => facet.deliveryOptions(country))).map((option) => option.id)
    expect(await ids()).toEqual(['counter', 'parcel'])
    expect(await ids('IS')).toEqual(['parcel'])
    const chosen = await sale.checkout(anna, (facet) => facet.setDelivery('parcel'))
    expect(chosen).toMatchObject({
      value: { cart: { totals: { goods: { amount: 49_900 }, delivery: { amount: 5900 }, total: { amount: 55_800 } } } },
    })
    await sale.cart(anna, (cart) => cart.add('var_stool', 1))
    expect(await sale.checkout(anna, (facet) => facet.view())).toMatchObject({
      cart: { totals: { delivery: { amount: 0 } } },
    })
    await sale.cart(anna, (cart) => cart.add('var_sofa', 1))
    expect(await ids('SE')).toEqual(['counter', 'lorry'])
    expect(await sale.checkout(anna, (facet) => facet.view())).toMatchObject({
      delivery: null,
      missing: expect.arrayContaining(['delivery']),
    })
  })

  test('the proposal shows exactly what would happen, in her language, and orders nothing', async () => {
    await sale.propose(anna, { variantId: 'var_lamp' })
    const proposal = await sale.checkout(anna, (facet) => facet.propose(), 'sv')
    expect(proposal).toMatchObject({
      ok: true,
      value: {
        kind: 'place-order',
        status: 'open',
        action: 'Beställ och betala 1\u00a0290\u00a0kr',
        total: { amount: 129_000, currency: 'SEK' },
        summary: [
          { label: 'Kontakt', value: 'Anna Andersson, anna@example.com' },
          { label: 'Leverans', value: 'Hem till dörren, 2–4 dagar', amount: { amount: 0 } },
          { label: 'Levereras till', value: 'Storgatan 1, 111 22 Stockholm, Sverige' },
          { label: 'Betalning', value: 'Faktura' },
        ],
        versions: { cart: 2 },
        expiresAt: '2026-11-02T09:30:00.000Z',
      },
    })
    expect(await orders()).toEqual([])
    expect(await sale.stockOf('var_lamp')).toEqual({ onHand: 7, reserved: 0 })
  })

  test('a yes to an invoice orders it: stock taken, number, reference and last day to pay', async () => {
    const { order, payUrl } = await sale.order(anna, { variantId: 'var_lamp', quantity: 2 })
    expect(payUrl).toBeNull()
    expect(order).toMatchObject({
      number: 'S-10001',
      status: 'placed',
      lines: [{ variantId: 'var_lamp', quantity: 2, total: { amount: 258_000 } }],
      totals: { total: { amount: 258_000, currency: 'SEK' }, vat: { amount: 51_600 } },
      contact: { email: 'anna@example.com' },
      address: { city: 'Stockholm' },
      delivery: { id: 'parcel', name: 'To your door' },
      payment: { provider: 'invoice', name: 'Invoice', status: 'authorised', dueOn: '2026-11-16' },
    })
    expect(order.payment?.reference).toMatch(/^RF\d\d 1000 1\d$/)
    expect(order.payment?.payUrl).toBeUndefined()
    expect(await sale.stockOf('var_lamp')).toEqual({ onHand: 5, reserved: 0 })
    expect(await sale.cart(anna, (cart) => cart.view())).toMatchObject({ id: '', lines: [] })
    expect(
      await sale.events('order.placed', 'proposal.confirmed', 'payment.started', 'payment.authorised'),
    ).toHaveLength(4)
  })

  test('a proposal is confirmed once, also when it is confirmed ten times at once', async () => {
    const proposal = await sale.propose(anna, { variantId: 'var_stool' })
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () => sale.checkout(anna, (facet) => facet.confirm(proposal.id))),
    )
    const ids = new Set(outcomes.map((outcome) => outcome.ok && outcome.value.order.id))
    expect(outcomes.every((outcome) => outcome.ok)).toBe(true)
    expect(ids.size).toBe(1)
    expect(await orders()).toHaveLength(1)
    expect(await sale.events('order.placed')).toEqual(['order.placed'])
    expect(await sale.stockOf('var_stool')).toEqual({ onHand: 4, reserved: 0 })
  })

  test('what moved since the proposal was shown supersedes it: cart, price, address', async () => {
    const refusal = async (proposalId: string) => {
      const outcome = await sale.checkout(anna, (facet) => facet.confirm(proposalId))
      return outcome.ok ? 'ordered' : outcome.refusals[0]?.code
    }
    const first = await sale.propose(anna, { variantId: 'var_lamp' })
    await sale.cart(anna, (cart) => cart.add('var_stool', 1))
    expect(await refusal(first.id)).toBe('proposal.superseded')

    const second = await sale.propose(anna, { variantId: 'var_lamp' })
    await sale.inShop((tx) => tx.sql.updateTable('price').set({ amount: 1 }).where('currency', '=', 'SEK').execute())
    expect(await refusal(second.id)).toBe('proposal.superseded')

    const third = await sale.propose(anna, { variantId: 'var_lamp' })
    await sale.checkout(anna, (facet) => facet.setAddress({ line1: 'Lillgatan 2' }))
    expect(await refusal(third.id)).toBe('proposal.superseded')

    const fourth = await sale.propose(anna, { variantId: 'var_lamp' })
    const fifth = await sale.checkout(anna, (facet) => facet.propose())
    expect(await refusal(fourth.id)).toBe('proposal.superseded')
    expect(await orders()).toEqual([])
    expect(await refusal(fifth.ok ? fifth.value.id : '')).toBe('ordered')
  })

  test('after half an hour a proposal has expired, and Bela can not say yes to Anna’s', async () => {
    const proposal = await sale.propose(anna, { variantId: 'var_lamp' })
    const foreign = await sale.checkout(bela, (facet) => facet.confirm(proposal.id))
    expect(foreign).toMatchObject({ refusals: [{ code: 'proposal.not_found' }] })
    sale.clock.move(30 * 60_000)
    const late = await sale.checkout(anna, (facet) => facet.confirm(proposal.id))
    expect(late).toMatchObject({ refusals: [{ code: 'proposal.expired' }] })
    expect(await orders()).toEqual([])
    expect(await sale.stockOf('var_lamp')).toEqual({ onHand: 7, reserved: 0 })
  })

  test('forty shoppers say yes to five stools at once: five orders, no stool sold twice, numbers without a gap', async () => {
    const shoppers = Array.from({ length: 40 }, (_, at) => `vis_shopper_${at}`)
    await sale.inShop((tx) =>
      tx.sql
        .insertInto('visitor')
        .values(shoppers.map((id) => ({ shop_id: sale.shopId, visitor_id: id, token_hash: id })))
        .execute(),
    )
    const proposals = await Promise.all(
      shoppers.map(async (visitorId) => ({
        visitorId,
        id: (await sale.propose({ visitorId }, { variantId: 'var_stool' })).id,
      })),
    )
    const outcomes = await Promise.all(
      proposals.map(({ visitorId, id }) => sale.checkout({ visitorId }, (facet) => facet.confirm(id))),
    )
    const refusals = outcomes.flatMap((outcome) => (outcome.ok ? [] : outcome.refusals))
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(5)
    expect(refusals).toHaveLength(35)
    expect(new Set(refusals.map((refusal) => refusal.code))).toEqual(new Set(['stock.insufficient']))
    expect((await orders()).map((order) => order.number).sort()).toEqual([1, 2, 3, 4, 5].map((at) => `S-1000${at}`))
    expect(await sale.stockOf('var_stool')).toEqual({ onHand: 0, reserved: 0 })
  }, 60_000)
})
