import { type Kysely, sql } from 'kysely'

/** What makes an inbox quick: views, drafts, macros, what is sent later, who was mentioned, what shoppers thought, and search in all that was said. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
create table saved_view (
  shop_id text not null references shop,
  view_id text not null,
  name text not null,
  owner_id text not null references account,
  -- Null: hers alone, unless it is for all.
  team_id text,
  for_all boolean not null default false,
  filter jsonb not null,
  position int not null default 0,
  created_at timestamptz not null,
  primary key (shop_id, view_id),
  foreign key (shop_id, team_id) references team on delete cascade
);
create table draft (
  shop_id text not null,
  conversation_id text not null,
  account_id text not null references account,
  text text not null,
  is_note boolean not null default false,
  updated_at timestamptz not null,
  primary key (shop_id, conversation_id, account_id),
  foreign key (shop_id, conversation_id) references conversation
);
create table macro (
  shop_id text not null references shop,
  macro_id text not null,
  name text not null,
  shortcut text not null,
  texts jsonb not null default '{}',
  actions jsonb not null default '[]',
  owner_id text not null references account,
  for_all boolean not null default true,
  used int not null default 0,
  created_at timestamptz not null,
  primary key (shop_id, macro_id)
);
create unique index macro_shortcut on macro (shop_id, shortcut);
create table scheduled_message (
  shop_id text not null,
  scheduled_id text not null,
  conversation_id text not null,
  account_id text not null references account,
  text text not null,
  send_at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'cancelled', 'refused')),
  created_at timestamptz not null,
  primary key (shop_id, scheduled_id),
  foreign key (shop_id, conversation_id) references conversation
);
create index scheduled_message_due on scheduled_message (send_at) where state = 'waiting';
create index scheduled_message_conversation on scheduled_message (shop_id, conversation_id) where state = 'waiting';
create table mention (
  shop_id text not null,
  account_id text not null references account,
  message_id text not null,
  conversation_id text not null,
  at timestamptz not null,
  seen_at timestamptz,
  primary key (shop_id, account_id, message_id),
  foreign key (shop_id, conversation_id) references conversation
);
create table satisfaction (
  shop_id text not null,
  satisfaction_id text not null,
  conversation_id text not null,
  agent_id text references account,
  team_id text,
  asked_at timestamptz not null,
  score int check (score between 1 and 5),
  answered_at timestamptz,
  primary key (shop_id, satisfaction_id),
  foreign key (shop_id, conversation_id) references conversation
);
create index satisfaction_conversation on satisfaction (shop_id, conversation_id, asked_at desc);
-- One thread read together with another; each keeps its own messages, so that it can be taken apart again.
create table conversation_link (
  shop_id text not null,
  conversation_id text not null,
  into_id text not null,
  linked_by text references account,
  at timestamptz not null,
  primary key (shop_id, conversation_id),
  foreign key (shop_id, conversation_id) references conversation,
  foreign key (shop_id, into_id) references conversation
);
create index conversation_link_into on conversation_link (shop_id, into_id);

-- The words of a message, and in which shop and week it was said: looking from the newest week backwards finds the newest first
-- without reading all that was ever said, and never leaves the shop. What joins words is taken off, so that T-10042 is found by its number.
-- The epoch of an instant depends on no setting.
create function message_week(at timestamptz) returns int language sql immutable parallel safe as
  $$ select floor(extract(epoch from at) / 604800)::int $$;
create function message_words(shop text, said text, at timestamptz) returns tsvector language sql immutable parallel safe as
  $$ select to_tsvector('simple', translate(left(said, 20000), '-_./:@''’', '        ')) || array_to_tsvector(array['§' || shop || ' ' || public.message_week(at)]) $$;
create index message_words on message using gin (message_words(shop_id, text, created_at)) with (fastupdate = off);
-- Row-level security would keep the planner from the index, so this steps over it; the words themselves name the shop.
-- It looks at the newest week, then at the two before it, the four before those …, until it has found enough.
create function search_messages(wanted tsquery, most int, at timestamptz) returns table (message_id text, conversation_id text, seq int, said text, created_at timestamptz)
  language plpgsql stable rows 200 security definer set search_path = public set enable_seqscan = off set gin_fuzzy_search_limit = 20000 as $$
declare
  shop text := current_setting('parley.shop_id');
  week int := message_week(at);
  span int := 1;
  weeks tsquery;
  found_so_far int := 0;
  found_here int;
begin
  -- A thousand weeks: older than any shop's talk.
  while span <= 512 and found_so_far < most loop
    select string_agg(quote_literal('§' || shop || ' ' || w), ' | ')::tsquery into weeks from generate_series(week - span + 1, week) w;
    return query
      select m.message_id, m.conversation_id, m.seq, m.text, m.created_at from message m
      where message_words(m.shop_id, m.text, m.created_at) @@ (wanted && weeks) and m.deleted_at is null
      order by m.created_at desc limit most - found_so_far;
    get diagnostics found_here = row_count;
    found_so_far := found_so_far + found_here;
    week := week - span;
    span := span * 2;
  end loop;
end $$;
create or replace function due_desks(at timestamptz, most int) returns table (shop_id text) language sql stable security definer set search_path = public as
  $$ (select distinct c.shop_id from conversation c where c.status = 'open' and c.waiting_since is not null and c.owner <> 'bot' limit most)
     union (select distinct c.shop_id from conversation c where c.status = 'snoozed' and c.snoozed_until <= at limit most)
     union (select distinct d.shop_id from desk_case d where d.mail_due_at <= at limit most)
     union (select distinct s.shop_id from scheduled_message s where s.state = 'waiting' and s.send_at <= at limit most) $$;
revoke execute on function message_week, message_words, search_messages from public;
grant execute on function message_week, message_words, search_messages to parley_server;
select build_walls();
`.execute(db)
}
