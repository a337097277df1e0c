import { randomUUID } from 'node:crypto'
import type { Message } from '@parley/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../apps/server/test/database.ts'
import { startTestParley, type TestParley } from '../apps/server/test/parley.ts'
import { type Answer, type Api, apiOf, startTalk } from '../apps/server/test/talk.ts'
import { proposeOrder } from './support/checkout.ts'
import { type Furnished, furnishShop, stockShelves } from './support/furnish.ts'
import { newVisitor, openTab } from './support/shopper-socket.ts'

let database: TestDatabase
let shop: Furnished
let parley: TestParley
let api: Api
let lantern: string

beforeAll(async () => {
  database = await openTestDatabase()
  shop = await furnishShop(database.serverUrl)
  parley = await startTestParley({ database })
  api = apiOf(parley.url, shop.apiKey)
  const shelves = [{ feedId: 'L-1', title: 'Paper lantern', price: '12.00', units: 500 }]
  lantern = (await stockShelves(parley.url, shop.apiKey, shelves)).get('L-1') ?? ''
})

afterAll(async () => {
  await parley?.stop()
  await database?.close()
})

const messagesOf = async (conversationId: string): Promise<Message[]> =>
  (await api.call<{ messages: Message[] }>('GET', `/conversations/${conversationId}/messages`)).body.messages

const turnsOf = async (conversationId: string): Promise<{ fromSeq: number; toSeq: number }[]> =>
  (await api.call<{ turns: { fromSeq: number; toSeq: number }[] }>('GET', `/conversations/${conversationId}/turns`))
    .body.turns

/** Every word of hers is in exactly one turn, and a reply stands after all that its turn answers. */
function answeredOnce(messages: Message[], turns: { fromSeq: number; toSeq: number }[]): void {
  for (const said of messages.filter(({ sender }) => sender.kind === 'shopper'))
    expect(turns.filter(({ fromSeq, toSeq }) => fromSeq <= said.seq && said.seq <= toSeq)).toHaveLength(1)
  const spans = turns.toSorted((one, other) => one.fromSeq - other.fromSeq)
  for (const [at, span] of spans.entries()) expect(span.fromSeq).toBeGreaterThan(spans[at - 1]?.toSeq ?? 0)
  expect(messages.map(({ seq }) => seq)).toEqual(messages.map((_, at) => at + 1))
}

test('the same message ten times at once is heard once and answered once', async () => {
  const talk = await startTalk(api, 'en')
  const body = { said: { type: 'click', action: `add:${lantern}` }, clientId: randomUUID() }
  const path = `/conversations/${talk.id}/messages?wait=reply`
  const answers = await Promise.all(Array.from({ length: 10 }, () => api.call<Answer>('POST', path, body)))
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200))
  expect(new Set(answers.map(({ body: { message } }) => message.id)).size).toBe(1)
  expect(answers.filter(({ body: { repeated } }) => !repeated)).toHaveLength(1)
  expect(new Set(answers.map(({ body: { replies } }) => JSON.stringify(replies.map(({ id }) => id)))).size).toBe(1)
  expect((await talk.cart())?.lines.map(({ quantity }) => quantity)).toEqual([1])
  const messages = await messagesOf(talk.id)
  expect(messages.filter(({ sender }) => sender.kind === 'shopper')).toHaveLength(1)
  answeredOnce(messages, await turnsOf(talk.id))
})

test('five messages within a moment are stored in order and answered one turn at a time', async () => {
  const talk = await startTalk(api, 'en')
  const tab = await openTab(parley.url, talk.visitorToken)
  await tab.follow(talk.id)
  const texts = ['hello', 'show me lanterns', 'when are you open', 'thank you', 'what is in my cart']
  // The socket of the API's visitor says it in her API conversation through the API itself, so that both doors are used.
  const said = await Promise.all(
    texts.map((text) =>
      api.call<Answer>('POST', `/conversations/${talk.id}/messages?wait=reply`, {
        said: { type: 'text', text },
        clientId: randomUUID(),
      }),
    ),
  )
  expect(said.every(({ status, body }) => status === 200 && !body.pending)).toBe(true)
  const messages = await messagesOf(talk.id)
  expect(messages.filter(({ sender }) => sender.kind === 'shopper')).toHaveLength(5)
  answeredOnce(messages, await turnsOf(talk.id))
  await tab.until(() => tab.messages().length === messages.length)
  expect(tab.messages().map(({ seq }) => seq)).toEqual(messages.map(({ seq }) => seq))
  await tab.close()
})

test('a new visitor who begins with five messages at once, from two tabs, has one conversation', async () => {
  const visitor = await newVisitor(parley.url, shop.widgetKey)
  const tabs = await Promise.all([openTab(parley.url, visitor.token), openTab(parley.url, visitor.token)])
  const texts = ['hello', 'do you have lanterns', 'the paper one', 'how much is it', 'thanks']
  const accepted = await Promise.all(texts.map((text, at) => (tabs[at % 2] ?? tabs[0]).say(text)))
  const conversations = new Set(accepted.map(({ conversationId }) => conversationId))
  expect(conversations.size).toBe(1)
  const [conversationId = ''] = conversations
  await Promise.all(tabs.map((tab) => tab.follow(conversationId)))
  const last = Math.max(...accepted.map(({ seq }) => seq))
  const covered = async () => (await turnsOf(conversationId)).some(({ toSeq }) => toSeq >= last)
  const [tab] = tabs
  // Counted before it is asked: what comes while it is answered is news as well.
  for (let known = tab.frames.length; !(await covered()); known = tab.frames.length)
    await tab.until((frames) => frames.length > known)
  const messages = await messagesOf(conversationId)
  expect(
    messages
      .filter(({ sender }) => sender.kind === 'shopper')
      .map(({ text }) => text)
      .toSorted(),
  ).toEqual(texts.toSorted())
  answeredOnce(messages, await turnsOf(conversationId))
  for (const one of tabs) {
    await one.until(() => one.messages().length === messages.length)
    expect(one.messages().map(({ seq }) => seq)).toEqual(messages.map(({ seq }) => seq))
  }
  // One tab keeps its order, however the two are mixed.
  const mine = accepted.filter((_, at) => at % 2 === 0).map(({ seq }) => seq)
  expect(mine).toEqual(mine.toSorted((one, other) => one - other))
  await Promise.all(tabs.map((one) => one.close()))
})

test('the same client id from two tabs is one message, and both tabs are told the same', async () => {
  const visitor = await newVisitor(parley.url, shop.widgetKey)
  const tabs = await Promise.all([openTab(parley.url, visitor.token), openTab(parley.url, visitor.token)])
  const clientId = randomUUID()
  const accepted = await Promise.all(
    tabs.map((tab) => tab.say({ type: 'click', action: `add:${lantern}` }, { clientId })),
  )
  expect(new Set(accepted.map(({ messageId }) => messageId)).size).toBe(1)
  expect(accepted.filter(({ repeated }) => !repeated)).toHaveLength(1)
  const conversationId = accepted[0]?.conversationId ?? ''
  const [tab] = tabs
  await tab.follow(conversationId)
  await tab.until(() => tab.messages().some(({ content }) => content.type === 'cart'))
  const { body } = await api.call<{ cart: { lines: { quantity: number }[] } | null }>(
    'GET',
    `/conversations/${conversationId}/cart`,
  )
  expect(body.cart?.lines.map(({ quantity }) => quantity)).toEqual([1])
  expect((await messagesOf(conversationId)).filter(({ sender }) => sender.kind === 'shopper')).toHaveLength(1)
  await Promise.all(tabs.map((one) => one.close()))
})

test('the same yes ten times at once places one order and takes the goods once', async () => {
  const visitor = await newVisitor(parley.url, shop.widgetKey)
  const hers = apiOf(parley.url, visitor.token)
  const proposalId = await proposeOrder(hers, {
    variantId: lantern,
    quantity: 3,
    name: 'Bela',
    email: 'bela@mail.example',
  })
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, at) =>
      hers.call<{ order: { id: string; number: string } }>(
        'POST',
        `/proposals/${proposalId}/confirm`,
        undefined,
        // Half of them name themselves as repeats of one call, half come as calls of their own.
        at % 2 === 0 ? { 'idempotency-key': proposalId } : {},
      ),
    ),
  )
  const granted = answers.filter(({ status }) => status === 200)
  const refused = answers.filter(({ status }) => status !== 200)
  expect(granted.length).toBeGreaterThan(0)
  expect(refused.every(({ status }) => status === 409)).toBe(true)
  expect(new Set(granted.map(({ body }) => body.order.id)).size).toBe(1)
  const { body } = await api.call<{ orders: { contact: { email: string } | null; lines: { quantity: number }[] }[] }>(
    'GET',
    '/orders',
  )
  const orders = body.orders.filter(({ contact }) => contact?.email === 'bela@mail.example')
  expect(orders.map(({ lines }) => lines.map(({ quantity }) => quantity))).toEqual([[3]])
})
