import { type RawBuilder, sql } from 'kysely'
import type { ShopTransaction } from '../../db/database.ts'
import { later } from './later.ts'
import type { Product } from './product.ts'

/** What a variant has on the shelf at a location. */
export interface StockLevel {
  variantId: string
  onHand: number
}

/**
 * Only one writer at a time makes revisions of a shop's catalogue; taken before the products are read, so that what is
 * written rests on what stands. Nobody else waits for it.
 */
export async function lockCatalogue(tx: ShopTransaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`catalogue ${tx.shopId}`}, 0))`.execute(tx.sql)
}

/**
 * Writes products with their variants and prices, all under one new revision of the shop's catalogue, and wakes the indexes.
 * `stock` sets what is on hand at the shop's first location, never below what is reserved. Variants are never deleted, since
 * orders name them: withdraw them. Returns the revision.
 */
export async function saveProducts(
  tx: ShopTransaction,
  products: readonly Product[],
  stock: readonly StockLevel[] = [],
): Promise<number> {
  const revision = await raiseRevision(tx)
  if (products.length > 0) {
    await writeProducts(tx, products, revision)
    await writeVariants(tx, products)
    await writePrices(tx, products)
  }
  if (stock.length > 0) await writeStock(tx, stock)
  tx.event('catalogue.changed', {}, { revision, products: products.length })
  tx.wake('catalogue', tx.shopId)
  return revision
}

async function raiseRevision(tx: ShopTransaction): Promise<number> {
  const { catalogue_revision } = await tx.sql
    .updateTable('shop')
    .set((eb) => ({ catalogue_revision: eb('catalogue_revision', '+', 1) }))
    .where('shop_id', '=', tx.shopId)
    .returning('catalogue_revision')
    .executeTakeFirstOrThrow()
  return catalogue_revision
}

const rowsOf = (rows: readonly unknown[]): RawBuilder<unknown> =>
  sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)`

async function writeProducts(tx: ShopTransaction, products: readonly Product[], revision: number): Promise<void> {
  const rows = products.map(({ variants: _, revision: __, ...head }) => head)
  await sql`
    insert into product (shop_id, product_id, handle, feed_id, texts, brand, categories, options, attributes, dimensions,
      images, drawing, vat_class, freight, popularity, status, revision, created_at, updated_at)
    select ${tx.shopId}, p.id, p.handle, p."feedId", p.texts, p.brand,
      array(select jsonb_array_elements_text(p.categories)), p.options, p.attributes, nullif(p.dimensions, 'null'),
      p.images, nullif(p.drawing, 'null'), p."vatClass", p.freight, p.popularity, p.status, ${revision}, ${tx.now}, ${tx.now}
    from ${rowsOf(rows)} as p(id text, handle text, "feedId" text, texts jsonb, brand text, categories jsonb, options jsonb,
      attributes jsonb, dimensions jsonb, images jsonb, drawing jsonb, "vatClass" text, freight boolean, popularity int, status text)
    on conflict (shop_id, product_id) do update set handle = excluded.handle, feed_id = excluded.feed_id,
      texts = excluded.texts, brand = excluded.brand, categories = excluded.categories, options = excluded.options,
      attributes = excluded.attributes, dimensions = excluded.dimensions, images = excluded.images,
      drawing = excluded.drawing, vat_class = excluded.vat_class, freight = excluded.freight,
      popularity = excluded.popularity, status = excluded.status, revision = excluded.revision,
      updated_at = excluded.updated_at`.execute(tx.sql)
}

async function writeVariants(tx: ShopTransaction, products: readonly Product[]): Promise<void> {
  const rows = products.flatMap((product) =>
    product.variants.map(({ prices: _, available: __, ...head }) => ({ ...head, productId: product.id })),
  )
  await sql`
    insert into variant (shop_id, variant_id, product_id, sku, feed_id, gtin, options, swatch, images, position, status,
      sold_as, source)
    select ${tx.shopId}, v.id, v."productId", v.sku, v."feedId", v.gtin, v.options, v.swatch, v.images, v.position,
      v.status, v."soldAs", v.source
    from ${rowsOf(rows)} as v(id text, "productId" text, sku text, "feedId" text, gtin text, options jsonb, swatch text,
      images jsonb, position int, status text, "soldAs" text, source jsonb)
    on conflict (shop_id, variant_id) do update set product_id = excluded.product_id, sku = excluded.sku,
      feed_id = excluded.feed_id, gtin = excluded.gtin, options = excluded.options, swatch = excluded.swatch,
      images = excluded.images, position = excluded.position, status = excluded.status, sold_as = excluded.sold_as,
      source = excluded.source`.execute(tx.sql)
}

async function writePrices(tx: ShopTransaction, products: readonly Product[]): Promise<void> {
  const rows = products.flatMap((product) =>
    product.variants.flatMap((variant) =>
      Object.entries(variant.prices).map(([currency, price]) => ({ variantId: variant.id, currency, ...price })),
    ),
  )
  await sql`
    insert into price (shop_id, variant_id, currency, amount, compare_at)
    select ${tx.shopId}, r."variantId", r.currency, r.amount, r."compareAt"
    from ${rowsOf(rows)} as r("variantId" text, currency text, amount bigint, "compareAt" bigint)
    on conflict (shop_id, variant_id, currency)
      do update set amount = excluded.amount, compare_at = excluded.compare_at`.execute(tx.sql)
}

/** Rows are taken in the order of their keys, as everywhere where stock is locked. */
async function writeStock(tx: ShopTransaction, stock: readonly StockLevel[]): Promise<void> {
  const locationId = await firstLocation(tx)
  const rows = [...stock].sort((a, b) => (a.variantId < b.variantId ? -1 : 1))
  await sql`
    insert into stock (shop_id, variant_id, location_id, on_hand)
    select ${tx.shopId}, s."variantId", ${locationId}, s."onHand"
    from ${rowsOf(rows)} as s("variantId" text, "onHand" int)
    on conflict (shop_id, variant_id, location_id)
      do update set on_hand = greatest(excluded.on_hand, stock.reserved)`.execute(tx.sql)
}

async function firstLocation(tx: ShopTransaction): Promise<string> {
  const found = await tx.sql
    .selectFrom('location')
    .select('location_id')
    .where('shop_id', '=', tx.shopId)
    .where('location_id', '<>', later)
    .orderBy('location_id')
    .limit(1)
    .executeTakeFirst()
  if (found) return found.location_id
  const locationId = tx.id('loc')
  await tx.sql.insertInto('location').values({ shop_id: tx.shopId, location_id: locationId, name: 'Main' }).execute()
  return locationId
}
