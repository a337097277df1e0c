import { sql } from 'kysely'
import type { ShopTransaction } from '../../db/database.ts'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'
import { newCode, tidyCode } from './promotion.ts'

export interface PromotionCode {
  code: string
  singleUse: boolean
  used: boolean
  batch: string | null
}

/** One code that many may use, or that is used up by the first order. Refused: `promotion.not_found`, `promotion.code_taken`. */
export async function addCode(
  tx: ShopTransaction,
  given: { promotionId: string; code: string; singleUse: boolean },
): Promise<Outcome<{ added: number }>> {
  const open = await takesCodes(tx, given.promotionId)
  if (!open.ok) return open
  const code = tidyCode(given.code)
  const added = await write(tx, { ...given, codes: [code], batch: null })
  if (added === 1) return granted({ added })
  return refuse('promotion.code_taken', 'There is such a code already.', { path: 'code' })
}

/** Codes for one use each, as many as are asked for. */
export async function generateCodes(
  tx: ShopTransaction,
  given: { promotionId: string; count: number; prefix: string; batch: string; random: (below: number) => number },
): Promise<Outcome<{ added: number }>> {
  const open = await takesCodes(tx, given.promotionId)
  if (!open.ok) return open
  let added = 0
  // Two codes alike are next to impossible; where it happens, as many as are missing are made again.
  while (added < given.count) {
    const codes = new Set<string>()
    while (codes.size < given.count - added) codes.add(newCode(given.prefix, given.random))
    added += await write(tx, { ...given, codes: [...codes], singleUse: true })
  }
  return granted({ added })
}

/** In the order in which they were made. */
export async function pageCodes(
  tx: ShopTransaction,
  page: { promotionId: string; used?: boolean | undefined; after: number; limit: number },
): Promise<{ codes: PromotionCode[]; next: number | null }> {
  const { rows } = await sql<PromotionCode & { position: number }>`
    select code, single_use as "singleUse", used_by is not null as used, batch, position from promotion_code
    where shop_id = ${tx.shopId} and promotion_id = ${page.promotionId} and position > ${page.after}
      ${page.used === undefined ? sql`` : sql`and (used_by is not null) = ${page.used}`}
    order by position limit ${page.limit + 1}`.execute(tx.sql)
  const shown = rows.slice(0, page.limit)
  return {
    codes: shown.map(({ code, singleUse, used, batch }) => ({ code, singleUse, used, batch })),
    next: rows.length > page.limit ? (shown.at(-1)?.position ?? null) : null,
  }
}

/** For a spreadsheet: a heading and a line for each. */
export function codesAsCsv(codes: readonly PromotionCode[]): string {
  const lines = codes.map(({ code, singleUse, used, batch }) =>
    [code, singleUse ? 1 : '', used ? 1 : 0, batch ?? ''].map(cell).join(','),
  )
  return ['code,single_use,used,batch', ...lines, ''].join('\r\n')
}

/** What a spreadsheet would take for a formula is told to be text. */
function cell(value: string | number): string {
  const text = String(value)
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

async function takesCodes(tx: ShopTransaction, promotionId: string): Promise<Outcome<null>> {
  const row = await tx.sql
    .selectFrom('promotion')
    .select(['by_code', 'status'])
    .where('shop_id', '=', tx.shopId)
    .where('promotion_id', '=', promotionId)
    .executeTakeFirst()
  if (!row) return refuse('promotion.not_found', 'There is no such promotion.')
  if (row.status === 'ended') return refuse('promotion.ended', 'It has ended. Make a new one.')
  return row.by_code ? granted(null) : refuse('promotion.needs_no_code', 'It is given without a code.')
}

/** A code that nobody used up, of a promotion that has ended, may be given out again. */
async function write(
  tx: ShopTransaction,
  given: { promotionId: string; codes: readonly string[]; singleUse: boolean; batch: string | null },
): Promise<number> {
  const done = await sql`
    insert into promotion_code (shop_id, code, promotion_id, single_use, batch, created_at)
    select ${tx.shopId}, code, ${given.promotionId}, ${given.singleUse}, ${given.batch}, ${tx.now}
    from unnest(${[...given.codes]}::text[]) with ordinality as given(code, place) order by place
    on conflict (shop_id, code) do update
      set promotion_id = excluded.promotion_id, single_use = excluded.single_use, batch = excluded.batch, created_at = excluded.created_at
      where promotion_code.used_by is null and exists (select from promotion p where p.shop_id = promotion_code.shop_id
        and p.promotion_id = promotion_code.promotion_id and p.status = 'ended')`.execute(tx.sql)
  return Number(done.numAffectedRows)
}
