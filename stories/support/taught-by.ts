import type { ShopTransaction } from '../../apps/server/src/db/database.ts'

/** Something that the shop has taught its bot, and a version made of it. */
export async function taughtBy(
  tx: ShopTransaction,
  given: { conversationId: string; accountId: string; text: string },
): Promise<{ lessonId: string; teachingId: string }> {
  const [lessonId, teachingId] = [tx.id('lsn'), tx.id('tch')]
  const { conversationId, accountId, text } = given
  await tx.sql
    .insertInto('lesson')
    .values({
      shop_id: tx.shopId,
      lesson_id: lessonId,
      text,
      language: 'en',
      job: 'find_product',
      conversation_id: conversationId,
      turn_id: tx.id('trn'),
      taught_by: accountId,
      taught_at: tx.now,
    })
    .execute()
  await tx.sql
    .insertInto('teaching')
    .values({
      shop_id: tx.shopId,
      teaching_id: teachingId,
      number: 1,
      state: 'kept',
      made_by: accountId,
      made_at: tx.now,
    })
    .execute()
  return { lessonId, teachingId }
}
