import { type Kysely, sql } from 'kysely'

/** What else was in the orders that held a thing. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index order_line_product on order_line (shop_id, product_id)`.execute(db)
}
