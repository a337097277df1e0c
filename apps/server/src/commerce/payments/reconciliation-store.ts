import { sql } from 'kysely'
import { z } from 'zod'
import type { ShopTransaction } from '../../db/database.ts'

/** A payment that its provider knew to stand otherwise. */
const mended = z.object({
  paymentId: z.string(),
  orderId: z.string(),
  orderNumber: z.string(),
  provider: z.string(),
  from: z.string(),
  to: z.string(),
})
export type Mended = z.infer<typeof mended>

/** One comparison of all payments with their providers, and of the books with themselves. */
export const reconciliation = z.object({
  id: z.string(),
  /** By somebody, not by the night. */
  asked: z.boolean(),
  at: z.iso.datetime(),
  /** How many payments were asked about. */
  looked: z.int(),
  mended: z.array(mended),
  /** Sums that do not come out, by rule, with the ids they were found at. */
  faults: z.array(z.object({ rule: z.string(), ids: z.array(z.string()) })),
})
export type Reconciliation = z.infer<typeof reconciliation>

export async function writeReconciliation(
  tx: ShopTransaction,
  run: Omit<Reconciliation, 'id' | 'at'>,
): Promise<Reconciliation> {
  const id = tx.id('rec')
  await tx.sql
    .insertInto('reconciliation')
    .values({
      shop_id: tx.shopId,
      run_id: id,
      asked: run.asked,
      at: tx.now,
      looked: run.looked,
      mended: JSON.stringify(run.mended),
      faults: JSON.stringify(run.faults),
    })
    .execute()
  return { id, at: tx.now.toISOString(), ...run }
}

/** The latest first. */
export async function readReconciliations(tx: ShopTransaction, most: number): Promise<Reconciliation[]> {
  const { rows } = await sql<unknown>`
    select run_id as id, asked, to_char(at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, looked, mended, faults
    from reconciliation where shop_id = ${tx.shopId} order by reconciliation.at desc, run_id desc limit ${most}`.execute(
    tx.sql,
  )
  return z.array(reconciliation).parse(rows)
}
