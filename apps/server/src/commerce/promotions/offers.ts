import { type Currency, type LanguageTag, promotionRule, promotionStatus, texts } from '@parley/contracts'
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { ShopTransaction } from '../../db/database.ts'
import type { ListedPrice, OfferedPromotion } from '../pricing/index.ts'
import { offered } from './promotion.ts'

/** Who buys, by whatever is known of her. */
export interface BuyerKeys {
  visitorId: string | null
  personId: string | null
  email: string | null
}

export interface OffersQuestion {
  variantIds: readonly string[]
  currency: Currency
  language: LanguageTag
  codes: readonly string[]
  buyer: BuyerKeys
}

/** All that prices depend on besides the catalogue, as it stands in this transaction. */
export interface Offers {
  promotions: OfferedPromotion[]
  /** Codes that open nothing. */
  unknownCodes: string[]
  goods: ReadonlyMap<
    string,
    { brand: string | null; categories: string[]; cost: number | null; grams: number | null; listed: ListedPrice[] }
  >
  /** The groups that the shop has put her in. */
  groups: string[]
  /** Whom she buys for; null where it is for herself. */
  companyId: string | null
  firstOrder: boolean
}

/** Promotions that run or that a code opens, prices of lists, and what they ask of goods and buyer, in one statement. */
export async function readOffers(tx: ShopTransaction, question: OffersQuestion): Promise<Offers> {
  const { currency, language } = question
  const variantIds = [...question.variantIds]
  const codes = [...question.codes]
  const { rows } = await sql<unknown>`
    select
      (select coalesce(jsonb_agg(${promotionOf(question)}), '[]') from promotion p
        left join promotion_code c on c.shop_id = p.shop_id and c.promotion_id = p.promotion_id and c.code = any(${codes})
        where p.shop_id = ${tx.shopId} and (c.code is not null or (p.status = 'active' and not p.by_code
          and (p.starts_at is null or p.starts_at <= ${tx.now}) and (p.ends_at is null or p.ends_at > ${tx.now})))) as promotions,
      (select coalesce(jsonb_agg(jsonb_build_object('variantId', v.variant_id, 'brand', d.brand, 'grams', (d.dimensions ->> 'weightG')::int, 'categories', (
          with recursive above as (
            select k.category_id, k.parent_id from category k where k.shop_id = d.shop_id and k.category_id = any(d.categories)
            union select k.category_id, k.parent_id from category k join above a on k.shop_id = d.shop_id and k.category_id = a.parent_id)
          select coalesce(jsonb_agg(category_id), '[]') from above),
          'cost', (select r.cost from price r where r.shop_id = v.shop_id and r.variant_id = v.variant_id and r.currency = ${currency}))), '[]')
        from variant v join product d on d.shop_id = v.shop_id and d.product_id = v.product_id
        where v.shop_id = ${tx.shopId} and v.variant_id = any(${variantIds})) as goods,
      (select coalesce(jsonb_agg(jsonb_build_object('variantId', e.variant_id, 'listId', l.price_list_id, 'name', l.name, 'amount', e.amount,
          'minQuantity', e.min_quantity, 'groups', l.groups, 'companies', l.companies, 'startsAt', l.starts_at, 'endsAt', l.ends_at)), '[]')
        from price_list_entry e join price_list l on l.shop_id = e.shop_id and l.price_list_id = e.price_list_id
        where e.shop_id = ${tx.shopId} and e.variant_id = any(${variantIds}) and l.currency = ${currency}
          and (l.ends_at is null or l.ends_at > ${tx.now})) as listed,
      (select n.attributes from person n where n.shop_id = ${tx.shopId} and n.person_id = ${question.buyer.personId}) as attributes,
      (select m.company_id from company_member m join company y on y.shop_id = m.shop_id and y.company_id = m.company_id and y.status = 'active'
        where m.shop_id = ${tx.shopId} and m.person_id = ${question.buyer.personId}) as "companyId",
      not (${hasOrdered(tx, question.buyer)}) as "firstOrder"`.execute(tx.sql)
  const read = offersRow.parse(rows[0])
  const opened = new Set(read.promotions.map((promotion) => promotion.code))
  return {
    promotions: read.promotions.map((promotion) => offered(promotion, { at: tx.now, currency, language })),
    unknownCodes: codes.filter((code) => !opened.has(code)),
    goods: new Map(
      read.goods.map(({ variantId, ...goods }) => [
        variantId,
        { ...goods, listed: read.listed.filter((price) => price.variantId === variantId) },
      ]),
    ),
    groups: read.attributes?.groups ?? [],
    companyId: read.companyId,
    firstOrder: read.firstOrder,
  }
}

function promotionOf({ buyer }: OffersQuestion) {
  return sql`jsonb_build_object('id', p.promotion_id, 'name', p.name, 'names', p.names, 'rule', p.rule, 'status', p.status,
    'startsAt', p.starts_at, 'endsAt', p.ends_at, 'mostUses', p.most_uses, 'mostUsesPerPerson', p.most_uses_per_person,
    'uses', p.uses, 'budget', p.budget, 'spent', p.spent, 'code', c.code, 'codeUsed', coalesce(c.single_use and c.used_by is not null, false),
    'usesOfHers', case when p.most_uses_per_person is null then 0 else ${usesOfHers(buyer)} end)`
}

/** How often she has used promotion `p`, by any of the names she goes by. */
export function usesOfHers(buyer: BuyerKeys) {
  return sql<number>`(select count(*)::int from promotion_use u join orders o on o.shop_id = u.shop_id and o.cart_id = u.cart_id
    where u.shop_id = p.shop_id and u.promotion_id = p.promotion_id and u.state = 'used' and ${isHers(buyer)})`
}

/** One look by each name she goes by, so that each finds its own index. */
function hasOrdered(tx: ShopTransaction, buyer: BuyerKeys): RawBuilder<unknown> {
  const looks = namesOf(buyer).map(
    (isHer) =>
      sql`exists (select from orders o where o.shop_id = ${tx.shopId} and o.status <> 'cancelled' and ${isHer})`,
  )
  return looks.length > 0 ? sql.join(looks, sql` or `) : sql`false`
}

function isHers(buyer: BuyerKeys): RawBuilder<unknown> {
  const names = namesOf(buyer)
  return names.length > 0 ? sql`(${sql.join(names, sql` or `)})` : sql`false`
}

/** Conditions on order `o`, one for each name that is known. */
function namesOf({ visitorId, personId, email }: BuyerKeys): RawBuilder<unknown>[] {
  return [
    ...(visitorId === null ? [] : [sql`o.visitor_id = ${visitorId}`]),
    ...(personId === null ? [] : [sql`o.person_id = ${personId}`]),
    ...(email === null ? [] : [sql`lower(o.contact ->> 'email') = ${email.toLowerCase()}`]),
  ]
}

const instant = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .nullable()
const amounts = z.record(z.string(), z.number())
const offersRow = z.object({
  promotions: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      names: texts,
      rule: promotionRule,
      status: promotionStatus,
      startsAt: instant,
      endsAt: instant,
      mostUses: z.number().nullable(),
      mostUsesPerPerson: z.number().nullable(),
      uses: z.number(),
      budget: amounts.nullable(),
      spent: amounts,
      code: z.string().nullable(),
      codeUsed: z.boolean(),
      usesOfHers: z.number(),
    }),
  ),
  goods: z.array(
    z.object({
      variantId: z.string(),
      brand: z.string().nullable(),
      categories: z.array(z.string()),
      cost: z.number().nullable(),
      grams: z.number().nullable(),
    }),
  ),
  listed: z.array(
    z.object({
      variantId: z.string(),
      listId: z.string(),
      name: z.string(),
      amount: z.number(),
      minQuantity: z.number(),
      groups: z.array(z.string()),
      companies: z.array(z.string()),
      startsAt: instant,
      endsAt: instant,
    }),
  ),
  attributes: z.object({ groups: z.array(z.string()).catch([]) }).nullable(),
  companyId: z.string().nullable(),
  firstOrder: z.boolean(),
})
