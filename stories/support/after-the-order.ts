import type { ShopTransaction } from '../../apps/server/src/db/database.ts'

/** A parcel of the order, and something of it that is coming back. */
export async function sendAndTakeBack(
  tx: ShopTransaction,
  orderId: string,
): Promise<{ fulfilmentId: string; returnId: string }> {
  const [fulfilmentId, returnId] = [tx.id('ful'), tx.id('ret')]
  const keys = { shop_id: tx.shopId, order_id: orderId }
  await tx.sql
    .insertInto('fulfilment')
    .values({ ...keys, fulfilment_id: fulfilmentId, status: 'packed', packed_at: tx.now })
    .execute()
  const { line_id: lineId } = await tx.sql
    .selectFrom('order_line')
    .select('line_id')
    .where('shop_id', '=', tx.shopId)
    .where('order_id', '=', orderId)
    .executeTakeFirstOrThrow()
  const wish = { kind: 'return', wish: 'refund', status: 'approved', reason: 'changed_mind', goods: 1200 }
  await tx.sql
    .insertInto('return_request')
    .values({ ...keys, ...wish, return_id: returnId, number: 'R-1', created_at: tx.now, updated_at: tx.now })
    .execute()
  await tx.sql
    .insertInto('return_line')
    .values({ shop_id: tx.shopId, return_id: returnId, line_id: lineId, quantity: 1, amount: 1200 })
    .execute()
  return { fulfilmentId, returnId }
}
