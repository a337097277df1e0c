import { type LanguageTag, type StockRow, texts } from '@parley/contracts'
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { ShopTransaction } from '../../db/database.ts'
import { later, optionsText, pictureOf, productSchema, textsFor } from '../catalogue/index.ts'

export interface StockPage {
  /** Part of a name, an SKU or a bar code. */
  q?: string | undefined
  /** Only what stands in this place counts. */
  location?: string | undefined
  level?: 'in' | 'low' | 'out' | undefined
  /** So many or fewer are low. */
  low: number
  sort: 'name' | 'least'
  language: LanguageTag
  limit: number
  offset: number
}

export async function readLocations(tx: ShopTransaction): Promise<{ id: string; name: string }[]> {
  return tx.sql
    .selectFrom('location')
    .select(['location_id as id', 'name'])
    .where('shop_id', '=', tx.shopId)
    .where('location_id', '<>', later)
    .orderBy('location_id')
    .execute()
}

/** Variants with what there is of them, place by place, a page at a time. */
export async function pageStock(tx: ShopTransaction, page: StockPage): Promise<{ rows: StockRow[]; total: number }> {
  const { rows } = await sql<unknown>`
    select v.variant_id as "variantId", v.product_id as "productId", v.sku, v.options, v.images, v.sold_as as "soldAs", v.expected_on as "expectedOn",
      p.texts, p.options as axes, p.images as "productImages", p.drawing, count(*) over ()::int as total,
      (select coalesce(jsonb_agg(jsonb_build_object('locationId', s.location_id, 'onHand', s.on_hand, 'reserved', s.reserved) order by s.location_id), '[]')
        from stock s where s.shop_id = v.shop_id and s.variant_id = v.variant_id and s.location_id <> ${later}) as levels
    from variant v join product p on p.shop_id = v.shop_id and p.product_id = v.product_id
    cross join lateral (select coalesce(sum(s.on_hand - s.reserved), 0)::int as free from stock s
      where s.shop_id = v.shop_id and s.variant_id = v.variant_id and s.location_id <> ${later}
        ${page.location === undefined ? sql`` : sql`and s.location_id = ${page.location}`}) f
    where v.shop_id = ${tx.shopId} and v.status = 'published' and p.status <> 'withdrawn' and ${fits(page)}
    order by ${page.sort === 'least' ? sql`f.free,` : sql``} lower(${nameIn(page.language)}), v.position, v.variant_id
    limit ${page.limit} offset ${page.offset}`.execute(tx.sql)
  const read = z.array(stockRow).parse(rows)
  return { rows: read.map((row) => told(row, tx.shopId, page.language)), total: read[0]?.total ?? 0 }
}

const nameIn = (language: LanguageTag): RawBuilder<unknown> =>
  sql`coalesce(p.texts -> ${language}::text ->> 'name', p.texts -> 'en' ->> 'name', p.handle)`

function fits({ q, level, low }: StockPage): RawBuilder<unknown> {
  const said = q?.trim()
  const all = [
    sql`true`,
    ...(said
      ? [
          sql`(position(lower(${said}) in lower(v.sku)) > 0 or v.gtin = ${said}
            or exists (select from jsonb_each(p.texts) t where position(lower(${said}) in lower(t.value ->> 'name')) > 0))`,
        ]
      : []),
    ...(level === 'in' ? [sql`f.free > 0`] : []),
    ...(level === 'low' ? [sql`f.free between 1 and ${low}`] : []),
    ...(level === 'out' ? [sql`f.free <= 0`] : []),
  ]
  return sql.join(all, sql` and `)
}

const stockRow = z.object({
  variantId: z.string(),
  productId: z.string(),
  sku: z.string(),
  options: z.record(z.string(), texts),
  images: z.array(z.string()),
  soldAs: z.enum(['stock', 'back_order', 'pre_order']),
  expectedOn: z.string().nullable(),
  texts: productSchema.shape.texts,
  axes: productSchema.shape.options,
  productImages: z.array(z.string()),
  drawing: productSchema.shape.drawing,
  total: z.int(),
  levels: z.array(z.object({ locationId: z.string(), onHand: z.int(), reserved: z.int() })),
})

function told(row: z.infer<typeof stockRow>, shopId: string, language: LanguageTag): StockRow {
  const { variantId, productId, sku, soldAs, expectedOn, levels } = row
  const product = { id: productId, texts: row.texts, images: row.productImages, drawing: row.drawing }
  const picture = pictureOf(product, { id: variantId, images: row.images }, { shopId, language }, 160)
  return {
    ...{ variantId, productId, sku, soldAs, expectedOn, levels },
    title: textsFor(row, language).name,
    options: optionsText({ options: row.axes }, row, language),
    picture: picture?.url ?? null,
  }
}
