import { sql } from 'kysely'
import type { ShopTransaction } from '../../db/database.ts'
import { later } from '../catalogue/index.ts'

export interface StockAlert {
  id: string
  variantId: string
  visitorId: string | null
  email: string
  language: string
}

/** Asks once for each thing and address; asked again, also at the same instant, it stays one. */
export async function writeAlert(tx: ShopTransaction, alert: Omit<StockAlert, 'id'>): Promise<void> {
  const id = tx.id('alr')
  const made = await sql`
    insert into stock_alert (shop_id, alert_id, variant_id, visitor_id, email, language, asked_at)
    values (${tx.shopId}, ${id}, ${alert.variantId}, ${alert.visitorId}, ${alert.email}, ${alert.language}, ${tx.now})
    on conflict (shop_id, variant_id, email) where mailed_at is null and ended_at is null do nothing`.execute(tx.sql)
  if (made.numAffectedRows)
    tx.event('stock_alert.asked', { alert: id, visitor: alert.visitorId, variant: alert.variantId })
}

/** How many wait for this address, or from this browser. */
export async function countAlerts(
  tx: ShopTransaction,
  whose: { email: string; visitorId: string | null },
): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from stock_alert
    where shop_id = ${tx.shopId} and mailed_at is null and ended_at is null
      and (email = ${whose.email} or visitor_id = ${whose.visitorId})`.execute(tx.sql)
  return rows[0]?.count ?? 0
}

export async function endAlerts(
  tx: ShopTransaction,
  whose: { email: string | null; visitorId: string | null },
): Promise<void> {
  await sql`update stock_alert set ended_at = ${tx.now}
    where shop_id = ${tx.shopId} and mailed_at is null and ended_at is null
      and (email = ${whose.email} or visitor_id = ${whose.visitorId})`.execute(tx.sql)
}

/**
 * Takes the alerts whose thing can be bought again; each is handed out once, to whoever takes it first. What is no longer sold is
 * waited for in vain and not told of.
 */
export async function takeBackInStock(tx: ShopTransaction, most: number): Promise<StockAlert[]> {
  const { rows } = await sql<StockAlert>`
    with back as (
      select a.alert_id from stock_alert a
      join variant v on v.shop_id = a.shop_id and v.variant_id = a.variant_id and v.status = 'published'
      join product p on p.shop_id = v.shop_id and p.product_id = v.product_id and p.status = 'published'
      where a.shop_id = ${tx.shopId} and a.mailed_at is null and a.ended_at is null
        and (select sum(s.on_hand - s.reserved) from stock s where s.shop_id = a.shop_id and s.variant_id = a.variant_id and s.location_id <> ${later}) > 0
      order by a.asked_at limit ${most} for update of a skip locked)
    update stock_alert a set mailed_at = ${tx.now} from back
    where a.shop_id = ${tx.shopId} and a.alert_id = back.alert_id
    returning a.alert_id as id, a.variant_id as "variantId", a.visitor_id as "visitorId", a.email, a.language`.execute(
    tx.sql,
  )
  for (const alert of rows) tx.event('stock_alert.mailed', { alert: alert.id, variant: alert.variantId })
  return rows
}

export async function readAlert(tx: ShopTransaction, alertId: string): Promise<StockAlert | null> {
  const { rows } = await sql<StockAlert>`
    select alert_id as id, variant_id as "variantId", visitor_id as "visitorId", email, language from stock_alert
    where shop_id = ${tx.shopId} and alert_id = ${alertId}`.execute(tx.sql)
  return rows[0] ?? null
}
