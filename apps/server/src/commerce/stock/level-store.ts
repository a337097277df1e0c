import { sql } from 'kysely'
import type { ShopTransaction } from '../../db/database.ts'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'
import { later } from '../catalogue/index.ts'

export interface Level {
  locationId: string
  onHand: number
  /** Set aside for orders that are not paid yet. */
  reserved: number
}

export interface StockOf {
  variantId: string
  soldAs: string
  expectedOn: string | null
  levels: Level[]
  /** How many more may be promised before they are there, and how many are owed. */
  later: { left: number; owed: number }
}

/** What the shop has of a variant, place by place. Null where there is no such variant. */
export async function readLevels(tx: ShopTransaction, variantId: string): Promise<StockOf | null> {
  const { rows } = await sql<{ soldAs: string; expectedOn: string | null; levels: Level[]; owed: number }>`
    select v.sold_as as "soldAs", v.expected_on as "expectedOn",
      (select coalesce(jsonb_agg(jsonb_build_object('locationId', s.location_id, 'onHand', s.on_hand, 'reserved', s.reserved)
        order by s.location_id), '[]') from stock s where s.shop_id = v.shop_id and s.variant_id = v.variant_id) as levels,
      (select coalesce(sum(r.quantity), 0)::int from reservation r where r.shop_id = v.shop_id and r.variant_id = v.variant_id
        and r.location_id = ${later} and r.state <> 'released') as owed
    from variant v where v.shop_id = ${tx.shopId} and v.variant_id = ${variantId}`.execute(tx.sql)
  const [row] = rows
  if (!row) return null
  const promised = row.levels.find((level) => level.locationId === later)
  return {
    variantId,
    soldAs: row.soldAs,
    expectedOn: row.expectedOn,
    levels: row.levels.filter((level) => level.locationId !== later),
    later: { left: promised ? promised.onHand - promised.reserved : 0, owed: row.owed },
  }
}

/** Says how many there are in a place, by who counted and saw the last number. Refused: `stock.changed`, `stock.reserved`, `stock.place_missing`. */
export async function writeLevel(
  tx: ShopTransaction,
  level: { variantId: string; locationId: string; onHand: number; seen: number },
): Promise<Outcome<null>> {
  const { variantId, locationId, onHand, seen } = level
  const place =
    await sql`select 1 from location l join variant v on v.shop_id = l.shop_id and v.variant_id = ${variantId}
    where l.shop_id = ${tx.shopId} and l.location_id = ${locationId} and l.location_id <> ${later}`.execute(tx.sql)
  if (place.rows.length === 0)
    return refuse('stock.place_missing', 'There is no such place or variant.', { path: 'locationId' })
  await sql`insert into stock (shop_id, variant_id, location_id, on_hand) values (${tx.shopId}, ${variantId}, ${locationId}, 0)
    on conflict do nothing`.execute(tx.sql)
  const { rows } = await sql<{ onHand: number; reserved: number }>`
    select on_hand as "onHand", reserved from stock
    where shop_id = ${tx.shopId} and variant_id = ${variantId} and location_id = ${locationId} for no key update`.execute(
    tx.sql,
  )
  const known = rows[0] ?? { onHand: 0, reserved: 0 }
  if (known.onHand !== seen)
    return refuse('stock.changed', `There are ${known.onHand} now.`, { path: 'seen', values: { onHand: known.onHand } })
  if (onHand < known.reserved)
    return refuse('stock.reserved', `${known.reserved} are set aside for orders.`, {
      path: 'onHand',
      values: { reserved: known.reserved },
    })
  await tx.sql
    .updateTable('stock')
    .set({ on_hand: onHand })
    .where('shop_id', '=', tx.shopId)
    .where('variant_id', '=', variantId)
    .where('location_id', '=', locationId)
    .execute()
  tx.event('stock.changed', { variant: variantId }, { location: locationId, from: seen, to: onHand })
  return granted(null)
}
