import { type Kysely, sql } from 'kysely'

/** Companies that buy: who buys for them, on how much credit, and what somebody else of theirs has to allow first. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
create table company (
  shop_id text not null references shop,
  company_id text not null,
  name text not null,
  vat_number text,
  country text not null,
  -- Minor units: what may be owed on account at once; null is nothing on account, and amounts are in this currency alone.
  currency text not null,
  credit_limit bigint check (credit_limit >= 0),
  -- Orders above this need an approver's yes; null needs none.
  approval_above bigint check (approval_above >= 0),
  status text not null default 'active' check (status in ('active', 'closed')),
  version int not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (shop_id, company_id)
);
create index company_name on company (shop_id, lower(name));
create table company_member (
  shop_id text not null,
  company_id text not null,
  person_id text not null,
  role text not null check (role in ('buyer', 'approver')),
  added_at timestamptz not null,
  primary key (shop_id, company_id, person_id),
  -- Whom somebody buys for is never a question.
  unique (shop_id, person_id),
  foreign key (shop_id, company_id) references company,
  foreign key (shop_id, person_id) references person
);
create table company_order (
  shop_id text not null,
  order_id text not null,
  company_id text not null,
  primary key (shop_id, order_id),
  foreign key (shop_id, order_id) references orders,
  foreign key (shop_id, company_id) references company
);
create index company_order_company on company_order (shop_id, company_id);
-- An approver's yes to one proposal of a colleague's, as it was shown.
create table company_approval (
  shop_id text not null,
  proposal_id text not null,
  company_id text not null,
  status text not null check (status in ('asked', 'approved', 'refused')),
  asked_by text not null,
  decided_by text,
  asked_at timestamptz not null,
  decided_at timestamptz,
  primary key (shop_id, proposal_id),
  foreign key (shop_id, company_id) references company,
  foreign key (shop_id, proposal_id) references proposal
);
create index company_approval_company on company_approval (shop_id, company_id, asked_at desc);
select build_walls();
`.execute(db)
}
