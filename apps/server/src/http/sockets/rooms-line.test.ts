import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { newAccount, openTestShop, type TestShop } from '../../../test/shop.ts'
import type { ShopTransaction, Wake } from '../../db/database.ts'
import type { Signals } from '../../durable/index.ts'
import { silentLog } from '../../kernel/log.ts'
import { orThrow } from '../../kernel/refusals.ts'
import { writeRoom } from '../../rooms/room-store.ts'
import { answerInRoom, changeRoom } from '../../rooms/rooms.ts'
import type { Connection } from './connection.ts'
import { openRoomsLine, type RoomsLine } from './rooms-line.ts'

const noSignals: Signals = {
  on: () => () => {},
  tell: () => {},
  newLease: () => '',
  close: async () => {},
}

let shop: TestShop
let anna: { accountId: string; name: string }
let roomId: string
let line: RoomsLine
let reads = 0
let wake: (given: Wake) => void = () => {}
beforeAll(async () => {
  shop = await openTestShop()
  anna = await newAccount(shop, 'Anna')
  roomId = await inShop((tx) => writeRoom(tx, { title: 'Lamps', about: '', language: 'en', startsAt: null }))
  orThrow(await inShop((tx) => changeRoom(tx, roomId, { status: 'open' })))
  line = openRoomsLine({
    db: {
      ...shop.db,
      inShop: (shopId, work) => {
        reads++
        return shop.db.inShop(shopId, work)
      },
    },
    signals: {
      ...noSignals,
      on: (_topic, hear) => {
        wake = hear
        return () => {}
      },
    },
    log: silentLog,
    sweepMs: 3_600_000,
  })
})
afterAll(async () => {
  line.close()
  await shop.close()
})

const inShop = <T>(work: (tx: ShopTransaction) => Promise<T>) => shop.db.inShop(shop.shopId, work)
const answer = async (text: string) => {
  await inShop((tx) => answerInRoom(tx, roomId, anna, { text }))
  wake({ topic: 'room', shopId: shop.shopId, key: roomId })
}

const roomFrame = z.object({ entries: z.array(z.object({ number: z.int() })) })

/** Somebody on a line, and the numbers she has been told. */
function somebody() {
  const told: number[] = []
  const written = new Set<Buffer>()
  const pace = { isSlow: false }
  const connection: Connection = {
    id: crypto.randomUUID(),
    principal: { kind: 'visitor', shopId: shop.shopId, visitorId: 'vis_1' },
    audience: 'shopper',
    follows: new Map(),
    carts: new Set(),
    watchesDesk: false,
    name: null,
    send: () => {},
    sendWritten: (frame) => {
      written.add(frame)
      told.push(...roomFrame.parse(JSON.parse(String(frame))).entries.map(({ number }) => number))
    },
    isFull: () => pace.isSlow,
    close: () => {},
  }
  return { connection, told, written, pace }
}

test('a crowd that comes in at once is looked after together, and what is said is written out once for all', async () => {
  await answer('Welcome.')
  const crowd = Array.from({ length: 500 }, somebody)
  reads = 0
  const came = await Promise.all(crowd.map(({ connection }) => line.watch(connection, roomId, 0)))
  expect(new Set(came)).toEqual(new Set([true]))
  expect(reads).toBeLessThanOrEqual(3)
  for (const { told } of crowd) expect(told).toEqual([1, 2])
  await answer('The first lamp.')
  await expect.poll(() => crowd.every(({ told }) => told.at(-1) === 3)).toBe(true)
  expect(new Set(crowd.flatMap(({ written }) => [...written])).size).toBe(2)
  for (const { connection } of crowd) line.leave(connection)
})

test('who has seen more is told less, who reads slowly is told later, and nobody anything twice', async () => {
  const [late, early, slow] = [somebody(), somebody(), somebody()]
  await Promise.all([line.watch(late.connection, roomId, 0), line.watch(early.connection, roomId, 2)])
  await line.watch(slow.connection, roomId, 3)
  expect([late.told, early.told, slow.told]).toEqual([[1, 2, 3], [3], []])
  slow.pace.isSlow = true
  await answer('The second lamp.')
  await expect.poll(() => early.told.at(-1)).toBe(4)
  expect(slow.told).toEqual([])
  slow.pace.isSlow = false
  await answer('The third lamp.')
  await expect.poll(() => slow.told).toEqual([4, 5])
  expect(late.told).toEqual([1, 2, 3, 4, 5])
  const boaster = somebody()
  await line.watch(boaster.connection, roomId, 900)
  await answer('The last lamp.')
  await expect.poll(() => boaster.told).toEqual([6])
})

test('a room that is not there is not watched', async () => {
  const one = somebody()
  expect(await line.watch(one.connection, 'rom_none', 0)).toBe(false)
  expect(one.told).toEqual([])
})
