import { type Kysely, sql } from 'kysely'

/** What is sold before it is there: the day on which it is expected. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
-- As YYYY-MM-DD; null where nobody knows yet.
alter table variant add column expected_on text;
create index reservation_later on reservation (shop_id, variant_id) where location_id = 'later' and state <> 'released';
`.execute(db)
}
