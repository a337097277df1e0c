import { type Kysely, sql } from 'kysely'

/** A quote that was asked for in a talk is answered there, too. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
alter table quote add column conversation_id text;
alter table quote add foreign key (shop_id, conversation_id) references conversation;
`.execute(db)
}
