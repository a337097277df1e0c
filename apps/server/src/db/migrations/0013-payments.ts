import { type Kysely, sql } from 'kysely'

/** Ways of paying as each shop has set them up; disputes; when a refund came to its end. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
create table payment_provider (
  shop_id text not null references shop,
  provider text not null,
  enabled boolean not null,
  settings jsonb not null default '{}',
  -- Its keys, sealed under the server's own.
  sealed text,
  position int not null default 0,
  updated_at timestamptz not null,
  primary key (shop_id, provider)
);
-- What the payer's bank has taken back for as long as it is disputed.
alter table payment add column disputed bigint not null default 0;
alter table refund add column ended_at timestamptz;
select build_walls();
`.execute(db)
}
