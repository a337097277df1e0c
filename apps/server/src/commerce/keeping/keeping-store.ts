import type { KeptFilter, keptSort, LanguageTag } from '@parley/contracts'
import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { ShopTransaction } from '../../db/database.ts'
import { type CategoryTree, later, lowFrom } from '../catalogue/index.ts'

export interface KeptPage {
  filter: KeptFilter
  tree: CategoryTree
  sort: z.infer<typeof keptSort>
  language: LanguageTag
  currency: string
  limit: number
  offset: number
}

/** Ids of the products that fit, in order, a page at a time, with how many there are in all. */
export async function pageKept(
  tx: ShopTransaction,
  page: KeptPage,
): Promise<{ rows: { id: string; updatedAt: Date }[]; total: number }> {
  const { rows } = await sql<{ id: string; updatedAt: Date; total: number }>`
    select p.product_id as id, p.updated_at as "updatedAt", count(*) over ()::int as total from product p
    where p.shop_id = ${tx.shopId} and ${fits(tx, page.filter, page.tree)}
    order by ${orderOf(tx, page)}, p.product_id limit ${page.limit} offset ${page.offset}`.execute(tx.sql)
  return { rows: rows.map(({ id, updatedAt }) => ({ id, updatedAt })), total: rows[0]?.total ?? 0 }
}

/** Ids of all that fit, at most so many. */
export async function idsFitting(
  tx: ShopTransaction,
  filter: KeptFilter,
  tree: CategoryTree,
  most: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select p.product_id as id from product p
    where p.shop_id = ${tx.shopId} and ${fits(tx, filter, tree)} order by p.product_id limit ${most}`.execute(tx.sql)
  return rows.map((row) => row.id)
}

/** Brands by how many products have them. */
export async function readBrands(tx: ShopTransaction): Promise<{ brand: string; count: number }[]> {
  const { rows } = await sql<{ brand: string; count: number }>`select brand, count(*)::int as count from product
    where shop_id = ${tx.shopId} and brand is not null group by brand order by lower(brand) limit 1000`.execute(tx.sql)
  return rows
}

export async function dropPrices(
  tx: ShopTransaction,
  gone: readonly { variantId: string; currency: string }[],
): Promise<void> {
  if (gone.length === 0) return
  await sql`delete from price r using jsonb_to_recordset(${JSON.stringify(gone)}::jsonb) as g("variantId" text, currency text)
    where r.shop_id = ${tx.shopId} and r.variant_id = g."variantId" and r.currency = g.currency`.execute(tx.sql)
}

/** Which of these SKUs another product has, and whether another has the handle. */
export async function namesTaken(
  tx: ShopTransaction,
  of: { productId: string; handle: string; skus: readonly string[] },
): Promise<{ handle: boolean; skus: ReadonlySet<string> }> {
  const { rows } = await sql<{ handle: boolean; skus: string[] }>`select
    exists (select from product where shop_id = ${tx.shopId} and handle = ${of.handle} and product_id <> ${of.productId}) as handle,
    array(select sku from variant where shop_id = ${tx.shopId} and sku = any(${[...of.skus]}) and product_id <> ${of.productId}) as skus`.execute(
    tx.sql,
  )
  return { handle: rows[0]?.handle ?? false, skus: new Set(rows[0]?.skus) }
}

const stockOf = (tx: ShopTransaction): RawBuilder<unknown> => sql`(
  select coalesce(sum(s.on_hand - s.reserved), 0) from variant v join stock s on s.shop_id = v.shop_id and s.variant_id = v.variant_id
  where v.shop_id = ${tx.shopId} and v.product_id = p.product_id and v.status = 'published' and s.location_id <> ${later})`

const hasLow = (tx: ShopTransaction): RawBuilder<unknown> => sql`exists (
  select from variant v where v.shop_id = ${tx.shopId} and v.product_id = p.product_id and v.status = 'published' and (
    select coalesce(sum(s.on_hand - s.reserved), 0) from stock s
    where s.shop_id = v.shop_id and s.variant_id = v.variant_id and s.location_id <> ${later}) <= ${lowFrom})`

function fits(tx: ShopTransaction, filter: KeptFilter, tree: CategoryTree): RawBuilder<unknown> {
  const said = filter.q?.trim()
  const all = [
    sql`true`,
    ...(said ? [holds(tx, said)] : []),
    ...(filter.status ? [sql`p.status = ${filter.status}`] : []),
    ...(filter.category ? [sql`p.categories && ${[...tree.within(filter.category)]}::text[]`] : []),
    ...(filter.brand ? [sql`p.brand = ${filter.brand}`] : []),
    ...(filter.stock === 'in' ? [sql`${stockOf(tx)} > 0`] : []),
    ...(filter.stock === 'out' ? [sql`${stockOf(tx)} <= 0`] : []),
    ...(filter.stock === 'low' ? [sql`${stockOf(tx)} > 0 and ${hasLow(tx)}`] : []),
  ]
  return sql.join(all, sql` and `)
}

const holds = (tx: ShopTransaction, said: string): RawBuilder<unknown> => sql`(
  exists (select from jsonb_each(p.texts) t where position(lower(${said}) in lower(t.value ->> 'name')) > 0)
  or position(lower(${said}) in lower(coalesce(p.brand, ''))) > 0
  or p.handle = ${said}
  or exists (select from variant v where v.shop_id = ${tx.shopId} and v.product_id = p.product_id
    and (position(lower(${said}) in lower(v.sku)) > 0 or v.gtin = ${said})))`

function orderOf(tx: ShopTransaction, { sort, language, currency }: KeptPage): RawBuilder<unknown> {
  const price = (which: RawBuilder<unknown>) => sql`(select ${which}(r.amount) from variant v
    join price r on r.shop_id = v.shop_id and r.variant_id = v.variant_id and r.currency = ${currency}
    where v.shop_id = ${tx.shopId} and v.product_id = p.product_id and v.status = 'published')`
  if (sort === 'name')
    return sql`lower(coalesce(p.texts -> ${language}::text ->> 'name', p.texts -> 'en' ->> 'name', p.handle))`
  if (sort === 'price_up') return sql`${price(sql`min`)} asc nulls last`
  if (sort === 'price_down') return sql`${price(sql`max`)} desc nulls last`
  return sort === 'stock' ? stockOf(tx) : sql`p.updated_at desc`
}
