import { type Kysely, sql } from 'kysely'

/** Prices by list, offers with their codes and what they have cost, and the codes that a cart holds. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
-- What the shop pays for one, without VAT; the margin it keeps is reckoned from it.
alter table price add column cost bigint check (cost >= 0);
create table price_list (
  shop_id text not null references shop,
  price_list_id text not null,
  name text not null,
  currency text not null,
  -- Whom it is for; everybody where both are empty.
  groups text[] not null default '{}',
  companies text[] not null default '{}',
  starts_at timestamptz,
  ends_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (shop_id, price_list_id)
);
create table price_list_entry (
  shop_id text not null,
  price_list_id text not null,
  variant_id text not null,
  min_quantity int not null default 1 check (min_quantity between 1 and 999),
  amount bigint not null check (amount >= 0),
  primary key (shop_id, variant_id, price_list_id, min_quantity),
  foreign key (shop_id, price_list_id) references price_list,
  foreign key (shop_id, variant_id) references variant
);
create table promotion (
  shop_id text not null references shop,
  promotion_id text not null,
  name text not null,
  names jsonb not null default '{}',
  rule jsonb not null,
  by_code boolean not null,
  status text not null default 'active' check (status in ('active', 'paused', 'ended')),
  starts_at timestamptz,
  ends_at timestamptz,
  most_uses int check (most_uses > 0),
  most_uses_per_person int check (most_uses_per_person > 0),
  -- Currency → minor units: what it may cost, and what it has cost.
  budget jsonb,
  spent jsonb not null default '{}',
  uses int not null default 0 check (uses >= 0),
  version int not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (shop_id, promotion_id),
  check (most_uses is null or uses <= most_uses)
);
create index promotion_running on promotion (shop_id) where status = 'active' and not by_code;
create table promotion_code (
  shop_id text not null,
  -- In capitals.
  code text not null,
  promotion_id text not null,
  single_use boolean not null,
  -- The cart that used it up.
  used_by text,
  batch text,
  position bigint generated always as identity,
  created_at timestamptz not null,
  primary key (shop_id, code),
  foreign key (shop_id, promotion_id) references promotion
);
create index promotion_code_promotion on promotion_code (shop_id, promotion_id, position);
create table promotion_use (
  shop_id text not null,
  promotion_id text not null,
  -- The cart that became an order by it.
  cart_id text not null,
  code text,
  currency text not null,
  amount bigint not null check (amount >= 0),
  state text not null check (state in ('used', 'returned')),
  used_at timestamptz not null,
  primary key (shop_id, promotion_id, cart_id),
  foreign key (shop_id, promotion_id) references promotion,
  foreign key (shop_id, cart_id) references cart
);
create index promotion_use_cart on promotion_use (shop_id, cart_id);
create index orders_cart on orders (shop_id, cart_id);
alter table cart add column codes text[] not null default '{}';
-- Where it was begun: a channel, or the shop's own pages.
alter table cart add column channel text not null default 'web';
alter table order_line add column discount bigint not null default 0;
alter table order_line add column vat bigint not null default 0;
-- What took something off, as it was told, and by whom the VAT is reckoned.
alter table orders add column discounts jsonb not null default '[]';
alter table orders add column reverse_charge boolean not null default false;
select build_walls();
grant usage on all sequences in schema public to parley_server;
`.execute(db)
}
