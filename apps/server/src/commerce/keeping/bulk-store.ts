import { bulkDeed, bulkPart, bulkState } from '@parley/contracts'
import { sql } from 'kysely'
import { z } from 'zod'
import type { ShopTransaction } from '../../db/database.ts'

const oneChange = z.object({
  productId: z.string(),
  name: z.string(),
  /** As it was seen. */
  revision: z.int(),
  before: bulkPart,
  after: bulkPart,
})

const keptChange = z.object({
  id: z.string(),
  deed: bulkDeed,
  state: bulkState,
  same: z.int(),
  changes: z.array(oneChange),
  createdAt: z.date(),
  expiresAt: z.date(),
})
export type KeptChange = z.infer<typeof keptChange>

export async function proposeChange(
  tx: ShopTransaction,
  given: Pick<KeptChange, 'deed' | 'same' | 'changes' | 'expiresAt'> & { madeBy: string },
): Promise<KeptChange> {
  const id = tx.id('chg')
  const { deed, same, changes, expiresAt, madeBy } = given
  await tx.sql
    .insertInto('catalogue_change')
    .values({
      shop_id: tx.shopId,
      change_id: id,
      deed: JSON.stringify(deed),
      same,
      changes: JSON.stringify(changes),
      state: 'proposed',
      made_by: madeBy,
      created_at: tx.now,
      expires_at: expiresAt,
    })
    .execute()
  return { id, deed, same, changes, state: 'proposed', createdAt: tx.now, expiresAt }
}

/** Locked, so that it is confirmed or undone once. */
export async function lockChange(tx: ShopTransaction, changeId: string): Promise<KeptChange | null> {
  const { rows } =
    await sql<unknown>`select change_id as id, deed, state, same, changes, created_at as "createdAt", expires_at as "expiresAt"
    from catalogue_change where shop_id = ${tx.shopId} and change_id = ${changeId} for no key update`.execute(tx.sql)
  return rows[0] ? keptChange.parse(rows[0]) : null
}

export async function moveChange(tx: ShopTransaction, changeId: string, state: KeptChange['state']): Promise<void> {
  await tx.sql
    .updateTable('catalogue_change')
    .set({ state })
    .where('shop_id', '=', tx.shopId)
    .where('change_id', '=', changeId)
    .execute()
}

/** What was done lately, newest first. */
export async function recentChanges(
  tx: ShopTransaction,
  limit: number,
): Promise<{ id: string; deed: KeptChange['deed']; state: KeptChange['state']; count: number; createdAt: Date }[]> {
  const { rows } =
    await sql<unknown>`select change_id as id, deed, state, jsonb_array_length(changes) as count, created_at as "createdAt"
    from catalogue_change where shop_id = ${tx.shopId} and state <> 'proposed' order by created_at desc, change_id desc limit ${limit}`.execute(
      tx.sql,
    )
  return z
    .array(z.object({ id: z.string(), deed: bulkDeed, state: bulkState, count: z.int(), createdAt: z.date() }))
    .parse(rows)
}
