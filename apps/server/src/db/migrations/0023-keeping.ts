import { type Kysely, sql } from 'kysely'

/** What is done to many products at once: shown before it is done, and kept so that it can be taken back. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
create table catalogue_change (
  shop_id text not null references shop,
  change_id text not null,
  deed jsonb not null,
  -- How many were so already.
  same int not null,
  -- Product by product: the revision it was seen at, the part that is touched, before and after.
  changes jsonb not null,
  state text not null check (state in ('proposed', 'applied', 'undone')),
  made_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (shop_id, change_id)
);
create index catalogue_change_recent on catalogue_change (shop_id, created_at);
create index audit_subject on audit (shop_id, subject, at);
select build_walls();
`.execute(db)
}
