import { sql } from 'kysely'
import { z } from 'zod'
import type { ShopTransaction } from '../db/database.ts'

/** The model a shop has set up. Money is in millionths of a US dollar, as the vendors state their prices. */
export interface ShopModel {
  model: string
  enabled: boolean
  /** What is not secret. */
  settings: Record<string, unknown>
  sealed: string | null
  /** For a million tokens. */
  inputPrice: number
  outputPrice: number
  /** For a calendar month, UTC. */
  monthlyBudget: number
  timeLimitMs: number
}

export type CallOutcome = 'chosen' | 'none' | 'dropped' | 'failed' | 'late'

const settings = z.record(z.string(), z.unknown())

export async function readShopModel(tx: ShopTransaction): Promise<ShopModel | null> {
  const row = await tx.sql.selectFrom('shop_model').selectAll().where('shop_id', '=', tx.shopId).executeTakeFirst()
  return row
    ? {
        model: row.model,
        enabled: row.enabled,
        settings: settings.parse(row.settings),
        sealed: row.sealed,
        inputPrice: row.input_price,
        outputPrice: row.output_price,
        monthlyBudget: row.monthly_budget,
        timeLimitMs: row.time_limit_ms,
      }
    : null
}

export async function saveShopModel(tx: ShopTransaction, given: ShopModel): Promise<void> {
  const values = {
    model: given.model,
    enabled: given.enabled,
    settings: JSON.stringify(given.settings),
    sealed: given.sealed,
    input_price: given.inputPrice,
    output_price: given.outputPrice,
    monthly_budget: given.monthlyBudget,
    time_limit_ms: given.timeLimitMs,
    updated_at: tx.now,
  }
  await tx.sql
    .insertInto('shop_model')
    .values({ shop_id: tx.shopId, ...values })
    .onConflict((conflict) => conflict.column('shop_id').doUpdateSet(values))
    .execute()
}

export async function keepCall(
  tx: ShopTransaction,
  call: { model: string; outcome: CallOutcome; ms: number; cost: number },
): Promise<void> {
  await tx.sql
    .insertInto('model_call')
    .values({
      shop_id: tx.shopId,
      call_id: tx.id('mcl'),
      at: tx.now,
      model: call.model,
      outcome: call.outcome,
      ms: Math.round(call.ms),
      cost: call.cost,
    })
    .execute()
}

/** What this calendar month (UTC) has cost so far, in how many questions, and how long half of them took at most. */
export async function monthSoFar(tx: ShopTransaction): Promise<{ spent: number; calls: number; medianMs: number }> {
  const { rows } = await sql<{ spent: number; calls: number; median: number }>`
    select coalesce(sum(cost), 0)::bigint as spent, count(*)::int as calls, coalesce(percentile_disc(0.5) within group (order by ms), 0)::int as median
    from model_call where shop_id = ${tx.shopId} and at >= ${monthOf(tx.now)}`.execute(tx.sql)
  const [row] = rows
  return { spent: row?.spent ?? 0, calls: row?.calls ?? 0, medianMs: row?.median ?? 0 }
}

const monthOf = (at: Date): Date => new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1))
