import { openDatabase } from '../../../apps/server/src/db/database.ts'
import { createApiKey, createShop } from '../../../apps/server/src/identity/index.ts'
import { systemClock } from '../../../apps/server/src/kernel/clock.ts'
import { scopes } from '../../../apps/server/src/kernel/principal.ts'
import { orThrow } from '../../../apps/server/src/kernel/refusals.ts'
import { type Api, apiOf } from '../../../apps/server/test/talk.ts'
import { currencies, type GeneratedFeed, generateFeed } from '../generate-feed.ts'
import type { Dice } from './dice.ts'
import type { Tongue } from './shopper.ts'

export interface GeneratedShop {
  api: Api
  feed: GeneratedFeed
  currency: string
  /** What bringing a parcel costs, in minor units. */
  parcel: number
}

/** A shop of its own for one journey, filled through the door that every feed takes. */
export async function openGeneratedShop(
  at: { url: string; serverUrl: string },
  tongue: Tongue,
  dice: Dice,
  units?: number,
): Promise<GeneratedShop> {
  const feed = generateFeed(tongue, dice, units)
  const { code, step } = currencies[tongue]
  const parcel = (39 + dice.roll(60)) * step
  const db = openDatabase(at.serverUrl, { clock: systemClock, connections: 2 })
  try {
    const handle = `${feed.trade.replaceAll(' ', '-')}-${tongue}-${dice.roll(1_000_000)}`
    const settings = { deliveryMethods: deliveryMethods(code, parcel) }
    const { shopId } = orThrow(await createShop(db, { handle, name: `${feed.trade} ${tongue}`, settings }))
    const key = await db.inShop(shopId, (tx) => createApiKey(tx, { name: 'journey', scopes }))
    await importInto(at.url, key.secret, feed, tongue)
    return { api: apiOf(at.url, key.secret), feed, currency: code, parcel }
  } finally {
    await db.close()
  }
}

const deliveryMethods = (code: string, parcel: number) => [
  {
    id: 'parcel',
    names: { en: 'Parcel', sv: 'Paket', fi: 'Paketti', is: 'Pakki', hu: 'Csomag' },
    prices: { [code]: parcel },
  },
  {
    id: 'counter',
    names: {
      en: 'Collect it here',
      sv: 'Hämta själv',
      fi: 'Nouto myymälästä',
      is: 'Sækja í verslun',
      hu: 'Személyes átvétel',
    },
    prices: { [code]: 0 },
    needsAddress: false,
  },
]

async function importInto(url: string, secret: string, feed: GeneratedFeed, tongue: Tongue): Promise<void> {
  const { code } = currencies[tongue]
  const imported = await fetch(`${url}/api/v1/feeds/import?language=${tongue}&currency=${code}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'text/csv' },
    body: feed.csv,
  })
  if (!imported.ok) throw new Error(`the shelves stay empty: ${imported.status} ${await imported.text()}`)
}
