import type { Currency, LanguageTag, Money, Picture } from '@parley/contracts'
import { sql } from 'kysely'
import { z } from 'zod'
import type { ShopTransaction } from '../../db/database.ts'
import { later } from './later.ts'
import { product, type SoldAs, variant } from './product.ts'
import { optionsText, pictureOf, textsFor } from './product-view.ts'

/** What a cart has to know of a variant, read in the transaction that shows or changes the cart. */
export interface CartVariant {
  productId: string
  sku: string
  feedId: string | null
  title: string
  /** "forest green, M"; empty where the product has one variant. */
  options: string
  /** Null where the variant is not sold in this currency. */
  unitPrice: Money | null
  picture: Picture | null
  /** On hand less reserved, over all locations, and what may be promised before it is there; never below zero. */
  available: number
  /** Of these, what is there. */
  here: number
  soldAs: SoldAs
  /** The day on which more is expected, as YYYY-MM-DD. */
  expectedOn: string | null
  published: boolean
  freight: boolean
  vatClass: string
}

/** The variants of a cart by id, in one statement; an id that the shop does not have is absent from the answer. */
export async function variantsForCart(
  tx: ShopTransaction,
  variantIds: readonly string[],
  reader: { language: LanguageTag; currency: Currency },
): Promise<Map<string, CartVariant>> {
  if (variantIds.length === 0) return new Map()
  const { rows } = await sql<unknown>`
    select v.variant_id as id, v.sku, v.feed_id as "feedId", v.options, v.images, v.status,
      p.product_id as "productId", p.texts, p.options as axes, p.images as "productImages", p.drawing,
      p.status as "productStatus", p.freight, p.vat_class as "vatClass", r.amount,
      v.sold_as as "soldAs", v.expected_on as "expectedOn",
      (select coalesce(sum(s.on_hand - s.reserved), 0)::int from stock s
        where s.shop_id = v.shop_id and s.variant_id = v.variant_id and (s.location_id <> ${later} or v.sold_as <> 'stock')) as available,
      (select coalesce(sum(s.on_hand - s.reserved), 0)::int from stock s
        where s.shop_id = v.shop_id and s.variant_id = v.variant_id and s.location_id <> ${later}) as here
    from variant v
    join product p on p.shop_id = v.shop_id and p.product_id = v.product_id
    left join price r on r.shop_id = v.shop_id and r.variant_id = v.variant_id and r.currency = ${reader.currency}
    where v.shop_id = ${tx.shopId} and v.variant_id = any(${[...variantIds]})`.execute(tx.sql)
  return new Map(
    z
      .array(cartRow)
      .parse(rows)
      .map((row) => [row.id, cartVariant(row, tx.shopId, reader)]),
  )
}

const cartRow = variant
  .pick({ id: true, sku: true, feedId: true, options: true, images: true, available: true, soldAs: true })
  .extend({
    productId: z.string(),
    texts: product.shape.texts,
    axes: product.shape.options,
    productImages: product.shape.images,
    drawing: product.shape.drawing,
    status: z.string(),
    productStatus: z.string(),
    freight: z.boolean(),
    vatClass: z.string(),
    amount: z.number().nullable(),
    here: z.number(),
    expectedOn: z.string().nullable(),
  })

function cartVariant(
  row: z.infer<typeof cartRow>,
  shopId: string,
  reader: { language: LanguageTag; currency: Currency },
): CartVariant {
  const { productId, sku, feedId, freight, vatClass } = row
  const of = { id: productId, texts: row.texts, images: row.productImages, drawing: row.drawing }
  return {
    productId,
    sku,
    feedId,
    title: textsFor(row, reader.language).name,
    options: optionsText({ options: row.axes }, row, reader.language),
    unitPrice: row.amount === null ? null : { amount: row.amount, currency: reader.currency },
    picture: pictureOf(of, row, { shopId, language: reader.language }, 320) ?? null,
    available: Math.max(0, row.available),
    here: Math.max(0, row.here),
    soldAs: row.soldAs,
    expectedOn: row.expectedOn,
    published: row.status === 'published' && row.productStatus === 'published',
    freight,
    vatClass,
  }
}
