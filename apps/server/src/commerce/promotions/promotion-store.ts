import { type Promotion, type PromotionDraft, promotion } from '@parley/contracts'
import { type RawBuilder, sql } from 'kysely'
import type { ShopTransaction } from '../../db/database.ts'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'

/** A new promotion; it runs from its first instant on, or at once. */
export async function createPromotion(tx: ShopTransaction, draft: PromotionDraft): Promise<Promotion> {
  const id = tx.id('prm')
  await tx.sql
    .insertInto('promotion')
    .values({ shop_id: tx.shopId, promotion_id: id, ...columnsOf(draft), created_at: tx.now, updated_at: tx.now })
    .execute()
  return whole(await readPromotion(tx, id))
}

/** Changes a promotion that nobody else changed since it was seen. Refused: `promotion.not_found`, `promotion.ended`, `promotion.changed`. */
export async function editPromotion(
  tx: ShopTransaction,
  edit: { promotionId: string; version: number; draft: PromotionDraft },
): Promise<Outcome<Promotion>> {
  const known = await lockVersion(tx, edit)
  if (!known.ok) return known
  await tx.sql
    .updateTable('promotion')
    .set({ ...columnsOf(edit.draft), version: edit.version + 1, updated_at: tx.now })
    .where('shop_id', '=', tx.shopId)
    .where('promotion_id', '=', edit.promotionId)
    .execute()
  return granted(whole(await readPromotion(tx, edit.promotionId)))
}

/** Lets a promotion rest, run again, or end for good. */
export async function movePromotion(
  tx: ShopTransaction,
  move: { promotionId: string; version: number; status: Promotion['status'] },
): Promise<Outcome<Promotion>> {
  const known = await lockVersion(tx, move)
  if (!known.ok) return known
  await tx.sql
    .updateTable('promotion')
    .set({ status: move.status, version: move.version + 1, updated_at: tx.now })
    .where('shop_id', '=', tx.shopId)
    .where('promotion_id', '=', move.promotionId)
    .execute()
  return granted(whole(await readPromotion(tx, move.promotionId)))
}

export async function readPromotion(tx: ShopTransaction, promotionId: string): Promise<Promotion | null> {
  const [found] = await select(tx, sql`p.promotion_id = ${promotionId}`, 1)
  return found ?? null
}

export interface PromotionPage {
  status?: Promotion['status'] | undefined
  /** Part of its name, or a whole code. */
  search?: string | undefined
  after?: string | undefined
  limit: number
}

/** Newest first, a page at a time. */
export async function pagePromotions(
  tx: ShopTransaction,
  page: PromotionPage,
): Promise<{ promotions: Promotion[]; next: string | null }> {
  const search = page.search?.trim()
  const found = await select(
    tx,
    sql`true ${page.status ? sql`and p.status = ${page.status}` : sql``}
      ${page.after ? sql`and p.promotion_id < ${page.after}` : sql``}
      ${
        search
          ? sql`and (position(lower(${search}) in lower(p.name)) > 0 or exists (select from promotion_code c
              where c.shop_id = p.shop_id and c.promotion_id = p.promotion_id and c.code = upper(${search})))`
          : sql``
      }`,
    page.limit + 1,
  )
  const promotions = found.slice(0, page.limit)
  return { promotions, next: found.length > page.limit ? (promotions.at(-1)?.id ?? null) : null }
}

async function lockVersion(
  tx: ShopTransaction,
  edit: { promotionId: string; version: number },
): Promise<Outcome<null>> {
  const { rows } = await sql<{ version: number; status: string }>`select version, status from promotion
    where shop_id = ${tx.shopId} and promotion_id = ${edit.promotionId} for no key update`.execute(tx.sql)
  const [row] = rows
  if (!row) return refuse('promotion.not_found', 'There is no such promotion.')
  if (row.status === 'ended') return refuse('promotion.ended', 'It has ended. Make a new one.', { path: 'status' })
  if (row.version === edit.version) return granted(null)
  return refuse('promotion.changed', 'It was changed meanwhile.', { path: 'version', values: { version: row.version } })
}

function columnsOf(draft: PromotionDraft) {
  return {
    name: draft.name,
    names: JSON.stringify(draft.names),
    rule: JSON.stringify(draft.rule),
    by_code: draft.byCode,
    starts_at: draft.startsAt,
    ends_at: draft.endsAt,
    most_uses: draft.mostUses,
    most_uses_per_person: draft.mostUsesPerPerson,
    budget: draft.budget && JSON.stringify(draft.budget),
  }
}

async function select(tx: ShopTransaction, where: RawBuilder<unknown>, most: number): Promise<Promotion[]> {
  const { rows } = await sql<
    Record<string, unknown> & { startsAt: Date | null; endsAt: Date | null; createdAt: Date; updatedAt: Date }
  >`
    select p.promotion_id as id, p.name, p.names, p.rule, p.by_code as "byCode", p.status, p.starts_at as "startsAt", p.ends_at as "endsAt",
      p.most_uses as "mostUses", p.most_uses_per_person as "mostUsesPerPerson", p.budget, p.spent, p.uses, p.version,
      (select jsonb_build_object('count', count(*), 'used', count(c.used_by)) from promotion_code c
        where c.shop_id = p.shop_id and c.promotion_id = p.promotion_id) as codes,
      p.created_at as "createdAt", p.updated_at as "updatedAt"
    from promotion p where p.shop_id = ${tx.shopId} and ${where} order by p.promotion_id desc limit ${most}`.execute(
    tx.sql,
  )
  return rows.map((row) =>
    promotion.parse({
      ...row,
      startsAt: row.startsAt?.toISOString() ?? null,
      endsAt: row.endsAt?.toISOString() ?? null,
      createdAt: row.createdAt.toISOString(),
      updatedAt: row.updatedAt.toISOString(),
    }),
  )
}

function whole(written: Promotion | null): Promotion {
  if (!written) throw new Error('a promotion was written and is not there')
  return written
}
