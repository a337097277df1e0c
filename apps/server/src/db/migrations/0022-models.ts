import { type Kysely, sql } from 'kysely'

/** The large language model that a shop has switched on, and what each question to it cost. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
create table shop_model (
  shop_id text not null references shop,
  model text not null,
  enabled boolean not null,
  settings jsonb not null default '{}',
  -- Its key, sealed under the server's own.
  sealed text,
  -- Millionths of a US dollar, as vendors state their prices: for a million tokens, and for a calendar month (UTC) in all.
  input_price bigint not null,
  output_price bigint not null,
  monthly_budget bigint not null,
  time_limit_ms int not null,
  updated_at timestamptz not null,
  primary key (shop_id)
);
create table model_call (
  shop_id text not null references shop,
  call_id text not null,
  at timestamptz not null,
  model text not null,
  outcome text not null check (outcome in ('chosen', 'none', 'dropped', 'failed', 'late')),
  ms int not null,
  cost bigint not null,
  primary key (shop_id, call_id)
);
create index model_call_time on model_call (shop_id, at);
select build_walls();
`.execute(db)
}
