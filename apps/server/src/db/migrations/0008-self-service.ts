import { type Kysely, sql } from 'kysely'

/**
 * What a shopper does for herself: the proof in a talk that an address is hers, things kept for later, the wish to hear when something
 * is back, and the wish to be forgotten, which is carried out a little later so that its answer can still be read.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
create table proof (
  shop_id text not null references shop,
  conversation_id text not null,
  email text not null,
  person_id text not null,
  proved_at timestamptz not null,
  valid_until timestamptz not null,
  primary key (shop_id, conversation_id, email),
  foreign key (shop_id, person_id) references person
);
create index orders_email on orders (shop_id, lower(contact ->> 'email'));
create table wish (
  shop_id text not null,
  visitor_id text not null,
  product_id text not null,
  variant_id text,
  saved_at timestamptz not null,
  primary key (shop_id, visitor_id, product_id),
  foreign key (shop_id, visitor_id) references visitor,
  foreign key (shop_id, product_id) references product,
  foreign key (shop_id, variant_id) references variant
);
create table stock_alert (
  shop_id text not null,
  alert_id text not null,
  variant_id text not null,
  visitor_id text,
  email text not null,
  language text not null,
  asked_at timestamptz not null,
  mailed_at timestamptz,
  ended_at timestamptz,
  primary key (shop_id, alert_id),
  foreign key (shop_id, variant_id) references variant,
  foreign key (shop_id, visitor_id) references visitor
);
create unique index stock_alert_waiting on stock_alert (shop_id, variant_id, email) where mailed_at is null and ended_at is null;
create index stock_alert_email on stock_alert (shop_id, email) where mailed_at is null and ended_at is null;
create table erasure (
  shop_id text not null references shop,
  erasure_id text not null,
  persons text[] not null,
  due_at timestamptz not null,
  done_at timestamptz,
  primary key (shop_id, erasure_id)
);
create index erasure_due on erasure (due_at) where done_at is null;
create function due_erasures(at timestamptz, most int) returns table (shop_id text, erasure_id text) language sql stable security definer set search_path = public as
  $$ select e.shop_id, e.erasure_id from erasure e where e.done_at is null and e.due_at <= at order by e.due_at limit most $$;
revoke execute on function due_erasures from public;
grant execute on function due_erasures to parley_server;
select build_walls();
`.execute(db)
}
