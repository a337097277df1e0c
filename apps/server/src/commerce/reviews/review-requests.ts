import { sql } from 'kysely'
import type { Database, ShopTransaction } from '../../db/database.ts'
import type { Clock } from '../../kernel/clock.ts'

const dayMs = 86_400_000

/** Notes that the buyer is to be asked, once, some days from now. */
export async function planRequest(tx: ShopTransaction, orderId: string, days: number): Promise<void> {
  await sql`
    insert into review_request (shop_id, order_id, due_at)
    values (${tx.shopId}, ${orderId}, ${new Date(tx.now.getTime() + days * dayMs)})
    on conflict (shop_id, order_id) do nothing`.execute(tx.sql)
}

export type RequestOutcome = 'asked' | 'no_consent' | 'nothing_left'

/**
 * Asks whom it is time to ask, in all shops, each in a transaction of its own; answers how many. Any number of processes may do so at once:
 * each order is taken by one.
 */
export async function askDue(
  db: Database,
  clock: Clock,
  ask: (tx: ShopTransaction, orderId: string) => Promise<RequestOutcome>,
  most = 50,
): Promise<number> {
  const { rows } = await db.outside((outside) =>
    sql<{ shop_id: string; order_id: string }>`select * from due_review_requests(${clock.now()}, ${most})`.execute(
      outside,
    ),
  )
  let asked = 0
  for (const due of rows) {
    const taken = await db.inShop(due.shop_id, async (tx) => {
      const { rows: held } =
        await sql`select 1 from review_request where shop_id = ${tx.shopId} and order_id = ${due.order_id}
        and done_at is null for update skip locked`.execute(tx.sql)
      if (held.length === 0) return null
      const outcome = await ask(tx, due.order_id)
      await sql`update review_request set done_at = ${tx.now}, outcome = ${outcome}
        where shop_id = ${tx.shopId} and order_id = ${due.order_id}`.execute(tx.sql)
      return outcome
    })
    if (taken === 'asked') asked++
  }
  return asked
}
