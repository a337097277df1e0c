import { openDatabase } from '../../apps/server/src/db/database.ts'
import { allShops, createApiKey } from '../../apps/server/src/identity/index.ts'
import { systemClock } from '../../apps/server/src/kernel/clock.ts'
import { scopes } from '../../apps/server/src/kernel/principal.ts'
import { openTestDatabase } from '../../apps/server/test/database.ts'
import { startTestParley } from '../../apps/server/test/parley.ts'
import { apiOf } from '../../apps/server/test/talk.ts'

/** The demo shop on a server of its own, as `npm start` opens it, and a key to look at it from the owner's side. */
export async function openDemoShop() {
  const database = await openTestDatabase()
  const parley = await startTestParley({ database, env: { PARLEY_DEMO: 'true' } })
  const db = openDatabase(database.serverUrl, { clock: systemClock, connections: 2 })
  try {
    const [shop] = await allShops(db)
    if (!shop) throw new Error('there is no demo shop')
    const key = await db.inShop(shop.shopId, (tx) => createApiKey(tx, { name: 'story', scopes }))
    const close = async () => {
      await parley.stop()
      await database.close()
    }
    return { url: parley.url, api: apiOf(parley.url, key.secret), close }
  } finally {
    await db.close()
  }
}

export type DemoShop = Awaited<ReturnType<typeof openDemoShop>>
