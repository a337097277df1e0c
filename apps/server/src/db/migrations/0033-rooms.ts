import { type Kysely, sql } from 'kysely'

/** Open chats that the shop's people watch over, and all that has happened in them, numbered. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
create table room (
  shop_id text not null references shop,
  room_id text not null,
  title text not null,
  about text not null default '',
  language text not null,
  status text not null check (status in ('scheduled', 'open', 'closed')),
  starts_at timestamptz,
  slow_seconds int not null default 0 check (slow_seconds between 0 and 3600),
  last_number int not null default 0,
  created_at timestamptz not null,
  primary key (shop_id, room_id)
);
create table room_member (
  shop_id text not null,
  room_id text not null,
  visitor_id text not null,
  name text not null,
  joined_at timestamptz not null,
  said_at timestamptz,
  banned_at timestamptz,
  primary key (shop_id, room_id, visitor_id),
  foreign key (shop_id, room_id) references room
);
create unique index room_member_name on room_member (shop_id, room_id, lower(name));
create table room_entry (
  shop_id text not null,
  room_id text not null,
  number int not null,
  at timestamptz not null,
  kind text not null check (kind in ('said', 'hidden', 'pinned', 'unpinned', 'opened', 'closed', 'slow')),
  visitor_id text,
  account_id text references account,
  name text not null default '',
  text text not null default '',
  about int,
  variant_id text,
  product_id text,
  client_id text,
  hidden_at timestamptz,
  unpinned_at timestamptz,
  primary key (shop_id, room_id, number),
  foreign key (shop_id, room_id) references room
);
create unique index room_entry_client on room_entry (shop_id, room_id, coalesce(visitor_id, account_id), client_id) where client_id is not null;
create index room_entry_pins on room_entry (shop_id, room_id, number) where kind = 'pinned' and unpinned_at is null;
select build_walls();
`.execute(db)
}
