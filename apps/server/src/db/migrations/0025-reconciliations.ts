import { type Kysely, sql } from 'kysely'

/** Each time payments were compared with their providers and the books were added up: what was found, and what was mended. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
create table reconciliation (
  shop_id text not null references shop,
  run_id text not null,
  -- The night's own work, or somebody who wanted to know.
  asked boolean not null,
  at timestamptz not null,
  looked int not null,
  -- Payments that stood otherwise at their providers: which, of which order, from what to what.
  mended jsonb not null,
  -- Rules of the ledger that do not hold, with the ids they were found at.
  faults jsonb not null,
  primary key (shop_id, run_id)
);
create index reconciliation_recent on reconciliation (shop_id, at desc);
select build_walls();
`.execute(db)
}
