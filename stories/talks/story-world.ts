import { openDatabase } from '../../apps/server/src/db/database.ts'
import { allShops, createApiKey } from '../../apps/server/src/identity/index.ts'
import { systemClock } from '../../apps/server/src/kernel/clock.ts'
import { scopes } from '../../apps/server/src/kernel/principal.ts'
import type { TestDatabase } from '../../apps/server/test/database.ts'
import { startTestParley } from '../../apps/server/test/parley.ts'
import { apiOf } from '../../apps/server/test/talk.ts'
import { diceOf } from '../support/journey/dice.ts'
import { type Tongue, tongues } from '../support/journey/shopper.ts'
import { demoShopIn, openFeedShop, type StoryShop } from './story-shop.ts'

export interface StoryWorld {
  shops: ReadonlyMap<Tongue, { demo: StoryShop; feed: StoryShop }>
  close(): Promise<void>
}

const unitsOfEach = 900

/** One server with the demo shop and, for every language, a shop of another trade. */
export async function openStoryWorld(database: TestDatabase, seed: number): Promise<StoryWorld> {
  const parley = await startTestParley({ database, env: { PARLEY_DEMO: 'true' } })
  const secret = await stockUpDemo(database.serverUrl)
  const api = apiOf(parley.url, secret)
  const at = { url: parley.url, serverUrl: database.serverUrl }
  const shops = new Map<Tongue, { demo: StoryShop; feed: StoryShop }>()
  for (const [place, tongue] of tongues.entries())
    shops.set(tongue, {
      demo: await demoShopIn(api, tongue),
      feed: await openFeedShop(at, tongue, diceOf(seed + place)),
    })
  return { shops, close: () => parley.stop() }
}

/** Hundreds of stories buy from the same shelves: what is there at all is there in plenty. */
async function stockUpDemo(serverUrl: string): Promise<string> {
  const db = openDatabase(serverUrl, { clock: systemClock, connections: 2 })
  try {
    const [shop] = await allShops(db)
    if (!shop) throw new Error('there is no demo shop')
    return await db.inShop(shop.shopId, async (tx) => {
      await tx.sql.updateTable('stock').set({ on_hand: unitsOfEach }).where('on_hand', '>', 0).execute()
      return (await createApiKey(tx, { name: 'story', scopes })).secret
    })
  } finally {
    await db.close()
  }
}
