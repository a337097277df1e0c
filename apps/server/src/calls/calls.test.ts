import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newAccount, openTestShop, type TestShop } from '../../test/shop.ts'
import { accept, messagesFrom, readConversation, take } from '../conversations/index.ts'
import type { ShopTransaction } from '../db/database.ts'
import { orThrow } from '../kernel/refusals.ts'
import { acceptByDesk, acceptByShopper, declineByDesk, hangUp, transfer } from './answer-call.ts'
import { type CallRow, stateOf } from './call.ts'
import { callSettings } from './call-settings.ts'
import { addSignal, signalsFor } from './call-signals.ts'
import { liveCallIn, lockCall } from './call-store.ts'
import { joinCall, lookAtCall, reportEnd } from './hold-call.ts'
import { iceServersFor } from './ice-servers.ts'
import { callDesk, callShopper } from './start-call.ts'

type Person = Awaited<ReturnType<typeof newAccount>>
let shop: TestShop
let anna: Person
let bertil: Person
let cecilia: Person
beforeAll(async () => {
  shop = await openTestShop()
  anna = await newAccount(shop, 'Anna')
  bertil = await newAccount(shop, 'Bertil')
  cecilia = await newAccount(shop, 'Cecilia')
})
afterAll(() => shop.close())

const inShop = <T>(work: (tx: ShopTransaction) => Promise<T>) => shop.db.inShop(shop.shopId, work)

async function newTalk(): Promise<string> {
  const visitorId = await shop.visitor('sv')
  const said = await inShop((tx) =>
    accept(tx, {
      inboxId: 'webchat',
      address: visitorId,
      visitorId,
      personId: null,
      language: 'sv',
      currency: 'SEK',
      said: { type: 'text', text: 'hej' },
    }),
  )
  return orThrow(said).conversationId
}

const conversationOf = async (tx: ShopTransaction, id: string) => {
  const row = await readConversation(tx, id)
  if (!row) throw new Error('there is no such conversation')
  return row
}

const ring = (conversationId: string) =>
  inShop(async (tx) =>
    orThrow(
      await callDesk(tx, { conversation: await conversationOf(tx, conversationId), device: 'her-page', mode: 'audio' }),
    ),
  )

/** Does something to the call as it stands, under its lock. */
const on = <T>(call: CallRow, work: (tx: ShopTransaction, row: CallRow) => Promise<T>) =>
  inShop(async (tx) => {
    const row = await lockCall(tx, call.call_id)
    if (!row) throw new Error('the call is not there')
    return work(tx, row)
  })

const rowOf = (call: CallRow) => on(call, async (_, row) => row)
const end = (call: CallRow, side: 'shopper' | 'desk' = 'shopper') => on(call, (tx, row) => hangUp(tx, row, side))
const cardsIn = async (conversationId: string) =>
  (await inShop((tx) => messagesFrom(tx, conversationId, 'shopper', 1))).flatMap(({ content, text }) =>
    content.type === 'call' ? [{ ...content, text }] : [],
  )
const told = (device: string, line: 'new' | 'connected' | 'lost', held = false) => ({
  device,
  line,
  microphone: true,
  camera: false,
  screen: false,
  held,
})

test('a call rings at whoever has the conversation, then at anybody who is free, and is missed with the offer to be called back', async () => {
  const talk = await newTalk()
  await inShop((tx) => take(tx, talk, anna))
  const call = await ring(talk)
  expect(call.rings).toEqual([anna.accountId])
  shop.clock.move(20_000)
  await on(call, lookAtCall)
  expect((await rowOf(call)).rings.toSorted()).toEqual([anna, bertil, cecilia].map((one) => one.accountId).toSorted())
  await on(call, (tx, row) => reportEnd(tx, row, 'shopper', told('her-page', 'new')))
  shop.clock.move(20_000)
  await on(call, lookAtCall)
  expect(stateOf(await rowOf(call))).toBe('missed')
  expect(await cardsIn(talk)).toMatchObject([
    { outcome: 'missed', seconds: 0, text: 'Missat samtal', actions: [{ value: 'call-back:ask' }] },
  ])
  expect(await inShop((tx) => liveCallIn(tx, talk))).toBeNull()
})

test('whoever declines is left alone, and when all have declined the call has come to nothing', async () => {
  const call = await ring(await newTalk())
  for (const one of [anna, bertil]) await on(call, (tx, row) => declineByDesk(tx, row, one.accountId))
  expect((await rowOf(call)).rings).toEqual([cecilia.accountId])
  expect((await on(call, (tx, row) => declineByDesk(tx, row, anna.accountId))).ok).toBe(false)
  await on(call, (tx, row) => declineByDesk(tx, row, cecilia.accountId))
  expect(stateOf(await rowOf(call))).toBe('declined')
})

test('of two who take a call at once one has it, the bot falls silent, and the card tells how long they talked', async () => {
  const talk = await newTalk()
  const call = await ring(talk)
  const taken = await Promise.all([
    on(call, (tx, row) => acceptByDesk(tx, row, anna, 'page-of-anna')),
    on(call, (tx, row) => acceptByDesk(tx, row, bertil, 'page-of-bertil')),
  ])
  expect(taken.filter(({ ok }) => ok)).toHaveLength(1)
  const winner = (await rowOf(call)).agent_id
  expect(await inShop((tx) => readConversation(tx, talk))).toMatchObject({ owner: 'agent', agent_id: winner })
  const device = winner === anna.accountId ? 'page-of-anna' : 'page-of-bertil'
  await on(call, (tx, row) => reportEnd(tx, row, 'desk', told(device, 'connected')))
  await on(call, (tx, row) => reportEnd(tx, row, 'shopper', told('her-page', 'connected')))
  expect(stateOf(await rowOf(call))).toBe('connected')
  await on(call, (tx, row) => reportEnd(tx, row, 'desk', told(device, 'connected', true)))
  expect(stateOf(await rowOf(call))).toBe('held')
  await on(call, (tx, row) => reportEnd(tx, row, 'desk', told(device, 'lost')))
  expect(stateOf(await rowOf(call))).toBe('connecting')
  shop.clock.move(40_000)
  await end(call)
  expect(await cardsIn(talk)).toMatchObject([{ outcome: 'ended', seconds: 40, actions: [], text: 'Samtal, 1 minut' }])
  await end(call, 'desk')
  expect(await cardsIn(talk)).toHaveLength(1)
})

test('everybody who could answer talks already: busy at once, and nobody is in two calls', async () => {
  const calls = []
  for (const one of [anna, bertil, cecilia]) {
    const call = await ring(await newTalk())
    orThrow(await on(call, (tx, row) => acceptByDesk(tx, row, one, `page-of-${one.name}`)))
    calls.push(call)
  }
  const late = await ring(await newTalk())
  expect(stateOf(late)).toBe('busy')
  const own = await inShop(async (tx) =>
    callShopper(tx, {
      conversation: await conversationOf(tx, await newTalk()),
      device: 'page-of-Anna',
      mode: 'audio',
      agent: anna,
    }),
  )
  expect(own.ok).toBe(false)
  for (const call of calls) await end(call)
})

test('a reload begins a fresh connection and a fresh line of signals; the page before hears that the call is elsewhere', async () => {
  const call = await ring(await newTalk())
  orThrow(await on(call, (tx, row) => acceptByDesk(tx, row, anna, 'page-of-anna')))
  const say = (device: string, epoch: number, side: 'shopper' | 'desk') =>
    inShop((tx) => addSignal(tx, { callId: call.call_id, side, device, epoch, signal: { kind: 'restart' } }))
  const heard = (side: 'shopper' | 'desk', epoch: number) =>
    inShop((tx) => signalsFor(tx, { callId: call.call_id, side, epoch, after: 0 }))
  orThrow(await say('page-of-anna', 1, 'desk'))
  expect(await heard('shopper', 1)).toHaveLength(1)
  expect(await heard('desk', 1)).toHaveLength(0)
  orThrow(await on(call, (tx, row) => joinCall(tx, row, 'shopper', 'her-page-anew')))
  expect((await rowOf(call)).epoch).toBe(2)
  expect(await heard('shopper', 2)).toHaveLength(0)
  expect(await say('her-page', 1, 'shopper')).toMatchObject({ ok: false, refusals: [{ code: 'call.elsewhere' }] })
  orThrow(await say('page-of-anna', 1, 'desk'))
  expect(await heard('shopper', 2)).toHaveLength(0)
  orThrow(await on(call, (tx, row) => joinCall(tx, row, 'shopper', 'her-page-anew')))
  expect((await rowOf(call)).epoch).toBe(2)
  await end(call)
  const left = await inShop((tx) =>
    tx.sql.selectFrom('call_signal').select('number').where('call_id', '=', call.call_id).execute(),
  )
  expect(left).toEqual([])
})

test('a call goes to a colleague who takes it, and stays where it is when she does not', async () => {
  const call = await ring(await newTalk())
  orThrow(await on(call, (tx, row) => acceptByDesk(tx, row, anna, 'page-of-anna')))
  expect((await on(call, (tx, row) => transfer(tx, row, bertil, { accountId: cecilia.accountId }))).ok).toBe(false)
  orThrow(await on(call, (tx, row) => transfer(tx, row, anna, { accountId: bertil.accountId, note: 'Om lampan.' })))
  orThrow(await on(call, (tx, row) => declineByDesk(tx, row, bertil.accountId)))
  expect(await rowOf(call)).toMatchObject({ agent_id: anna.accountId, rings: [] })
  orThrow(await on(call, (tx, row) => transfer(tx, row, anna, { accountId: cecilia.accountId })))
  orThrow(await on(call, (tx, row) => acceptByDesk(tx, row, cecilia, 'page-of-cecilia')))
  expect(await rowOf(call)).toMatchObject({ agent_id: cecilia.accountId, epoch: 2 })
  await end(call, 'desk')
})

test('a side that has been silent too long is gone, and the call with it', async () => {
  const left = await ring(await newTalk())
  shop.clock.move(46_000)
  await on(left, lookAtCall)
  expect(stateOf(await rowOf(left))).toBe('cancelled')
  const talk = await newTalk()
  const call = await inShop(async (tx) =>
    orThrow(
      await callShopper(tx, {
        conversation: await conversationOf(tx, talk),
        device: 'page-of-anna',
        mode: 'video',
        agent: anna,
      }),
    ),
  )
  orThrow(await on(call, (tx, row) => acceptByShopper(tx, row, 'her-page')))
  shop.clock.move(30_000)
  await on(call, (tx, row) => reportEnd(tx, row, 'desk', told('page-of-anna', 'lost')))
  shop.clock.move(30_000)
  await on(call, lookAtCall)
  expect(stateOf(await rowOf(call))).toBe('failed')
})

test('who calls again and again within an hour is asked to write', async () => {
  const talk = await newTalk()
  for (let n = 0; n < 12; n++) await end(await ring(talk))
  await expect(ring(talk)).rejects.toThrow('rate.limited')
})

test('the TURN server is given a name that says until when it holds, and a credential only its secret makes', () => {
  const settings = {
    ...callSettings.parse({ turn: ['turn:turn.example:3478'], credentialMinutes: 10, relayOnly: true }),
    turnSecret: 'shared secret',
  }
  const now = new Date('2026-11-20T12:00:00Z')
  const [server] = iceServersFor(settings, 'cal_1', now).servers
  expect(server?.username).toBe(`${now.getTime() / 1000 + 600}:cal_1`)
  expect(server?.credential).toBe(
    createHmac('sha1', 'shared secret')
      .update(server?.username ?? '')
      .digest('base64'),
  )
  const without = iceServersFor({ ...settings, turnSecret: null }, 'cal_1', now)
  expect(without).toMatchObject({ servers: [], relayOnly: false })
  expect(JSON.stringify(iceServersFor(settings, 'cal_1', now))).not.toContain('shared secret')
})
