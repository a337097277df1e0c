import { type Kysely, sql } from 'kysely'

/** Calls between a shopper and the desk, and what their browsers tell each other to find a way. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
create table call (
  shop_id text not null references shop,
  call_id text not null,
  conversation_id text not null,
  started_by text not null check (started_by in ('shopper', 'desk')),
  mode text not null check (mode in ('audio', 'video')),
  state text not null check (state in ('ringing', 'accepted', 'connecting', 'connected', 'held', 'ended', 'declined', 'busy', 'missed', 'cancelled', 'failed')),
  epoch int not null default 0,
  agent_id text references account,
  -- At whom it rings, in which round (assignee, team, anybody), and until when. A call that goes on and rings is being given to a colleague.
  rings text[] not null default '{}',
  round text not null default 'assignee' check (round in ('assignee', 'team', 'anybody')),
  ring_until timestamptz,
  declined_by text[] not null default '{}',
  -- What each side last told of itself, and when it last gave a sign of life.
  shopper_end jsonb,
  desk_end jsonb,
  shopper_seen_at timestamptz,
  desk_seen_at timestamptz,
  co_browsing text not null default 'off' check (co_browsing in ('off', 'asked', 'on')),
  last_signal int not null default 0,
  -- When somebody has to look at it, whatever happens: it has rung out, or both sides may be gone.
  look_at timestamptz,
  created_at timestamptz not null,
  accepted_at timestamptz,
  connected_at timestamptz,
  ended_at timestamptz,
  primary key (shop_id, call_id),
  foreign key (shop_id, conversation_id) references conversation
);
-- One call at a time in a conversation, and one for each agent.
create unique index call_live on call (shop_id, conversation_id) where ended_at is null;
create unique index call_of_agent on call (shop_id, agent_id) where ended_at is null and agent_id is not null;
create index call_conversation on call (shop_id, conversation_id, created_at);
create index call_due on call (look_at) where look_at is not null;
create table call_signal (
  shop_id text not null,
  call_id text not null,
  number int not null,
  conversation_id text not null,
  epoch int not null,
  from_side text not null check (from_side in ('shopper', 'desk')),
  -- Holds the addresses of both sides; deleted with the end of the call.
  body jsonb not null,
  primary key (shop_id, call_id, number),
  foreign key (shop_id, call_id) references call on delete cascade
);
create table call_settings (
  shop_id text not null references shop,
  settings jsonb not null,
  -- The secret shared with the TURN server.
  sealed text,
  primary key (shop_id)
);
create function due_calls(at timestamptz, most int) returns table (shop_id text, call_id text) language sql stable security definer set search_path = public as
  $$ select c.shop_id, c.call_id from call c where c.look_at <= at order by c.look_at limit most $$;
revoke execute on function due_calls from public;
grant execute on function due_calls to parley_server;
select build_walls();
`.execute(db)
}
