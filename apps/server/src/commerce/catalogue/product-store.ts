import type { Currency } from '@parley/contracts'
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { ShopTransaction } from '../../db/database.ts'
import { later } from './later.ts'
import { type Product, product } from './product.ts'

/** Products whole, in the order of their ids. Unknown ids are absent. One statement. */
export const readProducts = (tx: ShopTransaction, ids: readonly string[]): Promise<Product[]> =>
  ids.length === 0 ? Promise.resolve([]) : select(tx, sql`p.product_id = any(${[...ids]})`)

export async function readProduct(tx: ShopTransaction, id: string): Promise<Product | null> {
  const [found] = await readProducts(tx, [id])
  return found ?? null
}

/** The product with this id or, where none has it, at this handle. */
export async function readProductNamed(tx: ShopTransaction, name: string): Promise<Product | null> {
  const found = await select(
    tx,
    sql`p.product_id = any(array(
      select product_id from product where shop_id = ${tx.shopId} and product_id = ${name}
      union select product_id from product where shop_id = ${tx.shopId} and handle = ${name}))`,
  )
  return found.find(({ id }) => id === name) ?? found[0] ?? null
}

/** The product that has the variant. */
export async function readProductOfVariant(tx: ShopTransaction, variantId: string): Promise<Product | null> {
  const [found] = await select(
    tx,
    sql`p.product_id in (select v.product_id from variant v where v.shop_id = ${tx.shopId} and v.variant_id = ${variantId})`,
  )
  return found ?? null
}

/** Products with these feed ids, or with variants that have one of them as feed id or SKU. */
export function readProductsOfFeed(tx: ShopTransaction, feedIds: readonly string[]): Promise<Product[]> {
  const ids = [...feedIds]
  // The ids first, each by its own index: an "or" would read the whole catalogue.
  return select(
    tx,
    sql`p.product_id = any(array(
      select product_id from product where shop_id = ${tx.shopId} and feed_id = any(${ids})
      union select product_id from variant where shop_id = ${tx.shopId} and feed_id = any(${ids})
      union select product_id from variant where shop_id = ${tx.shopId} and sku = any(${ids})))`,
  )
}

/** What has changed after a revision of the shop's catalogue, oldest change first, a page at a time. */
export const readProductsAfter = (
  tx: ShopTransaction,
  after: { revision: number; id: string },
  limit: number,
): Promise<Product[]> =>
  select(
    tx,
    sql`(p.revision, p.product_id) > (${after.revision}, ${after.id})`,
    sql`order by p.revision, p.product_id limit ${limit}`,
  )

/** Published products in the order of their ids, from one on, so that a long list can be read in pages while the shop sells. */
export const readPublishedAfter = (tx: ShopTransaction, after: string, limit: number): Promise<Product[]> =>
  select(tx, sql`p.status = 'published' and p.product_id > ${after}`, sql`order by p.product_id limit ${limit}`)

/** Published products in the shop's order (popular first), a page at a time, optionally of some categories. */
export const readShelf = (
  tx: ShopTransaction,
  page: { limit: number; offset: number; categories?: readonly string[] },
): Promise<Product[]> =>
  select(
    tx,
    page.categories
      ? sql`p.status = 'published' and p.categories && ${[...page.categories]}::text[]`
      : sql`p.status = 'published'`,
    sql`order by p.popularity desc, p.product_id limit ${page.limit} offset ${page.offset}`,
  )

async function select(
  tx: ShopTransaction,
  condition: RawBuilder<unknown>,
  order: RawBuilder<unknown> = sql`order by p.product_id`,
): Promise<Product[]> {
  const { rows } = await sql<unknown>`
    select p.product_id as id, p.handle, p.feed_id as "feedId", p.texts, p.brand, p.categories, p.options, p.attributes,
      p.dimensions, p.images, p.drawing, p.vat_class as "vatClass", p.freight, p.popularity, p.status, p.revision,
      coalesce(v.variants, '[]') as variants
    from (select * from product p where p.shop_id = ${tx.shopId} and ${condition} ${order}) p
    left join lateral (
      select jsonb_agg(jsonb_build_object(
        'id', v.variant_id, 'sku', v.sku, 'feedId', v.feed_id, 'gtin', v.gtin, 'options', v.options, 'swatch', v.swatch,
        'images', v.images, 'position', v.position, 'status', v.status, 'soldAs', v.sold_as, 'source', v.source,
        'prices', (select coalesce(jsonb_object_agg(r.currency, jsonb_build_object('amount', r.amount, 'compareAt', r.compare_at) || coalesce(${listedNow(tx)}, '{}')), '{}')
          from price r where r.shop_id = v.shop_id and r.variant_id = v.variant_id),
        'available', (select coalesce(sum(s.on_hand - s.reserved), 0)
          from stock s where s.shop_id = v.shop_id and s.variant_id = v.variant_id and s.location_id <> ${later})
      ) order by v.position, v.variant_id) as variants
      from variant v where v.shop_id = p.shop_id and v.product_id = p.product_id
    ) v on true
    ${order}`.execute(tx.sql)
  return z.array(product).parse(rows)
}

/** The VAT that no country of the union exceeds, in per cent. */
const mostVat = 27

/**
 * The lowest price of the lists that are for everybody now, for one piece. Left out where the shop's least margin might lift it: then the cart
 * may ask less than is shown, never more. A shop without lists pays nothing for the question.
 */
const listedNow = (tx: ShopTransaction): RawBuilder<unknown> => sql`
  case when exists (select from price_list k where k.shop_id = ${tx.shopId}) then (
    select jsonb_build_object('listed', min(e.amount)) from price_list_entry e
    join price_list l on l.shop_id = e.shop_id and l.price_list_id = e.price_list_id
    where e.shop_id = ${tx.shopId} and e.variant_id = r.variant_id and ${holdsForAll(tx)}
    having count(*) > 0) end`

/** Entry `e` of list `l` lowers price `r` of one piece for everybody, now. */
const holdsForAll = (tx: ShopTransaction): RawBuilder<unknown> => sql`e.min_quantity = 1 and e.amount < r.amount
  and l.currency = r.currency and l.groups = '{}' and l.companies = '{}'
  and (l.starts_at is null or l.starts_at <= ${tx.now}) and (l.ends_at is null or l.ends_at > ${tx.now})
  and coalesce(e.amount >= r.cost * (100 + (
    select (h.settings -> 'pricing' ->> 'leastMargin')::numeric from shop h where h.shop_id = ${tx.shopId})) / 100 * ${(100 + mostVat) / 100}::numeric, true)`

/** What price lists ask of everybody now, by variant, where it is less than the catalogue's own price. */
export async function readListedNow(tx: ShopTransaction, currency: Currency): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; amount: number }>`
    select e.variant_id as id, min(e.amount) as amount from price_list l
    join price_list_entry e on e.shop_id = l.shop_id and e.price_list_id = l.price_list_id
    join price r on r.shop_id = e.shop_id and r.variant_id = e.variant_id and r.currency = l.currency
    where l.shop_id = ${tx.shopId} and l.currency = ${currency} and ${holdsForAll(tx)}
    group by e.variant_id`.execute(tx.sql)
  return new Map(rows.map(({ id, amount }) => [id, Number(amount)]))
}
