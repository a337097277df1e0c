import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
create table inbox (
  shop_id text not null references shop,
  inbox_id text not null,
  channel text not null,
  name text not null,
  settings jsonb not null default '{}',
  sealed text,
  enabled boolean not null default true,
  -- Where a channel that is asked for news has got to, and who is asking.
  poll_cursor text,
  poll_lease text,
  poll_leased_until timestamptz,
  primary key (shop_id, inbox_id)
);
create table conversation (
  shop_id text not null,
  conversation_id text not null,
  inbox_id text not null,
  visitor_id text,
  person_id text,
  -- The shopper's address on the channel; a new message to it lands in the one current conversation.
  address text not null,
  is_current boolean not null default true,
  status text not null default 'open' check (status in ('open', 'snoozed', 'resolved')),
  owner text not null default 'bot' check (owner in ('bot', 'queue', 'agent')),
  owner_epoch int not null default 0,
  agent_id text references account,
  language text not null,
  currency text not null,
  cart_id text,
  last_seq int not null default 0,
  desk_changes int not null default 0,
  shopper_changes int not null default 0,
  dialogue jsonb,
  dialogue_version int not null default 0,
  awaits jsonb,
  last_text text not null default '',
  last_sender text,
  last_message_at timestamptz,
  last_heard_at timestamptz,
  waiting_since timestamptz,
  hand_over jsonb,
  snoozed_until timestamptz,
  desk_seen_seq int not null default 0,
  shopper_seen_seq int not null default 0,
  created_at timestamptz not null,
  primary key (shop_id, conversation_id),
  foreign key (shop_id, inbox_id) references inbox,
  foreign key (shop_id, visitor_id) references visitor,
  foreign key (shop_id, person_id) references person,
  foreign key (shop_id, cart_id) references cart
);
create unique index conversation_current on conversation (shop_id, inbox_id, address) where is_current;
create index conversation_desk on conversation (shop_id, status, owner, waiting_since);
create index conversation_recent on conversation (shop_id, last_message_at desc);
create index conversation_cart on conversation (shop_id, cart_id) where cart_id is not null;
create index conversation_person on conversation (shop_id, person_id) where person_id is not null;
create index conversation_visitor on conversation (shop_id, visitor_id) where visitor_id is not null;
create table message (
  shop_id text not null,
  message_id text not null,
  conversation_id text not null,
  seq int not null,
  sender_kind text not null check (sender_kind in ('shopper', 'bot', 'agent', 'system')),
  sender_id text not null,
  content jsonb not null,
  text text not null,
  -- What the client sent, where it was a choice, a click or a form.
  said jsonb,
  for_desk_only boolean not null default false,
  language text,
  client_id text,
  inbox_id text not null,
  provider_id text,
  turn_id text,
  delivery text not null default 'stored',
  created_at timestamptz not null,
  edited_at timestamptz,
  deleted_at timestamptz,
  primary key (shop_id, message_id),
  foreign key (shop_id, conversation_id) references conversation,
  unique (shop_id, conversation_id, seq)
);
create unique index message_client on message (shop_id, sender_kind, sender_id, client_id) where client_id is not null;
create unique index message_provider on message (shop_id, inbox_id, provider_id) where provider_id is not null;
create table change (
  shop_id text not null,
  conversation_id text not null,
  desk_number int not null,
  -- Null where the shopper is not told (a note, a reading).
  shopper_number int,
  kind text not null,
  message_id text,
  data jsonb,
  at timestamptz not null,
  primary key (shop_id, conversation_id, desk_number),
  foreign key (shop_id, conversation_id) references conversation
);
create unique index change_shopper on change (shop_id, conversation_id, shopper_number) where shopper_number is not null;
create table owed_turn (
  shop_id text not null,
  conversation_id text not null,
  -- The bot owes an answer to everything up to here …
  owed_seq int not null,
  -- … and has given it up to here.
  done_seq int not null default 0,
  not_before timestamptz not null,
  lease text,
  leased_until timestamptz,
  attempts int not null default 0,
  primary key (shop_id, conversation_id),
  foreign key (shop_id, conversation_id) references conversation
);
create index owed_turn_due on owed_turn (not_before) where owed_seq > done_seq;
create table bot_turn (
  shop_id text not null,
  turn_id text not null,
  conversation_id text not null,
  from_seq int not null,
  to_seq int not null,
  owner_epoch int not null,
  outcome text not null,
  readings jsonb not null,
  trace jsonb not null,
  ms real not null,
  at timestamptz not null,
  primary key (shop_id, turn_id),
  foreign key (shop_id, conversation_id) references conversation
);
create index bot_turn_conversation on bot_turn (shop_id, conversation_id, to_seq);
`.execute(db)
}
