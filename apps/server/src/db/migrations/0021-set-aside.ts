import { type Kysely, sql } from 'kysely'

/** An event that a consumer could not handle steps aside, so that neither what comes after it nor any other shop has to wait. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
create table set_aside_event (
  shop_id text not null references shop,
  consumer text not null,
  event_id text not null,
  attempts int not null,
  -- Null once it is not tried any more.
  not_before timestamptz,
  fault text not null,
  set_aside_at timestamptz not null,
  primary key (shop_id, consumer, event_id)
);
create index set_aside_due on set_aside_event (not_before) where not_before is not null;
create function due_set_aside(at timestamptz, most int) returns table (shop_id text, consumer text, event_id text) language sql stable security definer set search_path = public as
  $$ select s.shop_id, s.consumer, s.event_id from set_aside_event s where s.not_before <= at order by s.not_before limit most $$;
revoke execute on function due_set_aside from public;
grant execute on function due_set_aside to parley_server;
select build_walls();
`.execute(db)
}
