import { type Kysely, sql } from 'kysely'

/** Who wants to be told by mail when a room opens. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
create table room_reminder (
  shop_id text not null,
  reminder_id text not null,
  room_id text not null,
  visitor_id text not null,
  email text not null,
  language text not null,
  asked_at timestamptz not null,
  mailed_at timestamptz,
  primary key (shop_id, reminder_id),
  foreign key (shop_id, room_id) references room
);
create unique index room_reminder_once on room_reminder (shop_id, room_id, lower(email));
create index room_reminder_owed on room_reminder (shop_id, room_id) where mailed_at is null;
create function due_room_reminders(until timestamptz, most int) returns table (shop_id text, room_id text) language sql stable security definer set search_path = public as
  $$ select distinct r.shop_id, r.room_id from room_reminder m join room r on r.shop_id = m.shop_id and r.room_id = m.room_id
     where m.mailed_at is null and (r.status = 'open' or (r.status = 'scheduled' and r.starts_at <= until)) limit most $$;
revoke execute on function due_room_reminders from public;
grant execute on function due_room_reminders to parley_server;
select build_walls();
`.execute(db)
}
