import { type Quote, type QuoteStatus, quote } from '@parley/contracts'
import { type RawBuilder, sql } from 'kysely'
import type { ShopTransaction } from '../../db/database.ts'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'

const firstNumber = 1001

async function nextNumber(tx: ShopTransaction): Promise<string> {
  const { rows } = await sql<{ value: number }>`
    insert into counter (shop_id, name, value) values (${tx.shopId}, 'quote', ${firstNumber})
    on conflict (shop_id, name) do update set value = counter.value + 1 returning value`.execute(tx.sql)
  return `Q-${rows[0]?.value}`
}

export interface NewQuote {
  companyId: string
  personId: string
  currency: string
  language: string
  /** The talk in which it was asked for, where it was: the answer is told there, too. */
  conversationId?: string | null
  note: string
  lines: readonly { variantId: string; quantity: number }[]
}

export async function writeQuote(tx: ShopTransaction, asked: NewQuote): Promise<string> {
  const id = tx.id('quo')
  const keys = { shop_id: tx.shopId, quote_id: id }
  await tx.sql
    .insertInto('quote')
    .values({
      ...keys,
      number: await nextNumber(tx),
      company_id: asked.companyId,
      person_id: asked.personId,
      currency: asked.currency,
      language: asked.language,
      conversation_id: asked.conversationId ?? null,
      note: asked.note,
      status: 'asked',
      created_at: tx.now,
      updated_at: tx.now,
    })
    .execute()
  await tx.sql
    .insertInto('quote_line')
    .values(
      asked.lines.map(({ variantId, quantity }, position) => ({ ...keys, variant_id: variantId, quantity, position })),
    )
    .execute()
  return id
}

/** Locked, where somebody is about to change it: two at once are one after the other. */
export async function readQuote(tx: ShopTransaction, quoteId: string, lock = false): Promise<Outcome<Quote>> {
  if (lock)
    await sql`select 1 from quote where shop_id = ${tx.shopId} and quote_id = ${quoteId} for no key update`.execute(
      tx.sql,
    )
  const [found] = await select(tx, sql`q.quote_id = ${quoteId}`, 1)
  return found ? granted(found) : refuse('quote.not_found', 'There is no such quote.')
}

export interface QuotePage {
  status?: QuoteStatus | undefined
  companyId?: string | undefined
  /** Part of its number or of the company's name. */
  search?: string | undefined
  after?: string | undefined
  limit: number
}

export async function pageQuotes(
  tx: ShopTransaction,
  page: QuotePage,
): Promise<{ quotes: Quote[]; next: string | null }> {
  const search = page.search?.trim().toLowerCase()
  const found = await select(
    tx,
    sql`true ${search ? sql`and position(${search} in lower(q.number || ' ' || c.name)) > 0` : sql``} ${page.status ? sql`and q.status = ${page.status}` : sql``}
      ${page.companyId ? sql`and q.company_id = ${page.companyId}` : sql``}
      ${page.after ? sql`and q.quote_id < ${page.after}` : sql``}`,
    page.limit + 1,
  )
  const quotes = found.slice(0, page.limit)
  return { quotes, next: found.length > page.limit ? (quotes.at(-1)?.id ?? null) : null }
}

/** Moves a locked quote along. */
export async function writeStatus(
  tx: ShopTransaction,
  quoteId: string,
  to: { status: QuoteStatus; validUntil?: Date; priceListId?: string },
): Promise<void> {
  await sql`
    update quote set status = ${to.status}, version = version + 1, updated_at = ${tx.now},
      valid_until = coalesce(${to.validUntil ?? null}::timestamptz, valid_until), price_list_id = coalesce(${to.priceListId ?? null}, price_list_id)
    where shop_id = ${tx.shopId} and quote_id = ${quoteId}`.execute(tx.sql)
}

export async function writePrices(
  tx: ShopTransaction,
  quoteId: string,
  prices: readonly { variantId: string; unitPrice: number }[],
): Promise<void> {
  await sql`
    update quote_line l set unit_price = g."unitPrice"
    from jsonb_to_recordset(${JSON.stringify(prices)}::jsonb) as g("variantId" text, "unitPrice" bigint)
    where l.shop_id = ${tx.shopId} and l.quote_id = ${quoteId} and l.variant_id = g."variantId"`.execute(tx.sql)
}

/** In which language and talk a quote was asked for: what its answer needs, and no reader of it. */
export async function askedWhere(
  tx: ShopTransaction,
  quoteId: string,
): Promise<{ language: string; conversationId: string | null; email: string | null } | null> {
  const { rows } = await sql<{ language: string; conversationId: string | null; email: string | null }>`
    select q.language, q.conversation_id as "conversationId", n.email from quote q
    left join person n on n.shop_id = q.shop_id and n.person_id = q.person_id
    where q.shop_id = ${tx.shopId} and q.quote_id = ${quoteId}`.execute(tx.sql)
  return rows[0] ?? null
}

async function select(tx: ShopTransaction, where: RawBuilder<unknown>, most: number): Promise<Quote[]> {
  const { rows } = await sql<Record<string, unknown> & { validUntil: Date | null; createdAt: Date }>`
    select q.quote_id as id, q.number, q.company_id as "companyId", c.name as "companyName", q.person_id as "personId", n.name as "personName", q.currency,
      q.note, q.status, q.valid_until as "validUntil", q.version, q.created_at as "createdAt",
      (select coalesce(jsonb_agg(jsonb_build_object('variantId', l.variant_id, 'quantity', l.quantity,
          'title', coalesce(p.texts -> q.language ->> 'name', p.texts -> 'en' ->> 'name', v.sku),
          'options', (select coalesce(string_agg(o.value, ', ' order by o.key), '') from jsonb_each_text(v.options) o),
          'listPrice', case when r.amount is not null then jsonb_build_object('amount', r.amount, 'currency', q.currency) end,
          'unitPrice', case when l.unit_price is not null then jsonb_build_object('amount', l.unit_price, 'currency', q.currency) end)
          order by l.position), '[]')
        from quote_line l join variant v on v.shop_id = l.shop_id and v.variant_id = l.variant_id
        join product p on p.shop_id = v.shop_id and p.product_id = v.product_id
        left join price r on r.shop_id = v.shop_id and r.variant_id = v.variant_id and r.currency = q.currency
        where l.shop_id = q.shop_id and l.quote_id = q.quote_id) as lines,
      (select case when bool_and(l.unit_price is not null) then jsonb_build_object('amount', sum(l.unit_price * l.quantity), 'currency', q.currency) end
        from quote_line l where l.shop_id = q.shop_id and l.quote_id = q.quote_id) as total
    from quote q join company c on c.shop_id = q.shop_id and c.company_id = q.company_id
    left join person n on n.shop_id = q.shop_id and n.person_id = q.person_id
    where q.shop_id = ${tx.shopId} and ${where} order by q.quote_id desc limit ${most}`.execute(tx.sql)
  return rows.map((row) =>
    quote.parse({
      ...row,
      validUntil: row.validUntil?.toISOString() ?? null,
      createdAt: row.createdAt.toISOString(),
    }),
  )
}
