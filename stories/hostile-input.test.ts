import { request as httpRequest } from 'node:http'
import type { Message } from '@parley/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../apps/server/test/database.ts'
import { startTestParley, type TestParley } from '../apps/server/test/parley.ts'
import { apiOf, startTalk } from '../apps/server/test/talk.ts'
import { type Neighbour, openNeighbour } from './support/neighbour.ts'
import { type Operation, operationsOf } from './support/operations.ts'
import { openTab } from './support/shopper-socket.ts'

let database: TestDatabase
let parley: TestParley
let shop: Neighbour
let operations: Operation[]
const metricsToken = 'a token of more than thirty-two signs'

beforeAll(async () => {
  database = await openTestDatabase()
  parley = await startTestParley({ database, env: { METRICS_TOKEN: metricsToken } })
  shop = await openNeighbour(parley.url, database.serverUrl, 'mine', 'umbrellas')
  operations = await operationsOf(parley.url)
}, 180_000)

afterAll(async () => {
  await parley?.stop()
  await database?.close()
})

/** What no text can hold, what no number can, and what a name in a path was never meant to be. */
const hostileTexts = ['a\u0000b', 'cut in half \ud83d', 'x'.repeat(20_000), '__proto__']
const hostileNumbers = [-1, 1.5, 1e308, 2 ** 53]
const hostileNames = ['%00', '%ff', '..%2f..%2fetc', 'x'.repeat(3_000)]

test('nothing that is put into a body breaks the server: it is taken, or refused with a code', async () => {
  const broken: string[] = []
  for (const operation of operations.filter((one) => one.example !== undefined)) {
    const path = named(operation.path, shop.ids)
    for (const [where, body] of spoilt(operation.example)) {
      const { status, text } = await call(operation.method, `${path}?${operation.query}`, JSON.stringify(body))
      if (status >= 500 || (status >= 400 && !text.includes('"code"')))
        broken.push(`${operation.method} ${operation.path} ${where}: ${status}`)
    }
  }
  expect(broken).toEqual([])
}, 240_000)

test('nothing that is put into an address or a query breaks it', async () => {
  const broken: string[] = []
  for (const operation of operations)
    for (const name of hostileNames) {
      const path = operation.path.replaceAll(/\{\w+\}/g, name)
      const query = operation.parameters.map((parameter) => `${parameter}=${name}`).join('&')
      const body = operation.example === undefined ? undefined : JSON.stringify(operation.example)
      if (path === operation.path && (query === '' || operation.method !== 'GET')) continue
      const { status } = await call(operation.method, `${path}?${query}`, body)
      if (status >= 500) broken.push(`${operation.method} ${operation.path} ${name.slice(0, 20)}: ${status}`)
    }
  expect(broken).toEqual([])
}, 240_000)

test('words with half a sign or a null in them are heard, by the door and by the socket', async () => {
  const talk = await startTalk(apiOf(parley.url, shop.apiKey), 'en')
  await talk.say('hello \u0000 there \ud83d')
  const tab = await openTab(parley.url, talk.visitorToken)
  const { conversationId } = await tab.say('good \ud83d day \ud83d\ude00')
  expect(await saidIn(talk.id)).toEqual(['hello \ufffd there \ufffd'])
  expect(await saidIn(conversationId)).toEqual(['good \ufffd day \ud83d\ude00'])
  await tab.close()
})

test('a body that never says how long it is does not fill the memory', async () => {
  const doors = ['/api/v1/conversations', '/api/console/session', '/api/widget/session', '/hooks/payments/x/sandbox']
  for (const door of doors) {
    // Whoever goes on sending may be cut off before the answer is read.
    expect([413, 'cut off'], door).toContain(await pour(door, 6_000_000))
    expect((await fetch(`${parley.url}/health/live`)).status).toBe(200)
  }
})

test('a desk’s cookie from a page without an origin opens nothing', async () => {
  const response = await fetch(`${parley.url}/api/v1/conversations`, {
    method: 'POST',
    headers: { cookie: 'parley_session=anything', origin: 'null', 'content-type': 'application/json' },
    body: '{}',
  })
  expect(response.status).toBe(401)
})

test('figures of the shop are told to this machine, and to nobody through a proxy', async () => {
  expect((await fetch(`${parley.url}/metrics`)).status).toBe(200)
  const asked = (headers: Record<string, string>) => fetch(`${parley.url}/metrics`, { headers })
  expect((await asked({ 'x-forwarded-for': '203.0.113.7' })).status).toBe(404)
  expect((await asked({ 'x-forwarded-for': '203.0.113.7', authorization: 'Bearer guessed' })).status).toBe(404)
  const told = await asked({ 'x-forwarded-for': '203.0.113.7', authorization: `Bearer ${metricsToken}` })
  expect(told.status).toBe(200)
})

async function saidIn(conversationId: string): Promise<string[]> {
  const api = apiOf(parley.url, shop.apiKey)
  const { body } = await api.call<{ messages: Message[] }>('GET', `/conversations/${conversationId}/messages`)
  return body.messages.flatMap(({ sender, text }) => (sender.kind === 'shopper' ? [text] : []))
}

const named = (path: string, ids: Record<string, string>): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? 'nobody')

async function call(method: string, path: string, body: string | undefined) {
  const response = await fetch(`${parley.url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${shop.apiKey}`, 'content-type': 'application/json' },
    ...(method === 'GET' || body === undefined ? {} : { body }),
  })
  return { status: response.status, text: await response.text() }
}

/** The body once for each leaf and each thing that does not belong there. */
function spoilt(body: unknown): [string, unknown][] {
  return leavesOf(body, []).flatMap(({ at, value }) =>
    (typeof value === 'number' ? hostileNumbers : hostileTexts).map((bad): [string, unknown] => [
      `${at.join('.')}=${JSON.stringify(bad).slice(0, 24)}`,
      withLeaf(body, at, bad),
    ]),
  )
}

function leavesOf(value: unknown, at: (string | number)[]): { at: (string | number)[]; value: unknown }[] {
  if (Array.isArray(value)) return value.slice(0, 1).flatMap((one, index) => leavesOf(one, [...at, index]))
  if (value !== null && typeof value === 'object')
    return Object.entries(value).flatMap(([key, one]) => leavesOf(one, [...at, key]))
  return typeof value === 'string' || typeof value === 'number' ? [{ at, value }] : []
}

function withLeaf(value: unknown, [first, ...rest]: (string | number)[], leaf: unknown): unknown {
  if (first === undefined) return leaf
  if (Array.isArray(value)) return value.map((one, index) => (index === first ? withLeaf(one, rest, leaf) : one))
  return Object.fromEntries(
    Object.entries(Object(value)).map(([key, one]) => [key, key === first ? withLeaf(one, rest, leaf) : one]),
  )
}

/** Sends in pieces, without telling how much is to come; the status that it was told, where it could still hear it. */
function pour(path: string, bytes: number): Promise<number | 'cut off'> {
  return new Promise((resolve) => {
    const { hostname, port } = new URL(parley.url)
    const sent = httpRequest({
      hostname,
      port,
      path,
      method: 'POST',
      headers: {
        authorization: `Bearer ${shop.apiKey}`,
        'content-type': 'application/json',
        'transfer-encoding': 'chunked',
      },
    })
    sent.once('response', (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    sent.on('error', () => resolve('cut off'))
    for (let left = bytes; left > 0; left -= 100_000) sent.write('x'.repeat(100_000))
    sent.end()
  })
}
