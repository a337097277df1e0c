import { type Kysely, sql } from 'kysely'

/** What happened, as facts with a measure, and the same added up by day and month so that a year is read in a moment. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
-- One conversation's course as far as reports need it: from one end to the next beginning.
create table talk_record (
  shop_id text not null references shop,
  conversation_id text not null,
  round int not null default 1,
  channel text not null,
  language text not null,
  visitor_id text,
  person_id text,
  started_at timestamptz not null,
  handed_over_at timestamptz,
  first_answer_at timestamptz,
  last_said_at timestamptz,
  resolved_at timestamptz,
  agent_id text,
  team_id text,
  primary key (shop_id, conversation_id)
);
create index talk_record_visitor on talk_record (shop_id, visitor_id, last_said_at) where visitor_id is not null;
create index talk_record_person on talk_record (shop_id, person_id, last_said_at) where person_id is not null;
create table fact (
  shop_id text not null references shop,
  -- Made of what it tells of, so that hearing of it twice is one fact.
  fact_id text not null,
  metric text not null,
  at timestamptz not null,
  -- In the shop's zone.
  day text not null,
  hour int not null,
  value double precision not null,
  business_value double precision,
  -- -1 takes an earlier one back.
  weight int not null default 1,
  conversation_id text,
  agent_id text,
  team_id text,
  channel text,
  language text,
  reason text,
  is_rolled boolean not null default false,
  primary key (shop_id, fact_id)
);
create index fact_unrolled on fact (shop_id, at) where not is_rolled;
create index fact_drill on fact (shop_id, metric, day);
create table rollup (
  shop_id text not null references shop,
  level text not null check (level in ('day', 'month')),
  period text not null,
  metric text not null,
  dimension text not null,
  key text not null,
  n bigint not null,
  total double precision not null,
  business_n bigint not null,
  business_total double precision not null,
  -- Bucket, each two per cent wider than the one before, to how many and what they add up to.
  histogram jsonb not null,
  business_histogram jsonb not null,
  primary key (shop_id, metric, dimension, level, period, key)
);
create function bucket_of(value double precision) returns int language sql immutable parallel safe as
  $$ select case when value <= 0 then 0 else floor(ln(1 + value / 1000) / ln(1.02))::int + 1 end $$;
create function join_histograms(one jsonb, other jsonb) returns jsonb language sql immutable parallel safe as
  $$ select coalesce(jsonb_object_agg(b.key, jsonb_build_array(b.n, b.s)), '{}') from (
       select e.key, sum((e.value->>0)::bigint) as n, sum((e.value->>1)::double precision) as s
       from (select * from jsonb_each(one) union all select * from jsonb_each(other)) e group by e.key) b where b.n <> 0 $$;
create function due_rollups(most int) returns table (shop_id text) language sql stable security definer set search_path = public as
  $$ select distinct f.shop_id from fact f where not f.is_rolled limit most $$;
revoke execute on function bucket_of, join_histograms, due_rollups from public;
grant execute on function bucket_of, join_histograms, due_rollups to parley_server;
select build_walls();
`.execute(db)
}
