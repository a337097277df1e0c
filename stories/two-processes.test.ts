import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../apps/server/test/database.ts'
import { startTestParley, type TestParley } from '../apps/server/test/parley.ts'
import { type Api, apiOf } from '../apps/server/test/talk.ts'
import { signInAnna } from './support/desk.ts'
import { type Furnished, furnishShop, stockShelves } from './support/furnish.ts'
import { type Ledger, openLedger } from './support/ledger.ts'
import { newVisitor, openTab, type Tab } from './support/shopper-socket.ts'

let folder: string
let database: TestDatabase
let shop: Furnished
/** Hers and the desk's: two processes over one Postgres, which know of each other only through it. */
let shoppers: TestParley
let desks: TestParley
let api: Api
let lantern: string
let ledger: Ledger

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-story-'))
  database = await openTestDatabase()
  ledger = await openLedger(database.adminUrl)
  shop = await furnishShop(database.serverUrl)
  const env = { PARLEY_EXTENSIONS: join(import.meta.dirname, 'support/extensions') }
  const given = { database, dataFolder: join(folder, 'data'), env }
  shoppers = await startTestParley(given)
  desks = await startTestParley(given)
  api = apiOf(desks.url, shop.apiKey)
  const shelves = [{ feedId: 'L-1', title: 'Paper lantern', price: '12.00', units: 500 }]
  lantern = (await stockShelves(desks.url, shop.apiKey, shelves)).get('L-1') ?? ''
})

afterAll(async () => {
  await shoppers?.stop()
  await desks?.stop()
  await ledger?.close()
  await database?.close()
  await rm(folder, { recursive: true, force: true })
})

const tabOf = async (): Promise<Tab> => openTab(shoppers.url, (await newVisitor(shoppers.url, shop.widgetKey)).token)

const botSaidAfter = (tab: Tab, seq: number) =>
  tab.messages().filter((one) => one.sender.kind === 'bot' && one.seq > seq)

const owed = async (conversationId: string): Promise<number> =>
  (await api.call<{ turns: { toSeq: number }[] }>('GET', `/conversations/${conversationId}/turns`)).body.turns.reduce(
    (most, { toSeq }) => Math.max(most, toSeq),
    0,
  )

const cartLines = async (conversationId: string) =>
  (await api.call<{ cart: { lines: { quantity: number }[] } | null }>('GET', `/conversations/${conversationId}/cart`))
    .body.cart?.lines ?? []

test('an agent takes over in one process, the bot of the other falls silent, and it resumes when given the word', async () => {
  const [tab, desk] = [await tabOf(), await signInAnna(desks.url)]
  const first = await tab.say('hello')
  const id = first.conversationId
  await tab.follow(id)
  await tab.until(() => botSaidAfter(tab, first.seq).length > 0)

  await desk.take(id)
  await tab.until(() =>
    tab.changes().some(({ body }) => body.kind === 'conversation' && body.conversation.owner === 'agent'),
  )
  const quiet = await tab.say('how much is the paper lantern?')
  await desk.reply(id, 'Twelve euro, and it glows.')
  await tab.until(() => tab.messages().some(({ text }) => text === 'Twelve euro, and it glows.'))
  const second = await tab.say('put one in my cart please')
  await desk.reply(id, 'I have one here for you.')
  await tab.until(() => tab.messages().some(({ text }) => text === 'I have one here for you.'))

  await desk.giveBack(id)
  await tab.until(() =>
    tab.changes().some(({ body }) => body.kind === 'message' && noticed(body.message, 'bot_resumed')),
  )
  const third = await tab.say('thank you')
  await tab.until(() => botSaidAfter(tab, third.seq).length > 0)
  // Nothing that she said to Anna is answered, or done, by the bot: not then and not afterwards.
  expect(botSaidAfter(tab, quiet.seq).every(({ seq }) => seq > third.seq)).toBe(true)
  expect(second.seq).toBeGreaterThan(quiet.seq)
  expect(await cartLines(id)).toEqual([])
  expect(tab.messages().map(({ seq }) => seq)).toEqual(tab.messages().map((_, at) => at + 1))
  expect(tab.messages().find(({ sender }) => sender.kind === 'agent')?.sender).toEqual({ kind: 'agent', name: 'Anna' })
  await tab.close()
})

test('what nobody had answered when the agent gave the word back is answered by the bot', async () => {
  const [tab, desk] = [await tabOf(), await signInAnna(desks.url)]
  const first = await tab.say('hello')
  await tab.follow(first.conversationId)
  await tab.until(() => botSaidAfter(tab, first.seq).length > 0)
  await desk.reply(first.conversationId, 'Hello, this is Anna.')
  // What she taps is put into the cart once, by the desk at once or by the bot when it has the word; what she asks waits for the bot.
  await tab.say({ type: 'click', action: `add:${lantern}` })
  const open = await tab.say('hello again')
  await desk.giveBack(first.conversationId)
  await tab.until(() => botSaidAfter(tab, open.seq).length > 0)
  await expect
    .poll(async () => (await cartLines(first.conversationId)).map(({ quantity }) => quantity), { timeout: 15_000 })
    .toEqual([1])
  await tab.close()
})

test('a turn in hand when the agent takes over is discarded whole: no reply and nothing in the cart', async () => {
  const [tab, desk] = [await tabOf(), await signInAnna(desks.url)]
  const first = await tab.say('hello')
  const id = first.conversationId
  await tab.follow(id)
  await tab.until(() => botSaidAfter(tab, first.seq).length > 0)
  const release = join(folder, 'go-on')
  const held = await tab.say({ type: 'click', action: `hold:${lantern} ${release}` })
  await ledger.until('owed_turn where conversation_id = $1 and lease is not null', [id])

  await desk.take(id)
  await writeFile(release, '')
  await ledger.until("event where conversation_id = $1 and type = 'turn.discarded'", [id])
  await desk.reply(id, 'Anna here.')
  await tab.until(() => tab.messages().some(({ text }) => text === 'Anna here.'))
  expect(botSaidAfter(tab, held.seq)).toEqual([])
  expect(await cartLines(id)).toEqual([])
  expect(await owed(id)).toBeLessThan(held.seq)

  // The same, with nobody coming in between: then it counts.
  await desk.giveBack(id)
  const again = await tab.say({ type: 'click', action: `hold:${lantern} ${release}` })
  await tab.until(() => botSaidAfter(tab, again.seq).length > 0)
  expect(botSaidAfter(tab, held.seq).map(({ text }) => text)).toEqual(['That took a while.'])
  expect((await cartLines(id)).map(({ quantity }) => quantity)).toEqual([1])
  await tab.close()
})

const noticed = (message: { content: { type: string; key?: string } }, key: string): boolean =>
  message.content.type === 'notice' && message.content.key === key

test('a room is one room over two processes: what is said in either is read in both, once and in order, also by who was away', async () => {
  const { body: room } = await api.call<{ id: string }>('POST', '/rooms', { title: 'Lanterns', language: 'en' })
  await api.call('PATCH', `/rooms/${room.id}`, { status: 'open' })
  const people = await Promise.all(
    [shoppers, desks].map(async ({ url }, place) => {
      const { token } = await newVisitor(url, shop.widgetKey)
      const own = apiOf(url, token)
      await own.call('POST', `/rooms/${room.id}/enter`, { name: `Guest ${place}` })
      const tab = await openTab(url, token)
      tab.send({ type: 'watch_room', ref: 'room', roomId: room.id, after: 0, on: true })
      return { url, token, own, tab }
    }),
  )
  const said = Array.from({ length: 20 }, (_, place) => `word ${place}`)
  const spoken = await Promise.all(
    said.map((text, place) => people[place % 2]?.own.call('POST', `/rooms/${room.id}/messages`, { text })),
  )
  expect(spoken.map((one) => one?.status)).toEqual(said.map(() => 201))
  const heard = (tab: Tab) => tab.frames.flatMap((frame) => (frame.type === 'room' ? frame.entries : []))
  const numbers = Array.from({ length: 21 }, (_, place) => place + 1)
  for (const { tab } of people) {
    await tab.until(() => heard(tab).length >= 21)
    expect(heard(tab).map(({ number }) => number)).toEqual(numbers)
    expect(
      heard(tab)
        .flatMap(({ kind, text }) => (kind === 'said' ? [text] : []))
        .sort(),
    ).toEqual([...said].sort())
  }
  const [first] = people
  const back = await openTab(desks.url, first?.token ?? '')
  back.send({ type: 'watch_room', ref: 'room', roomId: room.id, after: 15, on: true })
  await back.until(() => heard(back).length >= 6)
  expect(heard(back).map(({ number }) => number)).toEqual(numbers.slice(15))
  expect(JSON.stringify(heard(back))).not.toContain('vis_')
})
