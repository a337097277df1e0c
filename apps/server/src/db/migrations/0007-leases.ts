import { type Kysely, sql } from 'kysely'

/**
 * A lease begins with the database session of the process that took it. When that session has ended the process is gone, or has lost
 * its place: whatever it had in hand is due again at once, not when the time of the lease is up.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
-- A lease without a session lives by its time alone.
create function holder_lives(lease text) returns boolean language sql stable as
  $$ select exists (select from pg_stat_get_activity(substring(lease from '^[0-9]+')::int)) $$;
create or replace function due_turns(at timestamptz, most int) returns table (shop_id text, conversation_id text) language sql stable security definer set search_path = public as
  $$ select o.shop_id, o.conversation_id from owed_turn o
     where o.owed_seq > o.done_seq and o.not_before <= at and (o.leased_until is null or o.leased_until < at or not holder_lives(o.lease))
     order by o.not_before limit most $$;
create or replace function due_lanes(at timestamptz, most int) returns table (shop_id text, lane text) language sql stable security definer set search_path = public as
  $$ select o.shop_id, o.lane from outbox o
     where o.state = 'owed' and o.not_before <= at and (o.leased_until is null or o.leased_until < at or not holder_lives(o.lease))
     group by o.shop_id, o.lane order by min(o.position) limit most $$;
revoke execute on function holder_lives from public;
grant execute on function holder_lives to parley_server;
`.execute(db)
}
