import { sql } from 'kysely'
import { type Database, openDatabase } from '../src/db/database.ts'
import { stoppedClock } from '../src/kernel/clock.ts'
import { openTestDatabase } from './database.ts'

const morning = '2026-11-02T09:00:00.000Z'

export interface Ware {
  id: string
  /** Minor units by currency. */
  prices: Record<string, number>
  /** On hand by location. */
  stock: Record<string, number>
  name?: string
  freight?: boolean
  vatClass?: string
  status?: 'published' | 'withdrawn'
}

/** A small shop on a database of its own: a stool, a lamp, a sofa that comes by lorry, and two shoppers, Anna and Bela. */
export async function openSmallShop(settings: unknown = {}, wares: readonly Ware[] = furniture) {
  const database = await openTestDatabase()
  const clock = stoppedClock(morning)
  const db = openDatabase(database.serverUrl, { clock, connections: 12 })
  const shopId = 'shp_small'
  await db.inShop(shopId, async (tx) => {
    await tx.sql
      .insertInto('shop')
      .values({ shop_id: shopId, handle: 'small', name: 'Small', settings: JSON.stringify(settings) })
      .execute()
    for (const visitor of ['vis_anna', 'vis_bela'])
      await tx.sql
        .insertInto('visitor')
        .values({ shop_id: shopId, visitor_id: visitor, token_hash: `hash of ${visitor}` })
        .execute()
    await tx.sql.insertInto('person').values({ shop_id: shopId, person_id: 'per_anna', name: 'Anna' }).execute()
    for (const locationId of ['loc_shop', 'loc_store'])
      await tx.sql
        .insertInto('location')
        .values({ shop_id: shopId, location_id: locationId, name: locationId })
        .execute()
  })
  await stockUp(db, shopId, wares)
  return {
    db,
    clock,
    shopId,
    adminUrl: database.adminUrl,
    serverUrl: database.serverUrl,
    /** Everything the shop holds of a variant, over all locations. */
    stockOf: (variantId: string) => db.inShop(shopId, (tx) => countStock(tx.sql, variantId)),
    close: async () => {
      await db.close()
      await database.close()
    },
  }
}

export type SmallShop = Awaited<ReturnType<typeof openSmallShop>>

const furniture: readonly Ware[] = [
  { id: 'var_stool', name: 'Stool', prices: { SEK: 49_900, EUR: 4590 }, stock: { loc_store: 5 } },
  {
    id: 'var_lamp',
    name: 'Lamp',
    prices: { SEK: 129_000, EUR: 11_900, ISK: 17_990 },
    stock: { loc_store: 4, loc_shop: 3 },
  },
  { id: 'var_sofa', name: 'Sofa', prices: { SEK: 1_290_000 }, stock: { loc_store: 2 }, freight: true },
]

export async function stockUp(db: Database, shopId: string, wares: readonly Ware[]): Promise<void> {
  await db.inShop(shopId, async (tx) => {
    for (const ware of wares) {
      const productId = ware.id.replace('var_', 'prd_')
      const name = ware.name ?? ware.id
      await tx.sql
        .insertInto('product')
        .values({
          shop_id: shopId,
          product_id: productId,
          handle: productId,
          texts: JSON.stringify({ en: { name, description: '', facts: [] } }),
          freight: ware.freight ?? false,
          vat_class: ware.vatClass ?? 'standard',
          status: ware.status ?? 'published',
          revision: 1,
          created_at: tx.now,
          updated_at: tx.now,
        })
        .execute()
      await tx.sql
        .insertInto('variant')
        .values({ shop_id: shopId, variant_id: ware.id, product_id: productId, sku: ware.id.toUpperCase() })
        .execute()
      for (const [currency, amount] of Object.entries(ware.prices))
        await tx.sql.insertInto('price').values({ shop_id: shopId, variant_id: ware.id, currency, amount }).execute()
      for (const [locationId, onHand] of Object.entries(ware.stock))
        await tx.sql
          .insertInto('stock')
          .values({ shop_id: shopId, variant_id: ware.id, location_id: locationId, on_hand: onHand })
          .execute()
    }
  })
}

async function countStock(builder: Parameters<Parameters<Database['inShop']>[1]>[0]['sql'], variantId: string) {
  const { rows } = await sql<{ onHand: number; reserved: number }>`
    select coalesce(sum(on_hand), 0)::int as "onHand", coalesce(sum(reserved), 0)::int as reserved
    from stock where variant_id = ${variantId}`.execute(builder)
  return rows[0] ?? { onHand: 0, reserved: 0 }
}
