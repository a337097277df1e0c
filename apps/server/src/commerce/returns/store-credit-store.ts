import { sql } from 'kysely'
import type { ShopTransaction } from '../../db/database.ts'
import type { LockedOrder } from '../orders/index.ts'

/** Gives store credit for a return of a locked order, once: the money that was paid for it stays with the shop. Its code is made and mailed after. */
export async function giveCredit(
  tx: ShopTransaction,
  order: LockedOrder,
  of: { returnId: string; amount: number },
): Promise<void> {
  await tx.sql
    .insertInto('store_credit')
    .values({
      ...{ shop_id: tx.shopId, return_id: of.returnId, order_id: order.id, amount: of.amount },
      ...{ gift_card_id: null, given_at: tx.now },
    })
    .execute()
  const subjects = { return: of.returnId, order: order.id, person: order.personId, visitor: order.visitorId }
  tx.event('return.credited', subjects, { amount: of.amount, currency: order.currency })
}

/** Locks the credit that was given for a return and has no code yet; null where there is none. */
export async function lockUncoded(
  tx: ShopTransaction,
  returnId: string,
): Promise<{ orderId: string; amount: number } | null> {
  const { rows } = await sql<{ orderId: string; amount: number }>`
    select order_id as "orderId", amount::bigint as amount from store_credit
    where shop_id = ${tx.shopId} and return_id = ${returnId} and gift_card_id is null for update`.execute(tx.sql)
  const [row] = rows
  return row ? { ...row, amount: Number(row.amount) } : null
}

export async function writeCode(tx: ShopTransaction, returnId: string, giftCardId: string): Promise<void> {
  await tx.sql
    .updateTable('store_credit')
    .set({ gift_card_id: giftCardId })
    .where('shop_id', '=', tx.shopId)
    .where('return_id', '=', returnId)
    .execute()
}
