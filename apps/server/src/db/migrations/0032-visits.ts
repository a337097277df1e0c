import { type Kysely, sql } from 'kysely'

/**
 * Who is in the shop just now. Unlogged: nothing of it outlives a crash, and every row goes a minute after it was last seen.
 * What it holds is what the desk needs to help: a path without its question, a language, whether she has been here before.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
create unlogged table visit (
  shop_id text not null references shop,
  visit_id text not null,
  visitor_id text,
  page text not null,
  language text not null,
  is_returning boolean not null,
  since timestamptz not null,
  seen_at timestamptz not null,
  -- A visitor made for a visit that somebody has joined: handed over once, by the next sign of life.
  handed_token text,
  joined_conversation text,
  primary key (shop_id, visit_id)
);
create index visit_seen on visit (shop_id, seen_at);
select build_walls();
`.execute(db)
}
