import { type Kysely, sql } from 'kysely'

/** What buyers say of what they bought, what shoppers ask about it, and when buyers are to be asked. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
create table review (
  shop_id text not null,
  review_id text not null,
  product_id text not null,
  order_id text not null,
  person_id text,
  -- Whose it is: a person, a browser or an order. Each says one thing of a product, and may say it anew.
  writer text not null,
  author text not null default '',
  language text not null,
  stars int not null check (stars between 1 and 5),
  title text not null default '',
  body text not null default '',
  -- What it praises or blames: 1, 0 or -1 by aspect.
  aspects jsonb not null default '{}',
  status text not null check (status in ('pending', 'published', 'refused')),
  reason text,
  answer text,
  answered_by text,
  answered_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (shop_id, review_id),
  unique (shop_id, product_id, order_id),
  unique (shop_id, product_id, writer),
  foreign key (shop_id, product_id) references product,
  foreign key (shop_id, order_id) references orders
);
create index review_state on review (shop_id, status, created_at desc, review_id desc);
create index review_order on review (shop_id, order_id);
create table product_question (
  shop_id text not null,
  question_id text not null,
  product_id text not null,
  visitor_id text not null,
  language text not null,
  body text not null,
  status text not null check (status in ('pending', 'published', 'refused')),
  reason text,
  answer text,
  answered_by text,
  answered_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (shop_id, question_id),
  foreign key (shop_id, product_id) references product,
  foreign key (shop_id, visitor_id) references visitor,
  check (status <> 'published' or answer is not null)
);
create index product_question_state on product_question (shop_id, status, created_at desc, question_id desc);
create index product_question_product on product_question (shop_id, product_id) where status = 'published';
create index product_question_visitor on product_question (shop_id, visitor_id);
-- Asked once for an order, some days after it arrived.
create table review_request (
  shop_id text not null,
  order_id text not null,
  due_at timestamptz not null,
  done_at timestamptz,
  outcome text check (outcome in ('asked', 'no_consent', 'nothing_left')),
  primary key (shop_id, order_id),
  foreign key (shop_id, order_id) references orders
);
create index review_request_due on review_request (due_at) where done_at is null;
create function due_review_requests(at timestamptz, most int) returns table (shop_id text, order_id text) language sql stable security definer set search_path = public as
  $$ select r.shop_id, r.order_id from review_request r where r.done_at is null and r.due_at <= at order by r.due_at limit most $$;
revoke execute on function due_review_requests from public;
grant execute on function due_review_requests to parley_server;
select build_walls();
`.execute(db)
}
