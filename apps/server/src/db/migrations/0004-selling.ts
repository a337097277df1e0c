import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
create table cart (
  shop_id text not null references shop,
  cart_id text not null,
  visitor_id text,
  person_id text,
  currency text not null,
  language text not null,
  version int not null default 1,
  status text not null default 'open' check (status in ('open', 'ordered', 'merged')),
  contact jsonb,
  address jsonb,
  delivery_id text,
  payment_id text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (shop_id, cart_id),
  foreign key (shop_id, visitor_id) references visitor,
  foreign key (shop_id, person_id) references person
);
create unique index cart_visitor_open on cart (shop_id, visitor_id) where status = 'open' and visitor_id is not null;
create unique index cart_person_open on cart (shop_id, person_id) where status = 'open' and person_id is not null;
create table cart_line (
  shop_id text not null,
  line_id text not null,
  cart_id text not null,
  variant_id text not null,
  quantity int not null check (quantity between 1 and 999),
  version int not null default 1,
  -- Where it stands in the cart; kept when a line is taken out and put back.
  position int not null,
  added_by jsonb not null,
  created_at timestamptz not null,
  primary key (shop_id, line_id),
  foreign key (shop_id, cart_id) references cart,
  foreign key (shop_id, variant_id) references variant,
  unique (shop_id, cart_id, variant_id)
);
create table cart_history (
  shop_id text not null,
  cart_id text not null,
  version int not null,
  actor jsonb not null,
  -- The lines as they stood before, for undo.
  before jsonb not null,
  at timestamptz not null,
  primary key (shop_id, cart_id, version),
  foreign key (shop_id, cart_id) references cart
);
create table proposal (
  shop_id text not null references shop,
  proposal_id text not null,
  kind text not null,
  cart_id text,
  conversation_id text,
  body jsonb not null,
  versions jsonb not null,
  -- Digest of all that the shopper was shown; a confirmation computes it anew.
  digest text not null,
  status text not null default 'open' check (status in ('open', 'confirmed', 'withdrawn', 'expired', 'superseded')),
  made_by jsonb not null,
  confirmed_by jsonb,
  result_id text,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  primary key (shop_id, proposal_id),
  foreign key (shop_id, cart_id) references cart
);
create index proposal_cart_open on proposal (shop_id, cart_id) where status = 'open';
create table orders (
  shop_id text not null references shop,
  order_id text not null,
  number text not null,
  status text not null,
  cart_id text,
  proposal_id text,
  conversation_id text,
  visitor_id text,
  person_id text,
  language text not null,
  currency text not null,
  goods bigint not null,
  delivery bigint not null,
  discount bigint not null,
  vat bigint not null,
  total bigint not null,
  contact jsonb,
  address jsonb,
  delivery_method jsonb,
  tracking jsonb,
  placed_at timestamptz not null,
  primary key (shop_id, order_id),
  unique (shop_id, number),
  unique (shop_id, proposal_id),
  foreign key (shop_id, cart_id) references cart,
  foreign key (shop_id, proposal_id) references proposal,
  foreign key (shop_id, person_id) references person
);
create index orders_placed on orders (shop_id, placed_at desc);
create index orders_person on orders (shop_id, person_id, placed_at desc);
create index orders_visitor on orders (shop_id, visitor_id, placed_at desc) where visitor_id is not null;
create index orders_conversation on orders (shop_id, conversation_id) where conversation_id is not null;
create table order_line (
  shop_id text not null,
  line_id text not null,
  order_id text not null,
  variant_id text not null,
  product_id text not null,
  sku text not null,
  feed_id text,
  title text not null,
  options text not null,
  quantity int not null check (quantity > 0),
  unit_price bigint not null,
  total bigint not null,
  picture jsonb,
  position int not null,
  primary key (shop_id, line_id),
  foreign key (shop_id, order_id) references orders
);
create index order_line_order on order_line (shop_id, order_id, position);
create table order_event (
  shop_id text not null,
  order_id text not null,
  position bigint generated always as identity,
  from_status text,
  to_status text not null,
  actor jsonb not null,
  reason text,
  at timestamptz not null,
  primary key (shop_id, order_id, position),
  foreign key (shop_id, order_id) references orders
);
create table reservation (
  shop_id text not null,
  reservation_id text not null,
  order_id text not null,
  variant_id text not null,
  location_id text not null,
  quantity int not null check (quantity > 0),
  state text not null check (state in ('held', 'committed', 'released')),
  expires_at timestamptz,
  primary key (shop_id, reservation_id),
  foreign key (shop_id, order_id) references orders,
  foreign key (shop_id, variant_id, location_id) references stock
);
create index reservation_order on reservation (shop_id, order_id);
create index reservation_expiry on reservation (expires_at) where state = 'held';
create table payment (
  shop_id text not null,
  payment_id text not null,
  order_id text not null,
  provider text not null,
  currency text not null,
  amount bigint not null check (amount >= 0),
  status text not null,
  authorised bigint not null default 0,
  captured bigint not null default 0,
  refunded bigint not null default 0,
  provider_reference text,
  -- What the payer writes on the transfer.
  reference text,
  -- The last day to pay an invoice, as YYYY-MM-DD.
  due_on text,
  provider_version bigint not null default 0,
  redirect_url text,
  -- When to ask the provider next, where its news may have been lost or something is owed to it; null once nothing is.
  look_at timestamptz,
  looks int not null default 0,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (shop_id, payment_id),
  foreign key (shop_id, order_id) references orders,
  unique (shop_id, provider, provider_reference),
  check (captured <= amount and refunded <= captured)
);
create index payment_order on payment (shop_id, order_id);
create index payment_look on payment (look_at) where look_at is not null;
create table payment_news (
  shop_id text not null,
  provider text not null,
  event_id text not null,
  payment_id text not null,
  at timestamptz not null,
  primary key (shop_id, provider, event_id),
  foreign key (shop_id, payment_id) references payment
);
create table refund (
  shop_id text not null,
  refund_id text not null,
  payment_id text not null,
  amount bigint not null check (amount > 0),
  status text not null check (status in ('asked', 'done', 'refused', 'unknown')),
  reason text,
  actor jsonb not null,
  created_at timestamptz not null,
  primary key (shop_id, refund_id),
  foreign key (shop_id, payment_id) references payment
);
create index refund_payment on refund (shop_id, payment_id);
create table sandbox_payment (
  shop_id text not null references shop,
  payment_id text not null,
  state jsonb not null,
  primary key (shop_id, payment_id)
);
`.execute(db)
}
