import { type Kysely, sql } from 'kysely'

/** Files that people send each other: in the database like the words they stand among, so that they are walled, kept, erased and backed up with them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
create table attachment (
  shop_id text not null references shop,
  attachment_id text not null,
  owner text not null,
  conversation_id text,
  kind text not null check (kind in ('picture', 'sound', 'document')),
  name text not null,
  media_type text not null,
  size int not null check (size between 1 and 10000000),
  width int,
  height int,
  url text not null,
  bytes bytea not null,
  created_at timestamptz not null,
  primary key (shop_id, attachment_id),
  foreign key (shop_id, conversation_id) references conversation
);
-- Pictures and sounds are pressed together already.
alter table attachment alter bytes set storage external;
create index attachment_of_talk on attachment (shop_id, conversation_id);
create index attachment_of_owner on attachment (shop_id, owner, created_at);
create index attachment_unsaid on attachment (shop_id, created_at) where conversation_id is null;
select build_walls();
`.execute(db)
}
