import { type Kysely, sql } from 'kysely'

/** What a company asks a price for, what it was offered, and until when. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
create table quote (
  shop_id text not null,
  quote_id text not null,
  number text not null,
  company_id text not null,
  person_id text not null,
  currency text not null,
  language text not null,
  note text not null default '',
  status text not null check (status in ('asked', 'priced', 'accepted', 'declined')),
  valid_until timestamptz,
  -- What holds its prices once it is accepted.
  price_list_id text,
  version int not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (shop_id, quote_id),
  unique (shop_id, number),
  foreign key (shop_id, company_id) references company,
  foreign key (shop_id, person_id) references person,
  check (status = 'asked' or status = 'declined' or valid_until is not null)
);
create index quote_state on quote (shop_id, status, quote_id desc);
create index quote_company on quote (shop_id, company_id, quote_id desc);
create table quote_line (
  shop_id text not null,
  quote_id text not null,
  variant_id text not null,
  position int not null,
  quantity int not null check (quantity between 1 and 999),
  -- Minor units, as the catalogue counts: null until somebody of the shop has named it.
  unit_price bigint check (unit_price >= 0),
  primary key (shop_id, quote_id, variant_id),
  foreign key (shop_id, quote_id) references quote,
  foreign key (shop_id, variant_id) references variant
);
select build_walls();
`.execute(db)
}
