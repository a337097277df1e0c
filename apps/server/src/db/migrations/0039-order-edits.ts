import { type Kysely, sql } from 'kysely'

/** Edits of orders that wait for what they cost more. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
create table order_edit (
  shop_id text not null,
  edit_id text not null,
  order_id text not null,
  -- What pays for it; paid, the edit is carried out, or the money goes back.
  payment_id text not null,
  wishes jsonb not null,
  difference bigint not null check (difference > 0),
  -- The order as it was when this was said yes to.
  rests_on text not null,
  actor jsonb not null,
  status text not null check (status in ('waiting', 'done', 'lapsed')),
  made_at timestamptz not null,
  primary key (shop_id, edit_id),
  unique (shop_id, payment_id),
  foreign key (shop_id, order_id) references orders,
  foreign key (shop_id, payment_id) references payment
);
create unique index order_edit_waiting on order_edit (shop_id, order_id) where status = 'waiting';
-- One invoice of an order, and one for each time that something was added to it.
drop index document_one_invoice;
create unique index document_one_invoice on document (shop_id, order_id, (coalesce(body ->> 'cause', ''))) where kind = 'invoice';
select build_walls();
`.execute(db)
}
