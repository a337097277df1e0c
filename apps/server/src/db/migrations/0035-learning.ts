import { type Kysely, sql } from 'kysely'

/** What the people of a shop teach its bot: sentences of its own shoppers with what they meant, and the deltas made of them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
create table lesson (
  shop_id text not null references shop,
  lesson_id text not null,
  text text not null,
  language text not null,
  job text not null,
  -- Where it was said.
  conversation_id text not null,
  turn_id text not null,
  taught_by text not null,
  taught_at timestamptz not null,
  primary key (shop_id, lesson_id)
);
create unique index lesson_once on lesson (shop_id, language, text);
create index lesson_talk on lesson (shop_id, conversation_id);
-- Turns that somebody has looked at: they stand in no list any more.
create table settled_turn (
  shop_id text not null references shop,
  turn_id text not null,
  how text not null check (how in ('taught', 'answered', 'left')),
  settled_by text not null,
  settled_at timestamptz not null,
  primary key (shop_id, turn_id)
);
create table teaching (
  shop_id text not null references shop,
  teaching_id text not null,
  number int not null,
  state text not null check (state in ('owed', 'refused', 'live', 'kept', 'failed')),
  made_by text not null,
  made_at timestamptz not null,
  finished_at timestamptz,
  live_since timestamptz,
  leased_until timestamptz,
  attempts int not null default 0,
  lessons int not null default 0,
  -- The model it stands on; with another it does nothing.
  base text,
  delta jsonb,
  scores jsonb not null default '[]',
  changed jsonb not null default '[]',
  primary key (shop_id, teaching_id)
);
create unique index teaching_number on teaching (shop_id, number);
create unique index teaching_live on teaching (shop_id) where state = 'live';
create unique index teaching_owed on teaching (shop_id) where state = 'owed';
create index bot_turn_heard on bot_turn (shop_id, at);
create function due_teachings(now timestamptz, most int) returns table (shop_id text, teaching_id text) language sql stable security definer set search_path = public as
  $$ select t.shop_id, t.teaching_id from teaching t
     where t.state = 'owed' and (t.leased_until is null or t.leased_until < now) order by t.made_at limit most $$;
revoke execute on function due_teachings from public;
grant execute on function due_teachings to parley_server;
select build_walls();
`.execute(db)
}
