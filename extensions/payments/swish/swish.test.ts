import { expect, test } from 'vitest'
import openWorld from './fixtures/world.ts'
import swish from './index.ts'

const settings = swish.settings.parse({
  payeeAlias: '1231181189',
  certificate: '-----BEGIN CERTIFICATE-----\nstory',
  key: '-----BEGIN PRIVATE KEY-----\nstory',
  callbackSecret: 'a secret of the story',
})
const amount = { amount: 12_905, currency: 'SEK' }
const payment = { paymentId: 'pay_story', providerReference: 'pay-story', amount }

async function begun() {
  const world = openWorld(settings)
  const contact = { name: 'Anna Andersson', email: 'anna@example.com' }
  await swish.start({ paymentId: 'pay_story', orderNumber: 'T-10001', amount, contact }, world.context)
  const page = async (body?: string) =>
    swish.page?.(
      {
        method: body === undefined ? 'GET' : 'POST',
        url: '/',
        headers: {},
        body: new TextEncoder().encode(body ?? ''),
      },
      payment,
      world.context,
    )
  return { world, page }
}

test('on her own phone the app is opened, elsewhere it is asked by her number, and the page goes on by itself', async () => {
  const { world, page } = await begun()
  expect((await page())?.body).toContain('Open Swish on this phone')
  expect((await page('number=hello'))?.status).toBe(400)
  const here = await page('here=1')
  expect(here?.headers?.location).toMatch(/^swish:\/\/paymentrequest\?token=token-/)
  const elsewhere = await page('number=070-123+45+67')
  expect(elsewhere?.headers?.location).toBe(world.context.pageUrl)
  expect((await page())?.headers).toMatchObject({ refresh: '3' })
  world.bank.answer('pay-story', 'approve')
  expect((await page())?.headers?.location).toBe(world.context.returnUrl)
})

test('a try that waits is called off before another begins: nobody pays twice', async () => {
  const { world, page } = await begun()
  await page('here=1')
  await page('number=0701234567')
  world.bank.answer('pay-story', 'approve')
  await page('number=0701234567')
  world.bank.answer('pay-story', 'approve')
  const state = await swish.lookUp(payment, world.context)
  expect(state).toMatchObject({ kind: 'done', state: { status: 'captured', captured: amount } })
  expect(world.webhooks).toHaveLength(1)
})

test('a refund that Swish is still paying out is unknown, and asked about by the same key it is one refund', async () => {
  const { world, page } = await begun()
  await page('here=1')
  world.bank.answer('pay-story', 'approve')
  world.waits.on = true
  const back = (part: number, key: string) => swish.refund(payment, { ...amount, amount: part }, key, world.context)
  expect(await back(10_000, 'rfd_1')).toMatchObject({ kind: 'unknown' })
  expect(await back(10_000, 'rfd_1')).toMatchObject({ kind: 'unknown' })
  expect(await back(3_000, 'rfd_2')).toMatchObject({ kind: 'refused' })
  world.waits.on = false
  expect(await back(10_000, 'rfd_1')).toMatchObject({ state: { refunded: { amount: 10_000 } } })
  expect(await back(2_905, 'rfd_2')).toMatchObject({ state: { status: 'refunded', refunded: amount } })
})

test('a callback that says more than Swish says when asked is not heard', async () => {
  const { world, page } = await begun()
  await page('here=1')
  world.bank.answer('pay-story', 'decline')
  const [sent] = world.webhooks
  const forged = new TextDecoder().decode(sent?.body).replace('DECLINED', 'PAID')
  const hear = (body: string) =>
    sent && swish.webhook?.({ ...sent, body: new TextEncoder().encode(body) }, world.context)
  expect(await hear(forged)).toBeNull()
  expect((await hear(new TextDecoder().decode(sent?.body)))?.events).toMatchObject([{ state: { status: 'declined' } }])
})
