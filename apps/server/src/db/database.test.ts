import type pg from 'pg'
import { expect, test } from 'vitest'
import { openTestDatabase } from '../../test/database.ts'
import { createShop } from '../identity/index.ts'
import { systemClock } from '../kernel/clock.ts'
import { orThrow } from '../kernel/refusals.ts'
import { type Database, openDatabase, type ShopTransaction } from './database.ts'

test('what still runs when its transaction has ended says nothing in the next one’s', async () => {
  const database = await openTestDatabase()
  const db = openDatabase(database.serverUrl, { clock: systemClock, connections: 1 })
  try {
    const { shopId } = orThrow(await createShop(db, { handle: 'torget', name: 'Torget' }))
    const other = Promise.withResolvers<void>()
    const late: Promise<unknown>[] = []
    const refused = db.inShop(shopId, async (tx) => {
      late.push(other.promise.then(() => makeTeam(tx, 'too late')))
      throw new Error('refused')
    })
    await expect(refused).rejects.toThrow('refused')
    await db.inShop(shopId, async (tx) => {
      other.resolve()
      await expect(Promise.all(late)).rejects.toThrow('ended')
      await makeTeam(tx, 'the next')
    })
    expect(await teamsOf(db, shopId)).toEqual(['the next'])
  } finally {
    await db.close()
    await database.close()
  }
})

test('what breaks even before it is sent leaves nothing behind, and nobody goes on in it', async () => {
  const database = await openTestDatabase()
  const db = openDatabase(database.serverUrl, { clock: systemClock, connections: 1 })
  try {
    const { shopId } = orThrow(await createShop(db, { handle: 'torget', name: 'Torget' }))
    let line: pg.PoolClient | undefined
    db.pool.once('acquire', (client) => {
      line = client
    })
    const broken = db.inShop(shopId, async (tx) => {
      await makeTeam(tx, 'half done')
      // A driver that gives up at once, as it does with what it can't put into words.
      Object.assign(line ?? {}, {
        query: () => {
          throw new TypeError('not to be sent')
        },
      })
      await makeTeam(tx, 'never sent')
    })
    await expect(broken).rejects.toThrow('not to be sent')
    await db.inShop(shopId, (tx) => makeTeam(tx, 'the next'))
    expect(await teamsOf(db, shopId)).toEqual(['the next'])
  } finally {
    await db.close()
    await database.close()
  }
})

const makeTeam = (tx: ShopTransaction, name: string) =>
  tx.sql
    .insertInto('team')
    .values({ shop_id: tx.shopId, team_id: tx.id('tem'), name, created_at: tx.now })
    .execute()

async function teamsOf(db: Database, shopId: string): Promise<string[]> {
  const teams = await db.inShop(shopId, (tx) =>
    tx.sql.selectFrom('team').select('name').where('shop_id', '=', shopId).execute(),
  )
  return teams.map(({ name }) => name)
}
