import { type Kysely, sql } from 'kysely'

/** Teams, the people of the desk, and what the desk knows of a conversation besides the conversation itself. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
create table team (
  shop_id text not null references shop,
  team_id text not null,
  name text not null,
  position int not null default 0,
  -- What comes to this team; an empty list takes everything.
  channels text[] not null default '{}',
  languages text[] not null default '{}',
  reasons text[] not null default '{}',
  -- What somebody must be able to do to be given its conversations.
  skills text[] not null default '{}',
  overflow_team_id text,
  overflow_after_seconds int not null default 120,
  -- Null means those of the shop.
  hours jsonb,
  service_levels jsonb,
  created_at timestamptz not null,
  primary key (shop_id, team_id),
  foreign key (shop_id, overflow_team_id) references team on delete set null (overflow_team_id)
);
create table desk_agent (
  shop_id text not null references shop,
  account_id text not null references account,
  status text not null default 'offline' check (status in ('online', 'away', 'offline')),
  status_since timestamptz not null,
  -- The last time that a line of hers was alive.
  seen_at timestamptz not null,
  capacity int not null default 4,
  -- Fewer, or more, of one channel: {"email": 10}. All together never pass the capacity, mails excepted by a weight of nought.
  channel_capacity jsonb not null default '{}',
  languages text[] not null default '{}',
  skills text[] not null default '{}',
  last_assigned_at timestamptz,
  primary key (shop_id, account_id)
);
create table team_member (
  shop_id text not null,
  team_id text not null,
  account_id text not null references account,
  primary key (shop_id, team_id, account_id),
  foreign key (shop_id, team_id) references team on delete cascade
);
create table desk_case (
  shop_id text not null,
  conversation_id text not null,
  team_id text,
  -- 1 high, 2 urgent, -1 can wait.
  priority int not null default 0,
  tags text[] not null default '{}',
  -- The owner's epoch under which it was last looked over in the queue: a new one is looked over again.
  queued_epoch int,
  queued_at timestamptz,
  assigned_at timestamptz,
  last_agent_id text references account,
  told_position int,
  promised_at timestamptz,
  first_answered_at timestamptz,
  resolved_at timestamptz,
  -- When the answer that is waited for is due, and for which beginning of the waiting that was reckoned.
  due_from timestamptz,
  answer_due_at timestamptz,
  answer_warns_at timestamptz,
  resolution_due_at timestamptz,
  resolution_warns_at timestamptz,
  -- What has been told already: answer-warning, answer-breach, resolution-warning, resolution-breach.
  told text[] not null default '{}',
  mail_due_at timestamptz,
  mailed_seq int not null default 0,
  primary key (shop_id, conversation_id),
  foreign key (shop_id, conversation_id) references conversation,
  foreign key (shop_id, team_id) references team on delete set null (team_id)
);
create index desk_case_tags on desk_case using gin (tags);
create index desk_case_agent on desk_case (shop_id, last_agent_id, assigned_at) where last_agent_id is not null;
create index desk_case_mail on desk_case (mail_due_at) where mail_due_at is not null;
create index conversation_agent on conversation (shop_id, agent_id) where agent_id is not null;
create index conversation_snoozed on conversation (snoozed_until) where status = 'snoozed';
-- Shops where somebody waits, sleeps until now, or is to hear of an answer by mail.
create function due_desks(at timestamptz, most int) returns table (shop_id text) language sql stable security definer set search_path = public as
  $$ (select distinct c.shop_id from conversation c where c.status = 'open' and c.waiting_since is not null and c.owner <> 'bot' limit most)
     union (select distinct c.shop_id from conversation c where c.status = 'snoozed' and c.snoozed_until <= at limit most)
     union (select distinct d.shop_id from desk_case d where d.mail_due_at <= at limit most) $$;
revoke execute on function due_desks from public;
grant execute on function due_desks to parley_server;
create index conversation_waits on conversation (shop_id, waiting_since) where status = 'open' and waiting_since is not null and owner <> 'bot';
select build_walls();
`.execute(db)
}
