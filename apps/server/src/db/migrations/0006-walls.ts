import { type Kysely, sql } from 'kysely'

/**
 * Shops are walls: every table with a shop_id is closed by row-level security to all but the owner role that migrates;
 * the server's role sees one shop at a time, the one its transaction names.
 * What has to look over the walls (whose work is due, which shop a key belongs to) are functions that answer with ids only.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
create or replace function build_walls() returns void language plpgsql as $$
declare t record;
begin
  for t in select c.table_name from information_schema.columns c join information_schema.tables b using (table_schema, table_name)
           where c.table_schema = 'public' and c.column_name = 'shop_id' and b.table_type = 'BASE TABLE' loop
    execute format('alter table %I enable row level security', t.table_name);
    execute format('alter table %I force row level security', t.table_name);
    execute format('drop policy if exists walls on %I', t.table_name);
    execute format('drop policy if exists keeper on %I', t.table_name);
    execute format('create policy walls on %I for all to parley_server using (shop_id = current_setting(''parley.shop_id'', true)) with check (shop_id = current_setting(''parley.shop_id'', true))', t.table_name);
    execute format('create policy keeper on %I for all to %I using (true) with check (true)', t.table_name, current_user);
    execute format('grant select, insert, update, delete on %I to parley_server', t.table_name);
  end loop;
end $$;
grant select, insert, update, delete on account, session, sign_in_attempt, event_cursor to parley_server;
grant usage on all sequences in schema public to parley_server;

create function shop_of_widget_key(given text) returns table (shop_id text, allowed_origins text[])
  language sql stable security definer set search_path = public as
  $$ select w.shop_id, w.allowed_origins from widget_key w where w.widget_key = given $$;
create function shop_of_handle(given text) returns text language sql stable security definer set search_path = public as
  $$ select s.shop_id from shop s where s.handle = given $$;
create function first_shop() returns text language sql stable security definer set search_path = public as
  $$ select s.shop_id from shop s order by s.created_at, s.shop_id limit 1 $$;
create function all_shops() returns table (shop_id text, handle text, catalogue_revision bigint) language sql stable security definer set search_path = public as
  $$ select s.shop_id, s.handle, s.catalogue_revision from shop s $$;
create function api_key_of_hash(given text) returns table (shop_id text, api_key_id text, scopes text[]) language sql stable security definer set search_path = public as
  $$ select k.shop_id, k.api_key_id, k.scopes from api_key k where k.hash = given and k.revoked_at is null $$;
create function memberships_of(given text) returns table (shop_id text, handle text, name text, role text) language sql stable security definer set search_path = public as
  $$ select m.shop_id, s.handle, s.name, m.role from membership m join shop s on s.shop_id = m.shop_id where m.account_id = given order by s.name $$;
create function visitor_of_token(given text) returns table (shop_id text, visitor_id text) language sql stable security definer set search_path = public as
  $$ select v.shop_id, v.visitor_id from visitor v where v.token_hash = given $$;
create function due_turns(at timestamptz, most int) returns table (shop_id text, conversation_id text) language sql stable security definer set search_path = public as
  $$ select o.shop_id, o.conversation_id from owed_turn o
     where o.owed_seq > o.done_seq and o.not_before <= at and (o.leased_until is null or o.leased_until < at) order by o.not_before limit most $$;
create function due_lanes(at timestamptz, most int) returns table (shop_id text, lane text) language sql stable security definer set search_path = public as
  $$ select o.shop_id, o.lane from outbox o where o.state = 'owed' and o.not_before <= at and (o.leased_until is null or o.leased_until < at)
     group by o.shop_id, o.lane order by min(o.position) limit most $$;
create function due_reservations(at timestamptz, most int) returns table (shop_id text, order_id text) language sql stable security definer set search_path = public as
  $$ select distinct r.shop_id, r.order_id from reservation r where r.state = 'held' and r.expires_at < at limit most $$;
create function due_payments(at timestamptz, most int) returns table (shop_id text, payment_id text) language sql stable security definer set search_path = public as
  $$ select p.shop_id, p.payment_id from payment p where p.look_at <= at order by p.look_at limit most $$;
-- Events after a cursor that no running transaction can still slip in front of.
create function events_after(after_tx xid8, after_position bigint, most int)
  returns table (shop_id text, pos bigint, tx text, event_id text, type text, at timestamptz, subjects jsonb, data jsonb)
  language sql stable security definer set search_path = public as
  $$ select e.shop_id, e.position, e.tx::text, e.event_id, e.type, e.at, e.subjects, e.data from event e
     where e.tx < pg_snapshot_xmin(pg_current_snapshot()) and (e.tx, e.position) > (after_tx, after_position)
     order by e.tx, e.position limit most $$;
revoke execute on all functions in schema public from public;
grant execute on function shop_of_widget_key, shop_of_handle, first_shop, all_shops, api_key_of_hash, memberships_of, visitor_of_token, due_turns, due_lanes, due_reservations, due_payments, events_after to parley_server;
select build_walls();
`.execute(db)
}
