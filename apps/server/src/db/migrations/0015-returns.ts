import { type Kysely, sql } from 'kysely'

/** What comes back: asked for, approved, received, looked at, and then given back for or exchanged. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
create table return_request (
  shop_id text not null,
  return_id text not null,
  number text not null,
  order_id text not null,
  person_id text,
  visitor_id text,
  conversation_id text,
  kind text not null check (kind in ('return', 'exchange', 'complaint')),
  wish text not null check (wish in ('refund', 'exchange')),
  status text not null,
  reason text not null,
  note text,
  photos jsonb not null default '[]',
  -- How it gets back: carrier, number, link.
  label jsonb,
  -- Minor units of the order's currency: what its goods cost her, what delivery is given back, what is kept of it, what went back in the end.
  goods bigint not null,
  delivery bigint not null default 0,
  cost bigint not null default 0,
  refunded bigint not null default 0,
  replacement_id text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (shop_id, return_id),
  unique (shop_id, number),
  foreign key (shop_id, order_id) references orders,
  foreign key (shop_id, replacement_id) references orders
);
create index return_request_order on return_request (shop_id, order_id);
create index return_request_created on return_request (shop_id, created_at desc);
create table return_line (
  shop_id text not null,
  return_id text not null,
  line_id text not null,
  quantity int not null check (quantity > 0),
  amount bigint not null,
  -- What she gets instead.
  variant_id text,
  accepted int,
  restocked int,
  primary key (shop_id, return_id, line_id),
  foreign key (shop_id, return_id) references return_request,
  foreign key (shop_id, line_id) references order_line,
  check (accepted <= quantity and restocked <= quantity)
);
create index return_line_line on return_line (shop_id, line_id);
create table return_event (
  shop_id text not null,
  return_id text not null,
  position bigint generated always as identity,
  from_status text,
  to_status text not null,
  actor jsonb not null,
  reason text,
  at timestamptz not null,
  primary key (shop_id, return_id, position),
  foreign key (shop_id, return_id) references return_request
);
grant usage on all sequences in schema public to parley_server;
select build_walls();
`.execute(db)
}
