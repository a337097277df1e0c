import type { Currency, PromotionTrace } from '@parley/contracts'
import { sql } from 'kysely'
import type { ShopTransaction } from '../../db/database.ts'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'
import { type BuyerKeys, usesOfHers } from './offers.ts'

/**
 * Uses up what a cart's price rests on, in the transaction that places its order: counts, budgets, the buyer's own share, codes for one use.
 * Promotions with a limit are locked in the order of their ids until the transaction ends, so that of two who want the last use one gets it.
 * Comes after the cart's lock and before the stock's. Refused: `coupon.used_up`, `coupon.per_person`, `coupon.code_used`; run it in an attempt.
 */
export async function useUp(
  tx: ShopTransaction,
  of: { cartId: string; currency: Currency; applied: readonly PromotionTrace[]; buyer: BuyerKeys },
): Promise<Outcome<null>> {
  const applied = of.applied.filter((trace) => trace.applied)
  if (applied.length === 0) return granted(null)
  const limits = await lockLimits(tx, applied, of)
  for (const trace of applied) {
    const limit = limits.get(trace.promotionId)
    if (limit?.usedUp) return refuse('coupon.used_up', 'It has been used up.', { path: 'code' })
    if (limit?.hersUsedUp) return refuse('coupon.per_person', 'You have used it already.', { path: 'code' })
    if (trace.code && !(await takeCode(tx, trace.code, of.cartId)))
      return refuse('coupon.code_used', 'The code has been used.', { path: 'code' })
  }
  await writeUses(tx, of, applied)
  return granted(null)
}

/** Gives back what an order had used up that came to nothing: it can be used again. Once, however often it is asked. */
export async function giveBackUses(tx: ShopTransaction, cartId: string): Promise<void> {
  await sql`
    with given as (
      update promotion_use set state = 'returned' where shop_id = ${tx.shopId} and cart_id = ${cartId} and state = 'used'
      returning promotion_id, currency, amount
    ), codes as (
      update promotion_code set used_by = null where shop_id = ${tx.shopId} and used_by = ${cartId}
        and promotion_id in (select promotion_id from given)
    ), ordered as (
      select p.promotion_id from promotion p where p.shop_id = ${tx.shopId} and p.promotion_id in (select promotion_id from given)
      order by p.promotion_id for no key update
    )
    update promotion p set uses = p.uses - 1,
      spent = p.spent || jsonb_build_object(g.currency, coalesce((p.spent ->> g.currency)::bigint, 0) - g.amount)
    from given g join ordered o using (promotion_id)
    where p.shop_id = ${tx.shopId} and p.promotion_id = g.promotion_id`.execute(tx.sql)
}

interface Limit {
  usedUp: boolean
  hersUsedUp: boolean
}

async function lockLimits(
  tx: ShopTransaction,
  applied: readonly PromotionTrace[],
  of: { currency: Currency; buyer: BuyerKeys },
): Promise<Map<string, Limit>> {
  const ids = applied.map((trace) => trace.promotionId)
  await sql`select 1 from promotion where shop_id = ${tx.shopId} and promotion_id = any(${ids})
    order by promotion_id for no key update`.execute(tx.sql)
  // Read by a statement of its own: one that waited for a lock still sees the uses as they were when it began.
  const { rows } = await sql<{
    id: string
    usedUp: boolean
    usesOfHers: number
    mostOfHers: number | null
    left: number | null
  }>`
    select p.promotion_id as id, coalesce(p.status <> 'active' or p.uses >= p.most_uses, false) as "usedUp",
      p.most_uses_per_person as "mostOfHers",
      case when p.most_uses_per_person is null then 0 else ${usesOfHers(of.buyer)} end as "usesOfHers",
      case when p.budget is null then null
        else coalesce((p.budget ->> ${of.currency})::bigint, 0) - coalesce((p.spent ->> ${of.currency})::bigint, 0) end as left
    from promotion p where p.shop_id = ${tx.shopId} and p.promotion_id = any(${ids})`.execute(tx.sql)
  const amounts = new Map(applied.map((trace) => [trace.promotionId, trace.amount.amount]))
  return new Map(
    rows.map((row) => [
      row.id,
      {
        usedUp: row.usedUp || (row.left !== null && (amounts.get(row.id) ?? 0) > row.left),
        hersUsedUp: row.mostOfHers !== null && row.usesOfHers >= row.mostOfHers,
      },
    ]),
  )
}

/** False where a code for one use has had it, or is not there any more; a code for many is never used up by itself. */
async function takeCode(tx: ShopTransaction, code: string, cartId: string): Promise<boolean> {
  const { rows } = await sql<{ free: boolean }>`
    with taken as (
      update promotion_code set used_by = ${cartId}
      where shop_id = ${tx.shopId} and code = ${code} and single_use and used_by is null returning 1
    )
    select exists (select from taken) or exists (
      select from promotion_code where shop_id = ${tx.shopId} and code = ${code} and not single_use) as free`.execute(
    tx.sql,
  )
  return rows[0]?.free === true
}

async function writeUses(
  tx: ShopTransaction,
  of: { cartId: string; currency: Currency },
  applied: readonly PromotionTrace[],
): Promise<void> {
  const uses = applied.map(({ promotionId, code, amount }) => ({
    id: promotionId,
    code: code ?? null,
    amount: amount.amount,
  }))
  await sql`
    with uses as (
      select * from jsonb_to_recordset(${JSON.stringify(uses)}::jsonb) as u(id text, code text, amount bigint)
    ), written as (
      insert into promotion_use (shop_id, promotion_id, cart_id, code, currency, amount, state, used_at)
      select ${tx.shopId}, u.id, ${of.cartId}, u.code, ${of.currency}, u.amount, 'used', ${tx.now} from uses u
      on conflict (shop_id, promotion_id, cart_id) do update
        set code = excluded.code, currency = excluded.currency, amount = excluded.amount, state = 'used', used_at = excluded.used_at
    )
    update promotion p set uses = p.uses + 1,
      spent = p.spent || jsonb_build_object(${of.currency}::text, coalesce((p.spent ->> ${of.currency})::bigint, 0) + u.amount)
    from uses u where p.shop_id = ${tx.shopId} and p.promotion_id = u.id`.execute(tx.sql)
}
