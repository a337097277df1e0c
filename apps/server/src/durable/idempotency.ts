import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { ShopTransaction } from '../db/database.ts'
import { granted, type Outcome, refuse } from '../kernel/refusals.ts'

export interface Call {
  principal: string
  route: string
  key: string
  digest: string
}

export const digestOf = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('base64url')

/**
 * The stored answer of an earlier call with this key, or null where it is the first: then `keepAnswer` in the same transaction.
 * While the first is still running a repeat is told so; the same key with another body is refused.
 */
export async function earlierAnswer(
  tx: ShopTransaction,
  call: Call,
): Promise<Outcome<{ status: number; answer: unknown } | null>> {
  const { rows: locks } = await sql<{ taken: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${[tx.shopId, call.principal, call.route, call.key].join('\n')}, 0)) as taken`.execute(
    tx.sql,
  )
  if (!locks[0]?.taken)
    return refuse('idempotency.running', 'A call with this key is still running; ask again in a moment.')
  const row = await tx.sql
    .selectFrom('idempotency')
    .select(['digest', 'status', 'answer'])
    .where('shop_id', '=', tx.shopId)
    .where('principal', '=', call.principal)
    .where('route', '=', call.route)
    .where('key', '=', call.key)
    .executeTakeFirst()
  if (!row) return granted(null)
  if (row.digest !== call.digest) return refuse('idempotency.other_body', 'This key was used before with another body.')
  return granted({ status: row.status ?? 200, answer: row.answer })
}

export async function keepAnswer(tx: ShopTransaction, call: Call, status: number, answer: unknown): Promise<void> {
  await tx.sql
    .insertInto('idempotency')
    .values({
      shop_id: tx.shopId,
      ...call,
      state: 'done',
      status,
      answer: JSON.stringify(answer ?? null),
      created_at: tx.now,
    })
    .execute()
}

/** Answers are kept for a day, which covers every client's patience. */
export async function forgetOldAnswers(tx: ShopTransaction): Promise<void> {
  await tx.sql
    .deleteFrom('idempotency')
    .where('shop_id', '=', tx.shopId)
    .where('created_at', '<', new Date(tx.now.getTime() - 24 * 3600_000))
    .execute()
}
