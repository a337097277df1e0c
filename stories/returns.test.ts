import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../apps/server/test/database.ts'
import { startTestParley, type TestParley } from '../apps/server/test/parley.ts'
import { type Answer, type Api, apiOf, contentOf, startTalk } from '../apps/server/test/talk.ts'
import { proposeOrder } from './support/checkout.ts'
import { codeMailedTo } from './support/code-mailed.ts'
import { furnishShop, stockShelves } from './support/furnish.ts'

const languages = ['en', 'sv', 'fi', 'is', 'hu'] as const

let database: TestDatabase
let parley: TestParley
let shop: Api
let lantern: string

beforeAll(async () => {
  database = await openTestDatabase()
  parley = await startTestParley({ database })
  const { apiKey } = await furnishShop(database.serverUrl)
  shop = apiOf(parley.url, apiKey)
  const shelves = [{ feedId: 'lantern', title: 'Storm lantern', price: '100', units: 90 }]
  lantern = (await stockShelves(parley.url, apiKey, shelves)).get('lantern') ?? ''
}, 180_000)

afterAll(async () => {
  await parley?.stop()
  await database?.close()
})

interface Return {
  id: string
  number: string
  status: string
  lines: { lineId: string }[]
  refunded: { amount: number }
}

const textsOf = (answer: Answer) => answer.replies.map((reply) => reply.text).join('\n')
const optionOf = (answer: Answer, at = 0) => answer.awaits?.options[at]?.value ?? ''

const done = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
  const answer = await shop.call<T>(method, path, body)
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`)
  return answer.body
}

/** Mails about what comes back, or what goes back for it. */
async function returnMailsTo(email: string) {
  type Mail = { kind: string; to: string; subject: string; language: string }
  const { mails } = await done<{ mails: Mail[] }>('GET', '/mails?limit=200')
  return mails.filter((mail) => mail.to === email && (mail.kind === 'return' || mail.kind === 'refund'))
}

/** An order placed on another device, paid, sent and arrived. */
async function arrivedElsewhere(email: string, language: string) {
  const { visitorToken } = await startTalk(shop, language, 'EUR')
  const hers = apiOf(parley.url, visitorToken)
  const proposalId = await proposeOrder(hers, { variantId: lantern, quantity: 1, name: 'Anna Berg', email })
  const placed = await hers.call<{ order: { id: string; number: string } }>('POST', `/proposals/${proposalId}/confirm`)
  const { order } = placed.body
  await done('POST', `/orders/${order.id}/capture`, {})
  for (const status of ['packed', 'shipped', 'delivered']) await done('POST', `/orders/${order.id}/status`, { status })
  return order
}

for (const language of languages)
  test(`a shopper sends something back in ${language}, once, and hears where her money is`, async () => {
    const email = `anna.${language}@example.com`
    const { id, number } = await arrivedElsewhere(email, language)
    const returnsOf = async () => (await done<{ returns: Return[] }>('GET', `/orders/${id}/returns`)).returns
    const talk = await startTalk(shop, language, 'EUR')

    expect((await talk.choose('job:return_item')).awaits?.slot).toBe('order_number')
    await talk.say(number)
    expect((await talk.say(email)).awaits?.slot).toBe('code')
    const why = await talk.say(await codeMailedTo(shop, email))
    expect(why.awaits?.slot).toBe('reason')
    const shown = await talk.choose(optionOf(why))
    expect(contentOf(shown, 'proposal')?.proposal).toMatchObject({ kind: 'return', total: { currency: 'EUR' } })
    expect(await returnsOf()).toEqual([])
    const yes = await talk.choose(optionOf(shown))
    const [asked] = await returnsOf()
    expect(asked).toMatchObject({ status: 'approved', number: expect.stringMatching(/^R-\d+$/) })
    expect(textsOf(yes)).toContain(asked?.number)
    const again = await talk.choose('job:return_item')
    expect(contentOf(again, 'proposal')).toBeUndefined()
    expect(again.awaits?.slot).not.toBe('reason')

    await done('POST', `/returns/${asked?.id}/receive`, {})
    const lines = asked?.lines.map(({ lineId }) => ({ lineId, accepted: 1, restocked: 1 }))
    const settling = await done<{ id: string }>('POST', `/returns/${asked?.id}/settle-proposal`, { lines })
    const settled = await done<Return>('POST', `/settle-proposals/${settling.id}/confirm`, {})
    expect(settled).toMatchObject({ status: 'refunded' })
    expect(await done<Return>('POST', `/settle-proposals/${settling.id}/confirm`, {})).toEqual(settled)
    const { payments } = await done<{ payments: { refunds: unknown[] }[] }>('GET', `/payments?orderId=${id}`)
    expect(payments.flatMap(({ refunds }) => refunds)).toHaveLength(1)

    // Each step is in her mail too, in her language; what the return has told of its money no other mail tells again.
    const mails = () => returnMailsTo(email)
    await expect.poll(async () => (await mails()).length, { timeout: 20_000 }).toBe(3)
    for (const mail of await mails()) {
      expect(mail).toMatchObject({ kind: 'return', language })
      expect(mail.subject).toContain(asked?.number)
      expect(mail.subject).not.toContain('return.')
    }

    const told = textsOf(await talk.choose('job:refund_status'))
    expect(told).toContain(asked?.number)
    expect(told).toContain('100')
  }, 90_000)
