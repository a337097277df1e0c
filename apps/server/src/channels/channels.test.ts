import { type ChannelDefinition, defineChannel, type IncomingMessage } from '@parley/sdk'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { openTestShop, type TestShop } from '../../test/shop.ts'
import { readConversation } from '../conversations/index.ts'
import { silentLog } from '../kernel/log.ts'
import { orThrow } from '../kernel/refusals.ts'
import { sealSecrets, unsealSecrets } from '../kernel/seal-secrets.ts'
import { channelHooks } from './channel-hooks.ts'
import { hear } from './hear.ts'
import { type ChannelParts, openInbox, prepareSettings } from './inbox.ts'
import { readInbox, saveInbox } from './inbox-store.ts'
import { startPolling } from './polling.ts'

const capabilities: ChannelDefinition['capabilities'] = {
  content: ['text'],
  text: { max: 200, unit: 'utf16' },
  choices: { max: 0, label: 0 },
  windowHours: null,
  templates: false,
  edits: false,
  deletes: false,
  typing: false,
  receipts: false,
}
const settings = z.object({ token: z.string().min(4), line: z.string().default('main') })
const words = (id: string, address: string, text: string): IncomingMessage => ({
  kind: 'message',
  providerId: id,
  from: { address, name: 'Ann' },
  said: { type: 'text', text },
  at: new Date(0),
})

/** A letter box: somebody has to look what lies in it. */
const letters: IncomingMessage[] = []
const asked: (string | null)[] = []
const letterBox = defineChannel<unknown>({
  id: 'letter-box',
  name: 'Letter box',
  settings,
  secrets: ['token'],
  hears: 'pull',
  capabilities,
  poll: async (cursor) => {
    asked.push(cursor)
    const from = Number(cursor ?? 0)
    return { incoming: letters.slice(from), cursor: String(letters.length) }
  },
})

/** A voice that waits for the answer on the line. */
const voice = defineChannel<unknown>({
  id: 'voice',
  name: 'Voice',
  settings,
  secrets: ['token'],
  hears: 'answer',
  capabilities,
  verify: (request, context) => request.headers.authorization === settings.parse(context.settings).token,
  receive: (request) => [words('call-1', 'caller', new TextDecoder().decode(request.body))],
  answer: {
    limitMs: 3_000,
    tell: (_request, replies) => ({ status: 200, body: replies.map((each) => each.text).join(' | ') }),
  },
})

let shop: TestShop
let parts: ChannelParts

beforeAll(async () => {
  shop = await openTestShop()
  parts = {
    db: shop.db,
    clock: shop.clock,
    log: silentLog,
    channels: new Map<string, ChannelDefinition>([
      ['letter-box', letterBox],
      ['voice', voice],
    ]),
    sealing: 'sealing for the tests',
    publicUrl: 'https://shop.example',
    fetch: () => Promise.reject(new Error('no network')),
  }
  for (const channel of [letterBox, voice]) await open(channel, `inb_${channel.id}`)
})
afterAll(() => shop.close())

const open = (channel: ChannelDefinition, id: string) =>
  shop.db.inShop(shop.shopId, async (tx) => {
    const prepared = orThrow(
      prepareSettings(parts, channel, { shopId: shop.shopId, inboxId: id }, { token: 'open sesame' }),
    )
    await saveInbox(tx, { id, channel: channel.id, name: channel.name, enabled: true, ...prepared })
  })

const said = (inboxId: string) =>
  shop.db.inShop(shop.shopId, (tx) =>
    tx.sql
      .selectFrom('message')
      .select(['text', 'provider_id'])
      .where('inbox_id', '=', inboxId)
      .orderBy('created_at')
      .execute(),
  )

test('a secret opens only for the inbox that it was sealed for', () => {
  const sealed = sealSecrets({ token: 'open sesame' }, 'sealing', 'shp_1 inb_1')
  expect(sealed).not.toContain('sesame')
  expect(unsealSecrets(sealed, 'sealing', 'shp_1 inb_1')).toEqual({ token: 'open sesame' })
  expect(() => unsealSecrets(sealed, 'sealing', 'shp_2 inb_1')).toThrow()
  expect(() => unsealSecrets(sealed, 'another', 'shp_1 inb_1')).toThrow()
})

test('settings that do not fit are refused, each with its place, and no secret lies open beside them', () => {
  const of = { shopId: shop.shopId, inboxId: 'inb_x' }
  const refused = prepareSettings(parts, letterBox, of, { token: 'abc' })
  expect(refused.ok ? [] : refused.refusals.map((each) => each.path)).toEqual(['settings.token'])
  const kept = orThrow(prepareSettings(parts, letterBox, of, { token: 'open sesame', line: 'two' }))
  expect(kept.settings).toEqual({ line: 'two' })
  expect(JSON.stringify(kept)).not.toContain('sesame')
})

test('a letter box is looked into from where it was left, and a letter found twice is one letter', async () => {
  letters.push(words('l-1', 'ann', 'Do you have lamps?'), words('l-2', 'bo', 'When do you open?'))
  const polling = startPolling({ ...parts, newLease: () => `0 ${crypto.randomUUID()}` }, { sweepMs: 3_600_000 })
  polling.wake(shop.shopId, 'inb_letter-box')
  await polling.idle()
  letters.push(words('l-1', 'ann', 'Do you have lamps?'), words('l-3', 'ann', 'Blue ones?'))
  polling.wake(shop.shopId, 'inb_letter-box')
  await polling.idle()
  await polling.close()
  expect((await said('inb_letter-box')).map((row) => row.provider_id).toSorted()).toEqual(['l-1', 'l-2', 'l-3'])
  expect(asked[0]).toBe(null)
  expect(asked).toContain('2')
  expect(asked.at(-1)).toBe('4')
})

test('each address has a conversation, a person and a basket of its own; a second letter joins the first', async () => {
  const inbox = await shop.db.inShop(shop.shopId, (tx) => readInbox(tx, 'inb_letter-box'))
  const opened = inbox && openInbox(parts, shop.shopId, inbox)
  if (!opened) throw new Error('the letter box is shut')
  const [first, second, other] = await hear(shop.db, shop.shopId, opened, [
    words('m-1', 'cleo', 'Hello'),
    words('m-2', 'cleo', 'Anybody?'),
    { ...words('m-3', 'cleo', 'About my order'), thread: 'order' },
  ])
  expect(second?.conversationId).toBe(first?.conversationId)
  expect(other?.conversationId).not.toBe(first?.conversationId)
  const rows = await shop.db.inShop(shop.shopId, async (tx) => [
    await readConversation(tx, first?.conversationId ?? ''),
    await readConversation(tx, other?.conversationId ?? ''),
  ])
  expect(rows[0]?.person_id).toBe(rows[1]?.person_id)
  expect(rows[0]?.visitor_id).not.toBe(null)
  expect(rows[0]?.visitor_id).not.toBe(rows[1]?.visitor_id)
})

test('a voice is answered on the line, whoever does not know the secret is not, and an inbox that is off is not there', async () => {
  const app = channelHooks({
    ...parts,
    waitForReplies: async ({ accepted }) => [
      {
        id: 'msg_1',
        conversationId: accepted.conversationId,
        seq: 2,
        sender: { kind: 'bot' },
        content: { type: 'text', text: 'We open at nine.' },
        text: 'We open at nine.',
        delivery: 'stored',
        createdAt: '2026-11-20T12:00:00Z',
      },
    ],
  })
  const call = (authorization: string) =>
    app.request(`/hooks/channels/${shop.shopId}/inb_voice`, {
      method: 'POST',
      headers: { authorization },
      body: 'opening hours',
    })
  expect((await call('wrong')).status).toBe(403)
  expect(await said('inb_voice')).toEqual([])
  expect(await (await call('open sesame')).text()).toBe('We open at nine.')
  expect(await said('inb_voice')).toHaveLength(1)
  await shop.db.inShop(shop.shopId, async (tx) => {
    const inbox = await readInbox(tx, 'inb_voice')
    if (inbox) await saveInbox(tx, { ...inbox, enabled: false })
  })
  expect((await call('open sesame')).status).toBe(404)
  expect((await app.request('/hooks/channels/shp_nobody/inb_voice', { method: 'POST' })).status).toBe(404)
})
