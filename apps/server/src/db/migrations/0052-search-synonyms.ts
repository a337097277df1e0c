import { type Kysely, sql } from 'kysely'

/** The shop's own words for one and the same thing, by language: search takes one for the other. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
create table search_synonym (
  shop_id text not null references shop,
  language text not null,
  -- [["settee", "couch", "sofa"], …]: each group's words mean the same, both ways.
  groups jsonb not null,
  primary key (shop_id, language)
);
select build_walls();
`.execute(db)
}
