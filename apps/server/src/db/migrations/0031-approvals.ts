import { type Kysely, sql } from 'kysely'

/** What an agent may not give by herself waits here for somebody who may. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
create table approval (
  shop_id text not null references shop,
  approval_id text not null,
  conversation_id text not null,
  proposal_id text not null,
  wish jsonb not null,
  asked_by text not null references account,
  asked_at timestamptz not null,
  state text not null default 'asked' check (state in ('asked', 'approved', 'declined')),
  decided_by text references account,
  decided_at timestamptz,
  primary key (shop_id, approval_id),
  unique (shop_id, proposal_id),
  foreign key (shop_id, conversation_id) references conversation
);
create index approval_open on approval (shop_id, asked_at) where state = 'asked';
select build_walls();
`.execute(db)
}
