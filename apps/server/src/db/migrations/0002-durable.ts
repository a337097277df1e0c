import { type Kysely, sql } from 'kysely'

/** What survives a kill: events and their cursors, answers to repeated calls, work that is owed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
create table event (
  shop_id text not null references shop,
  position bigint generated always as identity,
  -- Readers only go as far as the oldest transaction still running, so none is overtaken by a later position that committed first.
  tx xid8 not null default pg_current_xact_id(),
  event_id text not null,
  type text not null,
  at timestamptz not null,
  person_id text,
  conversation_id text,
  subjects jsonb not null,
  data jsonb not null,
  primary key (shop_id, position)
);
create index event_order on event (tx, position);
create index event_conversation on event (shop_id, conversation_id, position) where conversation_id is not null;
create index event_person on event (shop_id, person_id, position) where person_id is not null;
create table event_cursor (
  consumer text primary key,
  tx xid8 not null,
  position bigint not null,
  lease text,
  leased_until timestamptz
);
create table idempotency (
  shop_id text not null references shop,
  principal text not null,
  route text not null,
  key text not null,
  digest text not null,
  state text not null check (state in ('running', 'done')),
  status int,
  answer jsonb,
  message_id text,
  created_at timestamptz not null,
  primary key (shop_id, principal, route, key)
);
create index idempotency_age on idempotency (created_at);
create table counter (
  shop_id text not null references shop,
  name text not null,
  value bigint not null,
  primary key (shop_id, name)
);
create table mail (
  shop_id text not null references shop,
  mail_id text not null,
  kind text not null,
  person_id text,
  order_id text,
  to_address text not null,
  language text not null,
  subject text not null,
  body_text text not null,
  body_html text not null,
  state text not null check (state in ('owed', 'kept', 'sent', 'failed')),
  created_at timestamptz not null,
  sent_at timestamptz,
  primary key (shop_id, mail_id)
);
create index mail_at on mail (shop_id, created_at desc);
create table outbox (
  shop_id text not null references shop,
  outbox_id text not null,
  position bigint generated always as identity,
  -- Things of one lane leave one at a time and in order.
  lane text not null,
  kind text not null check (kind in ('message', 'mail', 'webhook')),
  conversation_id text,
  message_id text,
  mail_id text,
  owner_epoch int,
  data jsonb not null default '{}',
  delivery_key text not null,
  state text not null check (state in ('owed', 'sent', 'dropped', 'failed')),
  attempts int not null default 0,
  not_before timestamptz not null,
  lease text,
  leased_until timestamptz,
  error text,
  created_at timestamptz not null,
  done_at timestamptz,
  primary key (shop_id, outbox_id),
  unique (shop_id, delivery_key)
);
create index outbox_head on outbox (shop_id, lane, position) where state = 'owed';
create index outbox_due on outbox (not_before) where state = 'owed';
`.execute(db)
}
