import { type Kysely, sql } from 'kysely'

/** What comes back may be made good by store credit instead of money: it is spent as a gift card is. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
alter table return_request drop constraint return_request_wish_check;
alter table return_request add check (wish in ('refund', 'credit', 'exchange'));
create table store_credit (
  shop_id text not null,
  return_id text not null,
  order_id text not null,
  amount bigint not null check (amount > 0),
  -- Null until its code has been made and mailed.
  gift_card_id text,
  given_at timestamptz not null,
  primary key (shop_id, return_id),
  foreign key (shop_id, return_id) references return_request,
  foreign key (shop_id, order_id) references orders,
  foreign key (shop_id, gift_card_id) references gift_card
);
create index store_credit_order on store_credit (shop_id, order_id);
select build_walls();
`.execute(db)
}
