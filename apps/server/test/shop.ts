import { type Database, openDatabase } from '../src/db/database.ts'
import { createShop } from '../src/identity/index.ts'
import { stoppedClock } from '../src/kernel/clock.ts'
import { orThrow } from '../src/kernel/refusals.ts'
import { openVisitor } from '../src/people/index.ts'
import { openTestDatabase } from './database.ts'

/** A shop of the test's own on a database of its own, with a clock that stands still. */
export async function openTestShop(settings: unknown = {}, handle = 'lanterns') {
  const database = await openTestDatabase()
  const clock = stoppedClock('2026-11-20T12:00:00Z')
  const db = openDatabase(database.serverUrl, { clock, connections: 12 })
  const { shopId, widgetKey } = orThrow(await createShop(db, { handle, name: 'Lanterns', settings }))
  return {
    ...database,
    db,
    clock,
    shopId,
    widgetKey,
    visitor: (language = 'en', currency = 'EUR') => newVisitor(db, shopId, { language, currency }),
    async close() {
      await db.close()
      await database.close()
    },
  }
}

export type TestShop = Awaited<ReturnType<typeof openTestShop>>

const newVisitor = (db: Database, shopId: string, wish: { language: string; currency: string }) =>
  db.inShop(shopId, async (tx) => (await openVisitor(tx, wish)).visitor.id)

/** A person who works in the shop. */
export async function newAccount(
  shop: { db: Database; shopId: string },
  name: string,
): Promise<{ accountId: string; name: string }> {
  const { createAccount, join } = await import('../src/identity/index.ts')
  const account = orThrow(
    await createAccount(shop.db, {
      email: `${name.toLowerCase()}@lanterns.example`,
      name,
      password: 'a long enough password',
    }),
  )
  await shop.db.inShop(shop.shopId, (tx) => join(tx, account.id, 'agent'))
  return { accountId: account.id, name }
}
