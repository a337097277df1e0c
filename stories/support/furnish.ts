import { openDatabase } from '../../apps/server/src/db/database.ts'
import { createAccount, createApiKey, createShop, join } from '../../apps/server/src/identity/index.ts'
import { systemClock } from '../../apps/server/src/kernel/clock.ts'
import { scopes } from '../../apps/server/src/kernel/principal.ts'
import { orThrow } from '../../apps/server/src/kernel/refusals.ts'
import { apiOf } from '../../apps/server/test/talk.ts'

export const anna = { email: 'anna@lanterns.example', name: 'Anna', password: 'a lantern in the dark' }

export interface Furnished {
  shopId: string
  widgetKey: string
  apiKey: string
}

/** A shop with a key for programs and Anna at the desk, on a migrated database. Its shelves are filled by `stockShelves`, through the door. */
export async function furnishShop(serverUrl: string): Promise<Furnished> {
  const db = openDatabase(serverUrl, { clock: systemClock, connections: 2 })
  try {
    const { shopId, widgetKey } = orThrow(await createShop(db, { handle: 'lanterns', name: 'Lanterns' }))
    const account = orThrow(await createAccount(db, anna))
    const key = await db.inShop(shopId, async (tx) => {
      await join(tx, account.id, 'agent')
      return createApiKey(tx, { name: 'story', scopes })
    })
    return { shopId, widgetKey, apiKey: key.secret }
  } finally {
    await db.close()
  }
}

export interface Shelf {
  feedId: string
  title: string
  /** In euro. */
  price: string
  units: number
}

/** Imports a feed and answers with the variants by feed id. */
export async function stockShelves(
  url: string,
  apiKey: string,
  shelves: readonly Shelf[],
): Promise<Map<string, string>> {
  const rows = shelves.map(
    ({ feedId, title, price, units }) => `${feedId},${title},${price} EUR,in_stock,${units},Lights > Lanterns`,
  )
  const feed = ['id,title,price,availability,quantity,product_type', ...rows].join('\n')
  const imported = await fetch(`${url}/api/v1/feeds/import?language=en&currency=EUR`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'text/csv' },
    body: feed,
  })
  if (!imported.ok) throw new Error(`the shelves stay empty: ${imported.status} ${await imported.text()}`)
  const api = apiOf(url, apiKey)
  const { body } = await api.call<{ products: { productId: string }[] }>('GET', '/products?limit=100')
  const variants = new Map<string, string>()
  for (const { productId } of body.products) {
    const product = await api.call<{ variants: { id: string; feedId?: string }[] }>('GET', `/products/${productId}`)
    for (const variant of product.body.variants) variants.set(variant.feedId ?? '', variant.id)
  }
  return variants
}
