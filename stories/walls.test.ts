import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { z } from 'zod'
import { openTestDatabase, type TestDatabase } from '../apps/server/test/database.ts'
import { startTestParley, type TestParley } from '../apps/server/test/parley.ts'
import { apiOf } from '../apps/server/test/talk.ts'
import { type Neighbour, openNeighbour } from './support/neighbour.ts'
import { type Operation, operationsOf } from './support/operations.ts'

let database: TestDatabase
let parley: TestParley
let mine: Neighbour
let theirs: Neighbour
let operations: Operation[]

beforeAll(async () => {
  database = await openTestDatabase()
  parley = await startTestParley({ database })
  mine = await openNeighbour(parley.url, database.serverUrl, 'mine', 'umbrellas')
  theirs = await openNeighbour(parley.url, database.serverUrl, 'theirs', 'kettles')
  operations = await operationsOf(parley.url)
}, 180_000)

afterAll(async () => {
  await parley?.stop()
  await database?.close()
})

const parametersOf = (path: string): string[] => [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)

/** A body that fits: the reference's own example, with every id in it the neighbour's. */
const bodies: Record<string, () => unknown> = {
  'POST /conversations/{conversationId}/messages': () => ({ said: { type: 'text', text: 'let me in' } }),
  'POST /desk/conversations/{conversationId}/notes': () => ({ text: 'let me in' }),
  'PATCH /desk/conversations/{conversationId}/messages/{messageId}': () => ({ text: 'changed' }),
  'POST /carts/{cartId}/lines': () => ({ variantId: theirs.ids.variantId, quantity: 1 }),
  'POST /persons/{personId}/merge': () => ({ other: theirs.ids.personId }),
}

const credentials = () =>
  [
    ['an API key', mine.apiKey],
    ['a visitor token', mine.visitorToken],
  ] as const

test('every parameter that names a thing has a thing of the neighbour’s to try', () => {
  const named = new Set(operations.flatMap((one) => parametersOf(one.path)))
  expect([...named].filter((name) => !(name in theirs.ids))).toEqual([])
  expect(operations.length).toBeGreaterThan(50)
})

test('every call that takes a body has one that fits', () => {
  const without = operations.filter(
    (one) => one.hasBody && one.example === undefined && !bodies[`${one.method} ${one.path}`],
  )
  expect(without.map((one) => `${one.method} ${one.path}`)).toEqual([])
})

test('nothing of the neighbour’s comes through any call by id, with any of my credentials', async () => {
  const came: string[] = []
  for (const operation of operations.filter((one) => parametersOf(one.path).length > 0)) {
    const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => theirs.ids[name] ?? '')
    const body = bodies[`${operation.method} ${operation.path}`]?.() ?? operation.example
    for (const [name, token] of credentials()) {
      const response = await call(token, operation, path, body)
      if (response.status < 400 || response.status >= 500 || response.status === 400 || mentionsThem(response.text))
        came.push(`${operation.method} ${operation.path} with ${name}: ${response.status}`)
    }
  }
  expect(came).toEqual([])
  await expectNeighbourUntouched()
})

test('no list of mine names anything of the neighbour’s', async () => {
  const came: string[] = []
  for (const operation of operations.filter((one) => parametersOf(one.path).length === 0 && one.method === 'GET')) {
    for (const [name, token] of credentials()) {
      const response = await call(token, operation, operation.path, undefined)
      if (response.status >= 500 || mentionsThem(response.text))
        came.push(`${operation.path} with ${name}: ${response.status}`)
    }
  }
  expect(came).toEqual([])
})

test('things of theirs put into my own calls are refused as if they were not there', async () => {
  const api = apiOf(parley.url, mine.apiKey)
  const line = await api.call<unknown>('POST', `/carts/${mine.ids.cartId}/lines`, {
    variantId: theirs.ids.variantId,
    quantity: 1,
  })
  expect(line.status).toBeGreaterThanOrEqual(400)
  const merge = await api.call<unknown>('POST', `/persons/${mine.ids.personId}/merge`, { other: theirs.ids.personId })
  expect(merge.status).toBe(404)
  const read = await api.call<unknown>('POST', '/understanding/read', {
    text: 'hello',
    conversationId: theirs.ids.conversationId,
  })
  expect(read.status).toBe(404)
})

test('an idempotency key used by the neighbour opens nothing of hers', async () => {
  const key = randomUUID()
  const [a, b] = [apiOf(parley.url, theirs.apiKey), apiOf(parley.url, mine.apiKey)]
  const first = await a.call<{ conversation: { id: string } }>(
    'POST',
    '/conversations',
    { language: 'en' },
    { 'idempotency-key': key },
  )
  const again = await a.call<{ conversation: { id: string } }>(
    'POST',
    '/conversations',
    { language: 'en' },
    { 'idempotency-key': key },
  )
  const other = await b.call<{ conversation: { id: string } }>(
    'POST',
    '/conversations',
    { language: 'en' },
    { 'idempotency-key': key },
  )
  expect(again.body).toEqual(first.body)
  expect(other.status).toBe(201)
  expect(other.body.conversation.id).not.toBe(first.body.conversation.id)
})

test('no socket message of mine reaches the neighbour’s conversation or cart', async () => {
  const frames = await talkOver(`token=${mine.visitorToken}`, [
    { type: 'follow', ref: '1', conversationId: theirs.ids.conversationId, after: 0 },
    { type: 'watch_cart', ref: '2', cartId: theirs.ids.cartId },
    {
      type: 'say',
      ref: '3',
      clientId: randomUUID(),
      conversationId: theirs.ids.conversationId,
      said: { type: 'text', text: 'let me in' },
    },
    { type: 'typing', conversationId: theirs.ids.conversationId, on: true },
    { type: 'seen', conversationId: theirs.ids.conversationId, seq: 1 },
    { type: 'unfollow', ref: '4', conversationId: theirs.ids.conversationId },
    { type: 'watch_desk', ref: '5' },
    { type: 'call_join', ref: '6', callId: theirs.ids.callId, device: 'a-page-of-mine', after: 0 },
    { type: 'call_move', ref: '7', callId: theirs.ids.callId, device: 'a-page-of-mine', move: 'accept' },
    { type: 'call_ways', ref: '8', callId: theirs.ids.callId },
    { type: 'ping', ref: 'end' },
  ])
  const refused = frames.filter((frame) => frame.type === 'refused').map((frame) => frame.ref)
  expect(refused).toEqual(expect.arrayContaining(['1', '2', '3', '5', '6', '7', '8']))
  expect(mentionsThem(JSON.stringify(frames))).toBe(false)
  await expectNeighbourUntouched()
})

test('a socket from a foreign origin is refused, and so is a desk’s cookie from one', async () => {
  await expect(openSocket(`token=${mine.visitorToken}`, 'https://evil.example')).rejects.toThrow(/403/)
  await expect(openSocket('shop=x', 'https://evil.example', 'parley_session=anything')).rejects.toThrow(/403/)
  const own = await openSocket(`token=${mine.visitorToken}`, parley.url)
  own.close()
})

async function call(token: string, operation: Operation, path: string, body: unknown) {
  const json = body === undefined ? {} : { body: JSON.stringify(body) }
  const response = await fetch(`${parley.url}/api/v1${path}?${operation.query}`, {
    method: operation.method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(operation.method === 'GET' ? {} : json),
  })
  return { status: response.status, text: await response.text() }
}

const mentionsThem = (text: string): boolean =>
  // A place in a list is nobody's own.
  Object.values(theirs.ids).some((id) => id !== 'mine' && /\D/.test(id) && text.includes(`"${id}"`)) ||
  text.includes(theirs.secretWord)

async function expectNeighbourUntouched(): Promise<void> {
  const after = await theirs.look()
  expect(after).toEqual(theirs.before)
}

function openSocket(query: string, origin: string, cookie?: string): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${parley.url.replace('http', 'ws')}/api/socket?${query}`, {
      origin,
      headers: cookie ? { cookie } : {},
    })
    socket.once('open', () => resolve(socket))
    socket.once('error', reject)
  })
}

const frame = z.looseObject({ type: z.string(), ref: z.string().optional() })

async function talkOver(query: string, sent: Record<string, unknown>[]): Promise<z.infer<typeof frame>[]> {
  const socket = await openSocket(query, parley.url)
  const heard: z.infer<typeof frame>[] = []
  const ended = new Promise<void>((resolve) => {
    socket.on('message', (data) => {
      const read = frame.parse(JSON.parse(String(data)))
      heard.push(read)
      if (read.type === 'pong') resolve()
    })
  })
  for (const one of sent) socket.send(JSON.stringify(one))
  await ended
  socket.close()
  return heard
}
