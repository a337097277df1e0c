import { type Kysely, sql } from 'kysely'

/** Times at which shoppers have asked to be called, and the zone a browser tells. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
alter table visitor add column time_zone text;
create table call_back (
  shop_id text not null references shop,
  call_back_id text not null,
  conversation_id text not null,
  -- An appointment: the instant, and the zone in which she was told it.
  at timestamptz not null,
  time_zone text not null,
  phone text,
  state text not null default 'asked' check (state in ('asked', 'reminded', 'called', 'dropped')),
  call_id text,
  created_at timestamptz not null,
  primary key (shop_id, call_back_id),
  foreign key (shop_id, conversation_id) references conversation
);
-- One at a time: a new wish takes the place of the one before.
create unique index call_back_open on call_back (shop_id, conversation_id) where state in ('asked', 'reminded');
create index call_back_due on call_back (at) where state = 'asked';
create function due_call_backs(until timestamptz, most int) returns table (shop_id text, call_back_id text) language sql stable security definer set search_path = public as
  $$ select c.shop_id, c.call_back_id from call_back c where c.state = 'asked' and c.at <= until order by c.at limit most $$;
revoke execute on function due_call_backs from public;
grant execute on function due_call_backs to parley_server;
select build_walls();
`.execute(db)
}
