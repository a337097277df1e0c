import { type Kysely, sql } from 'kysely'

/** Gift cards: what is left on each, every move of it, and those that a cart holds. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
create table gift_card (
  shop_id text not null references shop,
  gift_card_id text not null,
  -- Of the code, which is told once and kept nowhere.
  code_hash text not null,
  last_four text not null,
  currency text not null,
  amount bigint not null check (amount > 0),
  balance bigint not null check (balance between 0 and amount),
  status text not null default 'active' check (status in ('active', 'void')),
  expires_at timestamptz,
  -- The line it was bought with, and which one of it; null where the shop gave it.
  order_id text,
  line_id text,
  number int,
  created_at timestamptz not null,
  primary key (shop_id, gift_card_id),
  unique (shop_id, code_hash),
  unique (shop_id, line_id, number)
);
create index gift_card_order on gift_card (shop_id, order_id) where order_id is not null;
create table gift_card_move (
  shop_id text not null,
  gift_card_id text not null,
  position bigint generated always as identity,
  kind text not null check (kind in ('issued', 'used', 'returned', 'voided')),
  amount bigint not null check (amount >= 0),
  -- The payment it was used for, or that was given back.
  payment_id text,
  at timestamptz not null,
  primary key (shop_id, gift_card_id, position),
  foreign key (shop_id, gift_card_id) references gift_card
);
create index gift_card_move_payment on gift_card_move (shop_id, payment_id) where payment_id is not null;
alter table cart add column gift_cards text[] not null default '{}';
select build_walls();
grant usage on all sequences in schema public to parley_server;
`.execute(db)
}
