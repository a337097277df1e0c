import type { Lesson } from '@parley/contracts'
import { sql } from 'kysely'
import type { ShopTransaction } from '../db/database.ts'
import type { SaidTurn } from './heard-store.ts'

/** What the shop has taught, the newest first. */
export async function readLessons(tx: ShopTransaction): Promise<Lesson[]> {
  const rows = await tx.sql
    .selectFrom('lesson')
    .selectAll()
    .where('shop_id', '=', tx.shopId)
    .orderBy('taught_at', 'desc')
    .orderBy('lesson_id', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.lesson_id,
    text: row.text,
    language: row.language,
    job: row.job,
    taughtBy: row.taught_by,
    taughtAt: row.taught_at.toISOString(),
  }))
}

/** Keeps what was said as an example of the job; the same sentence taught again means what it was taught last. */
export async function saveLessons(
  tx: ShopTransaction,
  said: readonly SaidTurn[],
  job: string,
  by: string,
): Promise<number> {
  const seen = new Set<string>()
  for (const { turnId, conversationId, text, language } of said) {
    if (seen.has(`${language} ${text}`)) continue
    seen.add(`${language} ${text}`)
    await sql`
      insert into lesson (shop_id, lesson_id, text, language, job, conversation_id, turn_id, taught_by, taught_at)
      values (${tx.shopId}, ${tx.id('lsn')}, ${text}, ${language}, ${job}, ${conversationId}, ${turnId}, ${by}, ${tx.now})
      on conflict (shop_id, language, text) do update set job = excluded.job, taught_by = excluded.taught_by, taught_at = excluded.taught_at`.execute(
      tx.sql,
    )
  }
  return seen.size
}

/** False where there was none. */
export async function withdrawLesson(tx: ShopTransaction, lessonId: string): Promise<boolean> {
  const { numDeletedRows } = await tx.sql
    .deleteFrom('lesson')
    .where('shop_id', '=', tx.shopId)
    .where('lesson_id', '=', lessonId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}
