import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestShop, type TestShop } from '../../test/shop.ts'
import { openLog } from '../kernel/log.ts'
import { type Consumer, startConsumer } from './events.ts'
import { startSetAside } from './set-aside.ts'

let shop: TestShop
const log = openLog('silent')

beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop?.close())

test('an event that can’t be handled holds up nothing behind it, is tried again and then counts once', async () => {
  const handled: string[] = []
  let works = false
  const consumer: Consumer = {
    name: 'picky',
    types: ['visitor.seen'],
    handle: async (event) => {
      if (event.subjects.visitor === 'bad' && !works) throw new TypeError('cannot')
      handled.push(event.subjects.visitor ?? '')
    },
  }
  await shop.db.inShop(shop.shopId, async (tx) => {
    for (const visitor of ['first', 'bad', 'last']) tx.event('visitor.seen', { visitor })
  })
  const options = { log, newLease: () => ' test', sweepMs: 20 }
  const reading = startConsumer(shop.db, consumer, options)
  await expect.poll(() => handled).toEqual(['first', 'last'])
  await reading.close()

  const again = startSetAside(shop.db, [consumer], { log, clock: shop.clock, sweepMs: 20 })
  await again.idle()
  expect(handled, 'not before its time').toEqual(['first', 'last'])
  shop.clock.move(6_000)
  await expect.poll(() => left()).toMatchObject([{ attempts: 2, fault: 'TypeError' }])

  works = true
  shop.clock.move(3_600_000)
  await expect.poll(() => handled).toEqual(['first', 'last', 'bad'])
  await expect.poll(() => left()).toEqual([])
  await again.close()
})

test('what fails again and again is left for the doctor and tried no more', async () => {
  let tries = 0
  const consumer: Consumer = {
    name: 'hopeless',
    types: ['visitor.seen'],
    handle: async () => {
      tries++
      throw new Error('never')
    },
  }
  await shop.db.inShop(shop.shopId, async (tx) => {
    await tx.sql
      .insertInto('set_aside_event')
      .values({
        shop_id: shop.shopId,
        consumer: 'hopeless',
        event_id: tx.id('evt'),
        attempts: 11,
        not_before: tx.now,
        fault: 'Error',
        set_aside_at: tx.now,
      })
      .execute()
    tx.event('visitor.seen', { visitor: 'other' })
  })
  const { event_id } = await shop.db.inShop(shop.shopId, (tx) =>
    tx.sql.selectFrom('event').select('event_id').orderBy('position', 'desc').limit(1).executeTakeFirstOrThrow(),
  )
  await shop.db.inShop(shop.shopId, (tx) =>
    tx.sql.updateTable('set_aside_event').set({ event_id }).where('consumer', '=', 'hopeless').execute(),
  )
  const again = startSetAside(shop.db, [consumer], { log, clock: shop.clock, sweepMs: 20 })
  await expect.poll(() => left()).toMatchObject([{ attempts: 12, not_before: null }])
  shop.clock.move(30 * 86_400_000)
  await again.idle()
  await again.close()
  expect(tries).toBe(1)
})

const left = () =>
  shop.db.inShop(shop.shopId, (tx) =>
    tx.sql.selectFrom('set_aside_event').select(['attempts', 'not_before', 'fault']).execute(),
  )
