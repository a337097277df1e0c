import { type PriceList, type PriceListDraft, type PriceListEntry, priceList } from '@parley/contracts'
import { type RawBuilder, sql } from 'kysely'
import type { ShopTransaction } from '../../db/database.ts'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'

export interface ListEntry {
  variantId: string
  minQuantity: number
  amount: number
}

export async function createPriceList(tx: ShopTransaction, draft: PriceListDraft): Promise<PriceList> {
  const id = tx.id('lst')
  await tx.sql
    .insertInto('price_list')
    .values({ shop_id: tx.shopId, price_list_id: id, ...columnsOf(draft), created_at: tx.now, updated_at: tx.now })
    .execute()
  const [written] = await select(tx, sql`l.price_list_id = ${id}`)
  if (!written) throw new Error('a price list was written and is not there')
  return written
}

/** Changes whom it is for, and when. Refused: `price_list.not_found`, `price_list.changed`. */
export async function editPriceList(
  tx: ShopTransaction,
  edit: { priceListId: string; version: number; draft: PriceListDraft },
): Promise<Outcome<PriceList>> {
  const done = await tx.sql
    .updateTable('price_list')
    .set({ ...columnsOf(edit.draft), version: edit.version + 1, updated_at: tx.now })
    .where('shop_id', '=', tx.shopId)
    .where('price_list_id', '=', edit.priceListId)
    .where('version', '=', edit.version)
    .executeTakeFirst()
  const found = await readPriceList(tx, edit.priceListId)
  if (!found.ok || done.numUpdatedRows > 0n) return found
  const { version } = found.value
  return refuse('price_list.changed', 'It was changed meanwhile.', { path: 'version', values: { version } })
}

export async function readPriceList(tx: ShopTransaction, priceListId: string): Promise<Outcome<PriceList>> {
  const [found] = await select(tx, sql`l.price_list_id = ${priceListId}`)
  return found ? granted(found) : notThere()
}

export const readPriceLists = (tx: ShopTransaction): Promise<PriceList[]> => select(tx, sql`true`)

/** Puts prices into a list; an amount of null takes one out. Refused: `price_list.not_found`, `price_list.variant_missing`. */
export async function writeEntries(
  tx: ShopTransaction,
  priceListId: string,
  entries: readonly (Omit<ListEntry, 'amount'> & { amount: number | null })[],
): Promise<Outcome<{ written: number }>> {
  const list = await readPriceList(tx, priceListId)
  if (!list.ok) return list
  const known = await tx.sql
    .selectFrom('variant')
    .select('variant_id')
    .where('shop_id', '=', tx.shopId)
    .where('variant_id', 'in', [...new Set(entries.map((entry) => entry.variantId))])
    .execute()
  const ids = new Set(known.map((row) => row.variant_id))
  const at = entries.findIndex((entry) => !ids.has(entry.variantId))
  if (at >= 0)
    return refuse('price_list.variant_missing', 'The shop has no such variant.', { path: `entries.${at}.variantId` })
  const given = sql`jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) as g("variantId" text, "minQuantity" int, amount bigint)`
  await sql`
    with gone as (
      delete from price_list_entry e using ${given} where e.shop_id = ${tx.shopId} and e.price_list_id = ${priceListId}
        and e.variant_id = g."variantId" and e.min_quantity = g."minQuantity" and g.amount is null
    )
    insert into price_list_entry (shop_id, price_list_id, variant_id, min_quantity, amount)
    select ${tx.shopId}, ${priceListId}, g."variantId", g."minQuantity", g.amount from ${given} where g.amount is not null
    on conflict (shop_id, variant_id, price_list_id, min_quantity) do update set amount = excluded.amount`.execute(
    tx.sql,
  )
  return granted({ written: entries.length })
}

/** By variant and quantity, a page at a time; `after` is the last variant of the page before. */
export async function pageEntries(
  tx: ShopTransaction,
  page: { priceListId: string; after?: string | undefined; limit: number },
): Promise<{ entries: PriceListEntry[]; next: string | null }> {
  const { rows } = await sql<PriceListEntry>`
    select e.variant_id as "variantId", e.min_quantity as "minQuantity", e.amount, r.amount as "listPrice",
      coalesce(p.texts -> 'en' ->> 'name', (select t.value ->> 'name' from jsonb_each(p.texts) t limit 1), v.sku) as title,
      (select coalesce(string_agg(o.value, ', ' order by o.key), '') from jsonb_each_text(v.options) o) as options
    from price_list_entry e join price_list l on l.shop_id = e.shop_id and l.price_list_id = e.price_list_id
    join variant v on v.shop_id = e.shop_id and v.variant_id = e.variant_id
    join product p on p.shop_id = v.shop_id and p.product_id = v.product_id
    left join price r on r.shop_id = e.shop_id and r.variant_id = e.variant_id and r.currency = l.currency
    where e.shop_id = ${tx.shopId} and e.price_list_id = ${page.priceListId} and e.variant_id in (
      select distinct variant_id from price_list_entry where shop_id = ${tx.shopId} and price_list_id = ${page.priceListId}
        and variant_id > ${page.after ?? ''} order by variant_id limit ${page.limit})
    order by e.variant_id, e.min_quantity`.execute(tx.sql)
  const variants = new Set(rows.map((row) => row.variantId))
  return { entries: rows, next: variants.size === page.limit ? (rows.at(-1)?.variantId ?? null) : null }
}

/** What the shop pays for one, by variant and currency; null where it is not to be known. Answers how many prices were there to take it. */
export async function writeCosts(
  tx: ShopTransaction,
  costs: readonly { variantId: string; currency: string; cost: number | null }[],
): Promise<number> {
  const done = await sql`
    update price r set cost = g.cost
    from jsonb_to_recordset(${JSON.stringify(costs)}::jsonb) as g("variantId" text, currency text, cost bigint)
    where r.shop_id = ${tx.shopId} and r.variant_id = g."variantId" and r.currency = g.currency`.execute(tx.sql)
  return Number(done.numAffectedRows)
}

function columnsOf(draft: PriceListDraft) {
  return {
    name: draft.name,
    currency: draft.currency,
    groups: draft.groups,
    companies: draft.companies,
    starts_at: draft.startsAt,
    ends_at: draft.endsAt,
  }
}

async function select(tx: ShopTransaction, where: RawBuilder<unknown>): Promise<PriceList[]> {
  const { rows } = await sql<Record<string, unknown> & { startsAt: Date | null; endsAt: Date | null }>`
    select l.price_list_id as id, l.name, l.currency, l.groups, l.companies, l.starts_at as "startsAt", l.ends_at as "endsAt", l.version,
      (select count(*) from price_list_entry e where e.shop_id = l.shop_id and e.price_list_id = l.price_list_id) as entries
    from price_list l where l.shop_id = ${tx.shopId} and ${where} order by l.name, l.price_list_id`.execute(tx.sql)
  return rows.map((row) =>
    priceList.parse({
      ...row,
      startsAt: row.startsAt?.toISOString() ?? null,
      endsAt: row.endsAt?.toISOString() ?? null,
    }),
  )
}

const notThere = () => refuse('price_list.not_found', 'There is no such price list.')
