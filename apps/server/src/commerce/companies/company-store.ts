import { type Company, type CompanyDraft, type CompanyRole, company } from '@parley/contracts'
import { type RawBuilder, sql } from 'kysely'
import type { ShopTransaction } from '../../db/database.ts'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'
import { readCompanyNumber } from './company-number.ts'

export async function createCompany(tx: ShopTransaction, draft: CompanyDraft): Promise<Outcome<Company>> {
  const columns = columnsOf(draft)
  if (!columns.ok) return columns
  const id = tx.id('com')
  await tx.sql
    .insertInto('company')
    .values({ shop_id: tx.shopId, company_id: id, ...columns.value, created_at: tx.now, updated_at: tx.now })
    .execute()
  return readCompany(tx, id)
}

/** Refused: `company.not_found`, `company.changed`, `company.vat_number`. */
export async function editCompany(
  tx: ShopTransaction,
  edit: { companyId: string; version: number; draft: CompanyDraft },
): Promise<Outcome<Company>> {
  const columns = columnsOf(edit.draft)
  if (!columns.ok) return columns
  const done = await tx.sql
    .updateTable('company')
    .set({ ...columns.value, version: edit.version + 1, updated_at: tx.now })
    .where('shop_id', '=', tx.shopId)
    .where('company_id', '=', edit.companyId)
    .where('version', '=', edit.version)
    .executeTakeFirst()
  const found = await readCompany(tx, edit.companyId)
  if (!found.ok || done.numUpdatedRows > 0n) return found
  return refuse('company.changed', 'It was changed meanwhile.', {
    path: 'version',
    values: { version: found.value.version },
  })
}

export async function readCompany(tx: ShopTransaction, companyId: string): Promise<Outcome<Company>> {
  const [found] = await select(tx, sql`c.company_id = ${companyId}`, 1)
  return found ? granted(found) : refuse('company.not_found', 'There is no such company.')
}

export async function pageCompanies(
  tx: ShopTransaction,
  page: { search?: string | undefined; after?: string | undefined; limit: number },
): Promise<{ companies: Company[]; next: string | null }> {
  const search = page.search?.trim().toLowerCase()
  const found = await select(
    tx,
    sql`true ${search ? sql`and position(${search} in lower(c.name || ' ' || coalesce(c.vat_number, ''))) > 0` : sql``}
      ${page.after ? sql`and c.company_id < ${page.after}` : sql``}`,
    page.limit + 1,
  )
  const shown = found.slice(0, page.limit)
  return { companies: shown, next: found.length > page.limit ? (shown.at(-1)?.id ?? null) : null }
}

/** Lets somebody buy for a company, or changes what she may do there. Refused: `company.member_elsewhere`, `person.not_found`. */
export async function writeMember(
  tx: ShopTransaction,
  of: { companyId: string; personId: string; role: CompanyRole },
): Promise<Outcome<Company>> {
  const person = await tx.sql
    .selectFrom('person')
    .select('person_id')
    .where('shop_id', '=', tx.shopId)
    .where('person_id', '=', of.personId)
    .where('erased_at', 'is', null)
    .executeTakeFirst()
  if (!person) return refuse('person.not_found', 'There is no such person.', { path: 'personId' })
  const done = await sql`
    insert into company_member (shop_id, company_id, person_id, role, added_at)
    values (${tx.shopId}, ${of.companyId}, ${of.personId}, ${of.role}, ${tx.now})
    on conflict (shop_id, person_id) do update set role = excluded.role where company_member.company_id = excluded.company_id`.execute(
    tx.sql,
  )
  if (!done.numAffectedRows)
    return refuse('company.member_elsewhere', 'She buys for another company.', { path: 'personId' })
  return readCompany(tx, of.companyId)
}

export async function deleteMember(tx: ShopTransaction, of: { companyId: string; personId: string }): Promise<void> {
  await tx.sql
    .deleteFrom('company_member')
    .where('shop_id', '=', tx.shopId)
    .where('company_id', '=', of.companyId)
    .where('person_id', '=', of.personId)
    .execute()
}

/** Whom somebody buys for, and what she may do there; null where she buys for herself. */
export async function membershipOf(
  tx: ShopTransaction,
  personId: string | null,
): Promise<{ companyId: string; role: CompanyRole } | null> {
  if (personId === null) return null
  const { rows } = await sql<{ companyId: string; role: CompanyRole }>`
    select m.company_id as "companyId", m.role from company_member m
    join company c on c.shop_id = m.shop_id and c.company_id = m.company_id and c.status = 'active'
    where m.shop_id = ${tx.shopId} and m.person_id = ${personId}`.execute(tx.sql)
  return rows[0] ?? null
}

/** What is owed on account: ordered, not called off, and not paid yet. */
const owed = sql`coalesce((select sum(greatest(p.amount - p.captured, 0)) from company_order k
  join orders o on o.shop_id = k.shop_id and o.order_id = k.order_id and o.status <> 'cancelled' and o.currency = c.currency
  join payment p on p.shop_id = o.shop_id and p.order_id = o.order_id and p.provider = 'invoice' and p.status not in ('declined', 'voided', 'failed')
  where k.shop_id = c.shop_id and k.company_id = c.company_id), 0)`

async function select(tx: ShopTransaction, where: RawBuilder<unknown>, most: number): Promise<Company[]> {
  const { rows } = await sql<Record<string, unknown>>`
    select c.company_id as id, c.name, c.vat_number as "vatNumber", c.country, c.currency, c.status, c.version,
      case when c.credit_limit is not null then jsonb_build_object('amount', c.credit_limit, 'currency', c.currency) end as "creditLimit",
      jsonb_build_object('amount', ${owed}, 'currency', c.currency) as owed,
      case when c.approval_above is not null then jsonb_build_object('amount', c.approval_above, 'currency', c.currency) end as "approvalAbove",
      (select coalesce(jsonb_agg(jsonb_build_object('personId', m.person_id, 'name', n.name, 'email', n.email, 'role', m.role)
          order by m.added_at, m.person_id), '[]') from company_member m
        join person n on n.shop_id = m.shop_id and n.person_id = m.person_id
        where m.shop_id = c.shop_id and m.company_id = c.company_id) as members
    from company c where c.shop_id = ${tx.shopId} and ${where} order by c.company_id desc limit ${most}`.execute(tx.sql)
  return rows.map((row) => company.parse(row))
}

export interface CompanyTerms {
  currency: string
  creditLimit: number | null
  owed: number
  approvalAbove: number | null
}

/** Locks the company, so that two orders at once are weighed one after the other. Null where it is closed. */
export async function lockCompany(tx: ShopTransaction, companyId: string): Promise<CompanyTerms | null> {
  const locked =
    await sql`select 1 from company where shop_id = ${tx.shopId} and company_id = ${companyId} and status = 'active'
    for no key update`.execute(tx.sql)
  if (locked.rows.length === 0) return null
  // What is owed is read after the lock: another order may have been waited for.
  const { rows } = await sql<CompanyTerms>`
    select c.currency, c.credit_limit::bigint as "creditLimit", (${owed})::bigint as owed, c.approval_above::bigint as "approvalAbove"
    from company c where c.shop_id = ${tx.shopId} and c.company_id = ${companyId}`.execute(tx.sql)
  return rows[0] ?? null
}

export async function writeCompanyOrder(tx: ShopTransaction, companyId: string, orderId: string): Promise<void> {
  await tx.sql
    .insertInto('company_order')
    .values({ shop_id: tx.shopId, company_id: companyId, order_id: orderId })
    .execute()
}

function columnsOf(draft: CompanyDraft) {
  const { vatNumber: said, country } = draft
  const read = said ? readCompanyNumber(said, country) : null
  if (said && read?.country !== country)
    return refuse('company.vat_number', 'That is no VAT number of this country.', { path: 'vatNumber' })
  return granted({
    name: draft.name,
    vat_number: read?.number ?? null,
    country,
    currency: draft.currency,
    credit_limit: draft.creditLimit,
    approval_above: draft.approvalAbove,
    status: draft.status,
  })
}
