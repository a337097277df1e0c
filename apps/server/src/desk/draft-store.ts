import type { ShopTransaction } from '../db/database.ts'

export interface Draft {
  text: string
  isNote: boolean
}

/** What somebody has begun to write in a conversation, wherever she goes on with it. */
export async function readDraft(tx: ShopTransaction, conversationId: string, accountId: string): Promise<Draft> {
  const row = await tx.sql
    .selectFrom('draft')
    .select(['text', 'is_note'])
    .where('shop_id', '=', tx.shopId)
    .where('conversation_id', '=', conversationId)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return { text: row?.text ?? '', isNote: row?.is_note ?? false }
}

/** An empty one is none. */
export async function keepDraft(
  tx: ShopTransaction,
  conversationId: string,
  accountId: string,
  draft: Draft,
): Promise<void> {
  if (draft.text.trim() === '') {
    await tx.sql
      .deleteFrom('draft')
      .where('shop_id', '=', tx.shopId)
      .where('conversation_id', '=', conversationId)
      .where('account_id', '=', accountId)
      .execute()
    return
  }
  const kept = { text: draft.text, is_note: draft.isNote, updated_at: tx.now }
  await tx.sql
    .insertInto('draft')
    .values({ shop_id: tx.shopId, conversation_id: conversationId, account_id: accountId, ...kept })
    .onConflict((conflict) => conflict.columns(['shop_id', 'conversation_id', 'account_id']).doUpdateSet(kept))
    .execute()
}
