import { sql } from 'kysely'
import type { z } from 'zod'
import type { Database, ShopTransaction } from '../db/database.ts'
import { newId, newSecret } from '../kernel/ids.ts'
import { granted, type Outcome, refuse } from '../kernel/refusals.ts'
import { type ShopSettings, shopSettings } from '../kernel/shop-settings.ts'

export interface Shop {
  id: string
  handle: string
  name: string
  settings: ShopSettings
}

/** The shop of the transaction, its settings parsed with every default filled in. */
export async function readShop(tx: ShopTransaction): Promise<Shop> {
  const row = await tx.sql
    .selectFrom('shop')
    .select(['shop_id', 'handle', 'name', 'settings'])
    .where('shop_id', '=', tx.shopId)
    .executeTakeFirstOrThrow()
  return { id: row.shop_id, handle: row.handle, name: row.name, settings: settingsOf(row.settings) }
}

/** Changes some of the shop's settings, while nobody else can. Refused as a whole where they don't fit (`shop.settings`, with the path). */
export async function changeSettings(
  tx: ShopTransaction,
  change: (settings: ShopSettings) => Outcome<Partial<z.input<typeof shopSettings>>>,
): Promise<Outcome<ShopSettings>> {
  const { rows } = await sql<{ settings: object }>`
    select settings from shop where shop_id = ${tx.shopId} for no key update`.execute(tx.sql)
  const known = rows[0]?.settings ?? {}
  const changed = change(settingsOf(known))
  if (!changed.ok) return changed
  const given = { ...known, ...changed.value }
  const settings = shopSettings.safeParse(given)
  if (!settings.success) return badSettings(settings.error)
  await tx.sql
    .updateTable('shop')
    .set({ settings: JSON.stringify(given) })
    .where('shop_id', '=', tx.shopId)
    .execute()
  return granted(settings.data)
}

function badSettings({ issues: [first] }: z.ZodError): Outcome<never> {
  return refuse('shop.settings', first?.message ?? 'The settings do not fit.', {
    path: `settings.${first?.path.join('.')}`,
  })
}

/** Settings as they were last parsed, by their text: they change a few times a year and are read at every turn. Frozen. */
const parsed = new Map<string, ShopSettings>()
const mostParsed = 200

function settingsOf(stored: unknown): ShopSettings {
  const text = JSON.stringify(stored)
  const known = parsed.get(text)
  if (known) return known
  const settings = deepFreeze(shopSettings.parse(stored))
  if (parsed.size >= mostParsed) parsed.clear()
  parsed.set(text, settings)
  return settings
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    Object.values(value).forEach(deepFreeze)
  }
  return value
}

export interface NewShop {
  handle: string
  name: string
  settings?: unknown
}

/** Opens a shop with its website chat, its API inbox, one stock location and a public widget key. */
export async function createShop(
  db: Database,
  given: NewShop,
): Promise<Outcome<{ shopId: string; widgetKey: string }>> {
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(given.handle))
    return refuse('shop.handle', 'A handle has small letters, digits and hyphens.', { path: 'handle' })
  const settings = shopSettings.safeParse(given.settings ?? {})
  if (!settings.success) return badSettings(settings.error)
  const shopId = newId('shp')
  const widgetKey = newSecret('pk').slice(0, 30)
  const taken = await db.outside((outside) =>
    sql<{ id: string | null }>`select shop_of_handle(${given.handle}) as id`.execute(outside),
  )
  if (taken.rows[0]?.id)
    return refuse('shop.handle_taken', 'There is a shop with this handle already.', { path: 'handle' })
  await db.inShop(shopId, async (tx) => {
    await tx.sql
      .insertInto('shop')
      .values({
        shop_id: shopId,
        handle: given.handle,
        name: given.name,
        settings: JSON.stringify(given.settings ?? {}),
      })
      .execute()
    await tx.sql
      .insertInto('widget_key')
      .values({ shop_id: shopId, widget_key: widgetKey, allowed_origins: [] })
      .execute()
    await tx.sql.insertInto('location').values({ shop_id: shopId, location_id: 'main', name: 'Main' }).execute()
    await tx.sql
      .insertInto('inbox')
      .values([
        { shop_id: shopId, inbox_id: 'webchat', channel: 'webchat', name: 'Chat' },
        { shop_id: shopId, inbox_id: 'api', channel: 'api', name: 'API' },
      ])
      .execute()
    tx.event('shop.created', { shop: shopId })
  })
  return granted({ shopId, widgetKey })
}

export async function allShops(db: Database): Promise<{ shopId: string; handle: string }[]> {
  const { rows } = await db.outside((outside) =>
    sql<{ shop_id: string; handle: string }>`select shop_id, handle from all_shops()`.execute(outside),
  )
  return rows.map((row) => ({ shopId: row.shop_id, handle: row.handle }))
}

export async function shopOfHandle(db: Database, handle: string): Promise<string | null> {
  const { rows } = await db.outside((outside) =>
    sql<{ id: string | null }>`select shop_of_handle(${handle}) as id`.execute(outside),
  )
  return rows[0]?.id ?? null
}

export async function firstShop(db: Database): Promise<string | null> {
  const { rows } = await db.outside((outside) => sql<{ id: string | null }>`select first_shop() as id`.execute(outside))
  return rows[0]?.id ?? null
}

export async function shopOfWidgetKey(
  db: Database,
  key: string,
): Promise<{ shopId: string; allowedOrigins: string[] } | null> {
  const { rows } = await db.outside((outside) =>
    sql<{ shop_id: string; allowed_origins: string[] }>`select * from shop_of_widget_key(${key})`.execute(outside),
  )
  return rows[0] ? { shopId: rows[0].shop_id, allowedOrigins: rows[0].allowed_origins } : null
}

export async function widgetKeyOf(tx: ShopTransaction): Promise<string | null> {
  const row = await tx.sql
    .selectFrom('widget_key')
    .select('widget_key')
    .where('shop_id', '=', tx.shopId)
    .limit(1)
    .executeTakeFirst()
  return row?.widget_key ?? null
}

/** The origins on which this key's chat may stand; an empty list means the shop's own pages only. */
export async function allowOrigins(tx: ShopTransaction, origins: string[]): Promise<void> {
  await tx.sql.updateTable('widget_key').set({ allowed_origins: origins }).where('shop_id', '=', tx.shopId).execute()
}
