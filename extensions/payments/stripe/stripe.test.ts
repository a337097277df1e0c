import { createServer, type Server } from 'node:http'
import { versionOf } from '@parley/sdk'
import Stripe from 'stripe'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fromStripe, toStripe } from './amounts.ts'
import openWorld from './fixtures/world.ts'
import stripe from './index.ts'

const settings = stripe.settings.parse({ secretKey: 'sk_test_story', webhookSecret: 'whsec_story', takeMoney: 'later' })
const request = {
  paymentId: 'pay_story',
  orderNumber: 'T-10001',
  amount: { amount: 129_003, currency: 'SEK' },
  contact: { name: 'Anna Andersson', email: 'anna@example.com' },
}

describe('beside Stripe’s own SDK', () => {
  const world = openWorld(settings)
  let server: Server
  let sdk: Stripe

  beforeAll(async () => {
    server = createServer(async (incoming, outgoing) => {
      const chunks: Uint8Array[] = []
      for await (const chunk of incoming) chunks.push(chunk)
      const method = incoming.method ?? 'GET'
      const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)])
      const body = method === 'GET' ? {} : { body: Buffer.concat(chunks) }
      const answer = await world.bank.handle(new Request(`http://stripe${incoming.url}`, { method, headers, ...body }))
      outgoing.writeHead(answer.status, { 'content-type': 'application/json', 'request-id': 'req_story' })
      outgoing.end(await answer.text())
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    sdk = new Stripe(settings.secretKey, {
      host: '127.0.0.1',
      port,
      protocol: 'http',
      maxNetworkRetries: 0,
      telemetry: false,
    })
  })
  afterAll(() => new Promise((resolve) => server.close(resolve)))

  const fieldsOf = (form: string) => Object.fromEntries(new URLSearchParams(form))
  const lastPost = () => world.bank.asked.findLast(({ method }) => method === 'POST')

  test('the form of a page, a capture and a refund is the one that the SDK sends', async () => {
    const started = await stripe.start(request, world.context)
    const ours = lastPost()
    const metadata = { payment: 'pay_story', order: 'T-10001' }
    await sdk.checkout.sessions.create(
      {
        mode: 'payment',
        line_items: [
          {
            quantity: 1,
            price_data: { currency: 'sek', unit_amount: 129_003, product_data: { name: 'T-10001' } },
          },
        ],
        metadata,
        payment_intent_data: { metadata, capture_method: 'manual' },
        client_reference_id: 'pay_story',
        customer_email: 'anna@example.com',
        success_url: world.context.returnUrl,
        cancel_url: world.context.returnUrl,
        locale: 'en',
      },
      { idempotencyKey: 'the same by another hand' },
    )
    const theirs = lastPost()
    expect(fieldsOf(ours?.form ?? '')).toEqual(fieldsOf(theirs?.form ?? ''))
    expect([ours?.path, ours?.key]).toEqual([theirs?.path, 'pay_story'])

    const reference = started.kind === 'redirect' ? started.providerReference : ''
    const payment = { paymentId: 'pay_story', providerReference: reference, amount: request.amount }
    await world.answer(payment, '', 'approve')
    const seen = await sdk.checkout.sessions.retrieve(reference)
    expect(seen.client_reference_id).toBe('pay_story')
    await sdk.paymentIntents.capture(String(seen.payment_intent), { amount_to_capture: 100_000 })
    expect(await stripe.lookUp(payment, world.context)).toMatchObject({
      state: { status: 'captured', captured: { amount: 100_000 } },
    })
    await sdk.refunds.create({ payment_intent: String(seen.payment_intent), amount: 30_000 })
    expect(await stripe.refund(payment, { amount: 70_000, currency: 'SEK' }, 'rfd_1', world.context)).toMatchObject({
      state: { status: 'refunded', refunded: { amount: 100_000 } },
    })
  })

  test('what the SDK’s own generator signs is heard, what is signed otherwise or too late is not', async () => {
    const payload = JSON.stringify({
      id: 'evt_1',
      type: 'product.created',
      livemode: false,
      data: { object: { id: 'prod_1' } },
    })
    const now = Math.floor(world.context.now().getTime() / 1000)
    const hear = (timestamp: number, secret: string) => {
      const header = sdk.webhooks.generateTestHeaderString({ payload, secret, timestamp })
      const body = new TextEncoder().encode(payload)
      const raw = { method: 'POST', url: '/', headers: { 'stripe-signature': header }, body }
      return stripe.webhook?.(raw, world.context)
    }
    expect(await hear(now, settings.webhookSecret)).toEqual({ events: [], answer: { status: 200 } })
    expect(await hear(now, 'whsec_another')).toBeNull()
    expect(await hear(now - 301, settings.webhookSecret)).toBeNull()
    const [sent] = world.webhooks
    const header = sent?.headers['stripe-signature'] ?? ''
    const at = { tolerance: 300, receivedAt: world.context.now().getTime() }
    const event = sdk.webhooks.constructEvent(
      Buffer.from(sent?.body ?? []),
      header,
      settings.webhookSecret,
      at.tolerance,
      undefined,
      at.receivedAt,
    )
    expect(event.type).toBe('checkout.session.completed')
  })
})

test('money that is taken at once has nothing to be captured, and a link works as a page does', async () => {
  const world = openWorld({ ...settings, takeMoney: 'at-once', page: 'link' })
  const started = await stripe.start(request, world.context)
  expect(started).toMatchObject({ kind: 'redirect', providerReference: expect.stringMatching(/^plink_/) })
  const reference = started.kind === 'redirect' ? started.providerReference : ''
  const payment = { paymentId: 'pay_story', providerReference: reference, amount: request.amount }
  expect(await stripe.lookUp(payment, world.context)).toMatchObject({ kind: 'unknown' })
  await world.answer(payment, '', 'approve')
  const [sent] = world.webhooks
  const heard = sent && (await stripe.webhook?.(sent, world.context))
  expect(heard?.events).toMatchObject([
    { providerReference: reference, paymentId: 'pay_story', state: { status: 'captured', captured: request.amount } },
  ])
})

test('what her bank takes back is seen, and seen to be given up again', async () => {
  const world = openWorld({ ...settings, takeMoney: 'at-once' })
  const started = await stripe.start(request, world.context)
  const reference = started.kind === 'redirect' ? started.providerReference : ''
  const payment = { paymentId: 'pay_story', providerReference: reference, amount: request.amount }
  await world.answer(payment, '', 'approve')
  world.bank.dispute(reference, 'needs_response')
  world.bank.dispute(reference, 'won')
  const states = []
  for (const sent of world.webhooks) states.push(...((await stripe.webhook?.(sent, world.context))?.events ?? []))
  expect(states.at(-1)?.state.disputed).toEqual({ amount: 0, currency: 'SEK' })
  const before = versionOf({
    status: 'captured',
    authorised: request.amount,
    captured: request.amount,
    refunded: { amount: 0, currency: 'SEK' },
    providerReference: reference,
  })
  expect(states.at(-1)?.state.version).toBeGreaterThan(before)
})

test('a busy or broken Stripe leaves it open, a no does not, and a key of another day gives back once', async () => {
  const world = openWorld(settings)
  const broken = (status: number, body: unknown) => ({
    ...world.context,
    fetch: async () => new Response(JSON.stringify(body), { status }),
  })
  const error = { error: { type: 'card_error', code: 'card_declined', decline_code: 'lost_card', message: 'No.' } }
  expect(await stripe.start(request, broken(402, error))).toMatchObject({
    kind: 'refused',
    refusal: { code: 'payment.declined', values: { why: 'lost_card' } },
  })
  for (const status of [401, 409, 429, 500, 503])
    expect(await stripe.start(request, broken(status, {}))).toMatchObject({ kind: 'unknown' })
  const cut = { ...world.context, fetch: () => Promise.reject(new TypeError('cut')) }
  expect(await stripe.start(request, cut)).toMatchObject({ kind: 'unknown' })
})

test('amounts are counted as Stripe counts them, krónur in hundredths, and never rounded', () => {
  expect(toStripe({ amount: 14_990, currency: 'ISK' })).toBe(1_499_000)
  expect(fromStripe(1_499_000, 'ISK')).toEqual({ amount: 14_990, currency: 'ISK' })
  expect(toStripe({ amount: 1_290, currency: 'SEK' })).toBe(1_290)
  expect(toStripe({ amount: 500, currency: 'JPY' })).toBe(500)
  expect(toStripe({ amount: 12_345, currency: 'KWD' })).toBeNull()
})
