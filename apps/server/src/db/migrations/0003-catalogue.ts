import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
create table category (
  shop_id text not null references shop,
  category_id text not null,
  parent_id text,
  names jsonb not null,
  position int not null default 0,
  primary key (shop_id, category_id),
  foreign key (shop_id, parent_id) references category
);
create table product (
  shop_id text not null references shop,
  product_id text not null,
  handle text not null,
  -- The id of the product (item group) in the shop's own feed.
  feed_id text,
  texts jsonb not null,
  brand text,
  categories text[] not null default '{}',
  options jsonb not null default '[]',
  attributes jsonb not null default '[]',
  dimensions jsonb,
  images jsonb not null default '[]',
  drawing jsonb,
  vat_class text not null default 'standard',
  freight boolean not null default false,
  popularity int not null default 0,
  status text not null default 'published' check (status in ('draft', 'published', 'withdrawn')),
  revision bigint not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (shop_id, product_id),
  unique (shop_id, handle),
  unique (shop_id, feed_id)
);
create index product_revision on product (shop_id, revision);
create table variant (
  shop_id text not null,
  variant_id text not null,
  product_id text not null,
  sku text not null,
  feed_id text,
  gtin text,
  -- option code → { language: value }
  options jsonb not null default '{}',
  swatch text,
  images jsonb not null default '[]',
  position int not null default 0,
  status text not null default 'published' check (status in ('published', 'withdrawn')),
  sold_as text not null default 'stock' check (sold_as in ('stock', 'back_order', 'pre_order')),
  -- What each feed last said of it: feed → availability and quantity.
  source jsonb not null default '{}',
  primary key (shop_id, variant_id),
  foreign key (shop_id, product_id) references product,
  unique (shop_id, sku),
  unique (shop_id, feed_id)
);
create index variant_product on variant (shop_id, product_id, position);
create table price (
  shop_id text not null,
  variant_id text not null,
  currency text not null,
  amount bigint not null check (amount >= 0),
  compare_at bigint,
  primary key (shop_id, variant_id, currency),
  foreign key (shop_id, variant_id) references variant
);
create table location (
  shop_id text not null references shop,
  location_id text not null,
  name text not null,
  primary key (shop_id, location_id)
);
create table stock (
  shop_id text not null,
  variant_id text not null,
  location_id text not null,
  on_hand int not null check (on_hand >= 0),
  reserved int not null default 0 check (reserved >= 0 and reserved <= on_hand),
  primary key (shop_id, variant_id, location_id),
  foreign key (shop_id, variant_id) references variant,
  foreign key (shop_id, location_id) references location
);
create table feed_run (
  shop_id text not null references shop,
  feed_run_id text not null,
  name text not null,
  language text not null,
  currency text not null,
  rows int not null,
  imported int not null,
  unchanged int not null,
  withdrawn int not null,
  problems jsonb not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  primary key (shop_id, feed_run_id)
);
create table article (
  shop_id text not null references shop,
  article_id text not null,
  slug text not null,
  language text not null,
  topic text,
  title text not null,
  body text not null,
  keywords text[] not null default '{}',
  status text not null default 'published' check (status in ('draft', 'published')),
  revision bigint not null,
  updated_at timestamptz not null,
  primary key (shop_id, article_id),
  unique (shop_id, slug, language)
);
-- A first import fills empty tables faster than Postgres looks at them by itself; until it has, every plan reads whole shops.
create function analyze_catalogue() returns void language plpgsql security definer set search_path = public as $$
begin
  analyze product; analyze variant; analyze price; analyze stock;
end $$;
grant execute on function analyze_catalogue to parley_server;
`.execute(db)
}
