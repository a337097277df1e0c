import { cart, checkout, order, problem, proposal } from '@parley/contracts'
import { type Context, Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { links, openSmallSale, type SmallSale } from '../../../test/small-sale.ts'
import { hangDoors } from '../../http/hang-doors.ts'
import type { Principal } from '../../kernel/principal.ts'
import { cartDoors } from '../cart/index.ts'
import { checkoutDoors } from '../checkout/index.ts'
import { orderOfLink, ordersDoors } from '../orders/index.ts'
import { orderReader, paymentPages, paymentsDoors, placingOf } from './index.ts'

const settings = {
  languages: ['en', 'sv'],
  currencies: ['SEK', 'EUR'],
  defaultCurrencyByLanguage: { en: 'SEK', sv: 'SEK' },
  orderPrefix: 'S',
}
const placedAnswer = z.object({ order, payUrl: z.string().nullable() })
const ordersAnswer = z.object({ orders: z.array(order), next: z.string().nullable() })

describe('a sale through the API', () => {
  let sale: SmallSale
  let app: Hono
  const principals: Record<string, Principal> = {}

  beforeAll(async () => {
    sale = await openSmallSale()
    const { shopId } = sale
    await sale.inShop((tx) =>
      tx.sql
        .updateTable('shop')
        .set({ settings: JSON.stringify(settings) })
        .execute(),
    )
    principals.anna = { kind: 'visitor', shopId, visitorId: 'vis_anna' }
    principals.bela = { kind: 'visitor', shopId, visitorId: 'vis_bela' }
    principals.desk = { kind: 'account', shopId, accountId: 'acc_agent', role: 'agent' }
    principals.viewer = { kind: 'account', shopId, accountId: 'acc_viewer', role: 'viewer' }
    const reader = (language: string) => orderReader(sale.parts, language)
    const codes = { secret: 'a secret for codes', randomCode: () => '123456', sendCode: async () => undefined }
    const doors = [
      ...cartDoors,
      ...checkoutDoors({
        placing: (shop) => placingOf(sale.parts, { id: shop.id, orderPrefix: shop.settings.orderPrefix }),
      }),
      ...ordersDoors({ reader, codes }),
      ...paymentsDoors(sale.parts),
    ]
    const free = { take: () => ({ ok: true }) as const }
    const silent = () => undefined
    app = new Hono()
    app.route(
      '/api/v1',
      hangDoors(doors, {
        db: sale.db,
        clock: sale.clock,
        log: { debug: silent, info: silent, warn: silent, error: silent },
        authenticate: Object.assign(async (c: Context) => principals[c.req.header('authorization') ?? ''] ?? null, {
          ofToken: async () => null,
          ofSession: async () => null,
        }),
        limits: { visitor: free, worker: free, address: free },
        addressOf: () => 'test',
      }),
    )
    app.route('/', paymentPages({ db: sale.db, payments: sale.parts }))
  })
  afterAll(() => sale.close())

  async function call<T>(
    who: string,
    [method, path]: [string, string],
    given: { body?: unknown; key?: string; answer?: z.ZodType<T>; language?: string } = {},
  ): Promise<{ status: number; value: T; codes: string[] }> {
    const headers: Record<string, string> = { authorization: who, 'accept-language': given.language ?? 'en' }
    if (given.key) headers['idempotency-key'] = given.key
    const body = given.body === undefined ? {} : { body: JSON.stringify(given.body) }
    const answer = await app.request(`/api/v1${path}`, { method, headers, ...body })
    const json: unknown = await answer.json()
    const codes = problem.safeParse(json).data?.errors.map((error) => error.code) ?? []
    if (given.answer && !answer.ok) throw new Error(`${method} ${path}: ${JSON.stringify(json)}`)
    return { status: answer.status, value: (given.answer ?? z.custom<T>()).parse(json), codes }
  }

  async function checkOut(who: string, pay: string): Promise<string> {
    const at = '/carts/mine/checkout'
    await call(who, ['PUT', `${at}/contact`], {
      body: { name: 'Anna Andersson', email: 'anna@example.com' },
      answer: checkout,
    })
    await call(who, ['PUT', `${at}/address`], {
      body: { line1: 'Storgatan 1', postalCode: '111 22', city: 'Stockholm', country: 'SE' },
      answer: checkout,
    })
    await call(who, ['PUT', `${at}/delivery`], { body: { id: 'parcel' }, answer: checkout })
    await call(who, ['PUT', `${at}/payment`], { body: { id: pay }, answer: checkout })
    const made = await call(who, ['POST', `${at}/proposal`], { answer: proposal })
    expect(made.status).toBe(201)
    return made.value.id
  }

  test('from an empty cart to a paid order: page, webhook, way back, status', async () => {
    expect((await call('anna', ['GET', '/carts/mine'], { answer: cart })).value.lines).toEqual([])
    const added = await call('anna', ['POST', '/carts/mine/lines'], {
      body: { variantId: 'var_lamp', quantity: 2 },
      answer: cart,
    })
    const [line] = added.value.lines
    await call('anna', ['PATCH', `/carts/mine/lines/${line?.id}`], { body: { quantity: 1, version: 1 }, answer: cart })
    const proposalId = await checkOut('anna', 'sandbox')
    const confirm = () =>
      call('anna', ['POST', `/proposals/${proposalId}/confirm`], { key: 'yes', answer: placedAnswer })
    const [first, second] = [await confirm(), await confirm()]
    expect(second.value).toEqual(first.value)
    const { order: placed, payUrl } = first.value
    expect(placed).toMatchObject({ number: 'S-10001', status: 'placed', payment: { status: 'created' } })

    const local = (url: string | null) => (url ?? '').replace(links.publicUrl, '')
    const pay = await app.request(local(payUrl))
    expect(pay.status).toBe(303)
    const page = local(pay.headers.get('location'))
    const shown = await app.request(page)
    expect(await shown.text()).toContain('Confirm your payment')
    const answered = await app.request(page, { method: 'POST', body: new URLSearchParams({ answer: 'approve' }) })
    expect(answered.status).toBe(303)
    const back = await app.request(local(answered.headers.get('location')))
    const status = new URL(back.headers.get('location') ?? '')
    expect(status.href).toBe(placed.statusUrl)
    const told = await orderOfLink(
      sale.db,
      { orderId: placed.id, token: status.searchParams.get('t') ?? '', language: 'sv', secret: links.secret },
      (language) => orderReader(sale.parts, language),
    )
    expect(told?.order).toMatchObject({ status: 'paid', payment: { status: 'authorised', name: 'Testbetalning' } })

    const mine = await call('anna', ['GET', '/orders'], { answer: ordersAnswer })
    expect(mine.value.orders.map((each) => each.id)).toEqual([placed.id])
    expect((await call('bela', ['GET', '/orders'], { answer: ordersAnswer })).value.orders).toEqual([])
    expect((await call('bela', ['GET', `/orders/${placed.id}`])).status).toBe(404)
    expect((await call('bela', ['GET', `/orders/${placed.id}${status.search}`])).status).toBe(200)

    const taken = await call('desk', ['POST', `/orders/${placed.id}/capture`], { answer: order })
    expect(taken.value.payment?.status).toBe('captured')
    const propose = (what: string, body: object) =>
      call('desk', ['POST', `/orders/${placed.id}/${what}-proposal`], { body, answer: proposal })
    const yes = (id: string) => call('desk', ['POST', `/order-proposals/${id}/confirm`])
    const [one, other] = [
      await propose('refund', { amount: 100, reason: 'scratched' }),
      await propose('refund', { amount: 100, reason: 'scratched' }),
    ]
    expect(one.value).toMatchObject({ kind: 'refund', total: { amount: 100, currency: 'SEK' } })
    expect(await sale.inShop((tx) => tx.sql.selectFrom('refund').select('amount').execute())).toEqual([])
    const said = [await yes(one.value.id), await yes(one.value.id), await yes(other.value.id)]
    expect(said.map(({ status, codes }) => [status, ...codes])).toEqual([[200], [200], [409, 'proposal.superseded']])
    expect(await call('anna', ['POST', `/order-proposals/${one.value.id}/confirm`])).toMatchObject({ status: 403 })
    const refunds = await sale.inShop((tx) => tx.sql.selectFrom('refund').select('amount').execute())
    expect(refunds).toEqual([{ amount: 100 }])

    const elsewhere = { line1: 'Nygatan 2', postalCode: '113 30', city: 'Stockholm', country: 'SE' }
    const moving = await propose('address', { address: elsewhere })
    expect(moving.value.summary.map(({ value }) => value)).toContainEqual(expect.stringContaining('Nygatan 2'))
    const before = await call('desk', ['GET', `/orders/${placed.id}`], { answer: order })
    expect(before.value.address).toMatchObject({ line1: 'Storgatan 1' })
    expect(await call('desk', ['POST', `/proposals/${moving.value.id}/confirm`])).toMatchObject({ status: 404 })
    await call('desk', ['POST', `/order-proposals/${moving.value.id}/confirm`], { answer: order })
    const after = await call('anna', ['GET', `/orders/${placed.id}`], { answer: order })
    expect(after.value.address).toMatchObject(elsewhere)
    const abroad = { address: { ...elsewhere, country: 'FI', postalCode: '00100' } }
    expect((await call('desk', ['POST', `/orders/${placed.id}/address-proposal`], { body: abroad })).codes).toEqual([
      'order.other_country',
    ])
    expect((await call('viewer', ['POST', `/orders/${placed.id}/address-proposal`], { body: abroad })).status).toBe(403)
    const found = await call('desk', ['GET', '/orders?search=andersson'], { answer: ordersAnswer })
    expect(found.value.orders.map(({ id }) => id)).toEqual([placed.id])

    const off = await propose('cancel', {})
    const called = await call('desk', ['POST', `/order-proposals/${off.value.id}/confirm`], { answer: order })
    expect(called.value.status).toBe('cancelled')
    expect(await sale.stockOf('var_lamp')).toEqual({ onHand: 7, reserved: 0 })
  })

  test('carts and proposals of others are not there, also by their id', async () => {
    const added = await call('anna', ['POST', '/carts/mine/lines'], { body: { variantId: 'var_stool' }, answer: cart })
    const { id, lines } = added.value
    const proposalId = await checkOut('anna', 'invoice')
    const tries: [string, string, unknown?][] = [
      ['GET', `/carts/${id}`],
      ['POST', `/carts/${id}/lines`, { variantId: 'var_stool' }],
      ['PATCH', `/carts/${id}/lines/${lines[0]?.id}`, { quantity: 3 }],
      ['DELETE', `/carts/${id}/lines/${lines[0]?.id}`],
      ['DELETE', `/carts/${id}/lines`],
      ['POST', `/carts/${id}/undo`],
      ['GET', `/carts/${id}/checkout`],
      ['PUT', `/carts/${id}/checkout/contact`, { name: 'Bela' }],
      ['POST', `/carts/${id}/checkout/proposal`],
      ['GET', `/proposals/${proposalId}`],
      ['POST', `/proposals/${proposalId}/confirm`],
    ]
    for (const [method, path, body] of tries)
      expect((await call('bela', [method, path], { body })).status, path).toBe(404)
    expect((await call('bela', ['DELETE', `/carts/mine/lines/${lines[0]?.id}`])).codes).toEqual(['cart.line_missing'])
    expect((await call('anna', ['GET', '/carts/mine'], { answer: cart })).value).toEqual({
      ...added.value,
      totals: expect.anything(),
      updatedAt: expect.anything(),
    })
    expect((await call('desk', ['GET', `/carts/${id}`], { answer: cart })).value.lines).toHaveLength(1)
    const helped = await call('desk', ['POST', `/carts/${id}/lines`], {
      body: { variantId: 'var_stool' },
      answer: cart,
    })
    expect(helped.value.lines[0]).toMatchObject({ quantity: 2, addedBy: { kind: 'shopper' } })
    expect((await call('viewer', ['POST', `/carts/${id}/lines`], { body: { variantId: 'var_stool' } })).status).toBe(
      403,
    )
    expect((await call('anna', ['POST', `/proposals/${proposalId}/confirm`])).codes).toEqual(['proposal.superseded'])
  })

  test('bad input is a clear no, in her language, and changes nothing', async () => {
    const before = (await call('bela', ['GET', '/carts/mine'], { answer: cart })).value
    const add = (body: unknown) => call('bela', ['POST', '/carts/mine/lines'], { body, language: 'sv' })
    expect((await add({ variantId: 'var_stool', quantity: 1000 })).status).toBe(400)
    expect((await add({ variantId: 'var_stool', quantity: '2' })).status).toBe(400)
    expect((await add({})).status).toBe(400)
    expect(await add({ variantId: "'; drop table cart" })).toMatchObject({ status: 422, codes: ['cart.not_sold'] })
    const tooMany = await add({ variantId: 'var_stool', quantity: 900 })
    expect(tooMany).toMatchObject({
      status: 409,
      value: { errors: [{ path: 'quantity', message: 'Det finns bara 5 kvar.' }] },
    })
    const contact = await call('bela', ['PUT', '/carts/mine/checkout/contact'], {
      body: { email: 'x' },
      language: 'sv',
    })
    expect(contact.value).toMatchObject({
      errors: [{ path: 'contact.email', message: 'Skriv e-postadressen som namn@exempel.se.' }],
    })
    expect((await call('bela', ['GET', '/carts/mine'], { answer: cart })).value).toEqual(before)
  })

  test('pay links and pages without our signature lead nowhere, and neither do webhooks', async () => {
    for (const path of [
      '/pay/pay_1',
      '/pay/pay_1?t=shp_small.x',
      '/pay/sandbox/pay_1?t=shp_small.x',
      '/pay/back/pay_1?t=a.b',
    ])
      expect((await app.request(path)).status, path).toBe(404)
    const hook = (path: string) => app.request(path, { method: 'POST', body: '{}' })
    expect((await hook('/hooks/payments/shp_small/sandbox')).status).toBe(400)
    expect((await hook('/hooks/payments/shp_none/sandbox')).status).toBe(400)
    expect((await hook("/hooks/payments/x'y/sandbox")).status).toBe(404)
  })
})
