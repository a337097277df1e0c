import { openDatabase } from '../../apps/server/src/db/database.ts'
import { createAccount, createApiKey, createShop, join } from '../../apps/server/src/identity/index.ts'
import { systemClock } from '../../apps/server/src/kernel/clock.ts'
import { scopes } from '../../apps/server/src/kernel/principal.ts'
import { orThrow } from '../../apps/server/src/kernel/refusals.ts'

/** A shop of two hundred products with a widget key, and an API key that speaks for an agent. */
export async function openBenchShop(
  serverUrl: string,
  url: () => Promise<string>,
): Promise<{ shopId: string; widgetKey: string; apiKey: string; url: string }> {
  const db = openDatabase(serverUrl, { clock: systemClock, connections: 2 })
  const { shopId, widgetKey } = orThrow(await createShop(db, { handle: 'bench', name: 'Bench' }))
  const account = orThrow(
    await createAccount(db, { email: 'agent@bench.example', name: 'Agent', password: 'a password long enough' }),
  )
  const key = await db.inShop(shopId, async (tx) => {
    await join(tx, account.id, 'agent')
    return createApiKey(tx, { name: 'bench', scopes, createdBy: account.id })
  })
  await db.close()
  const at = await url()
  const kinds = ['lamp', 'chair', 'kettle', 'jacket', 'rug']
  const colours = ['blue', 'red', 'green', 'black']
  const rows = Array.from(
    { length: 200 },
    (_, n) =>
      `b${n},${colours[n % 4]} ${kinds[n % 5]} ${n},A ${kinds[n % 5]} for every day,${10 + n}.00 EUR,in_stock,100000,${colours[n % 4]},Goods > ${kinds[n % 5]}`,
  )
  const feed = ['id,title,description,price,availability,quantity,color,product_type', ...rows].join('\n')
  const imported = await fetch(`${at}/api/v1/feeds/import?language=en&currency=EUR`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key.secret}`, 'content-type': 'text/csv' },
    body: feed,
  })
  if (!imported.ok) throw new Error(`the bench shop stays empty: ${await imported.text()}`)
  return { shopId, widgetKey, apiKey: key.secret, url: at }
}
