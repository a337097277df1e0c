import { type Kysely, sql } from 'kysely'

/** Parcels of an order, and its papers: invoices and credit notes with numbers that leave none out. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
create table fulfilment (
  shop_id text not null,
  fulfilment_id text not null,
  order_id text not null,
  status text not null check (status in ('packed', 'shipped', 'delivered')),
  tracking jsonb,
  packed_at timestamptz not null,
  shipped_at timestamptz,
  delivered_at timestamptz,
  primary key (shop_id, fulfilment_id),
  foreign key (shop_id, order_id) references orders
);
create index fulfilment_order on fulfilment (shop_id, order_id);
create table fulfilment_line (
  shop_id text not null,
  fulfilment_id text not null,
  line_id text not null,
  quantity int not null check (quantity > 0),
  primary key (shop_id, fulfilment_id, line_id),
  foreign key (shop_id, fulfilment_id) references fulfilment,
  foreign key (shop_id, line_id) references order_line
);
create table document (
  shop_id text not null,
  document_id text not null,
  kind text not null check (kind in ('invoice', 'credit-note')),
  number int not null,
  order_id text not null,
  currency text not null,
  total bigint not null,
  vat bigint not null,
  -- The seller and the lines as they were on the day; who bought stands in the order.
  body jsonb not null,
  issued_at timestamptz not null,
  primary key (shop_id, document_id),
  unique (shop_id, kind, number),
  foreign key (shop_id, order_id) references orders
);
create unique index document_one_invoice on document (shop_id, order_id) where kind = 'invoice';
create index document_order on document (shop_id, order_id);
create index document_issued on document (shop_id, issued_at);
create index payment_created on payment (shop_id, created_at desc);
select build_walls();
`.execute(db)
}
