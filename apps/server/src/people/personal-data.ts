import { sql } from 'kysely'
import type { ShopTransaction } from '../db/database.ts'
import { type PersonalTable, personal } from '../db/register.ts'
import { granted, type Outcome, refuse } from '../kernel/refusals.ts'

/** All persons that were merged into this one, and herself. */
async function selvesOf(tx: ShopTransaction, personId: string): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    with recursive selves as (
      select person_id from person where shop_id = ${tx.shopId} and person_id = ${personId}
      union select p.person_id from person p join selves s on p.merged_into = s.person_id where p.shop_id = ${tx.shopId})
    select person_id from selves`.execute(tx.sql)
  return rows.map((row) => row.person_id)
}

/** Which rows of a table are about these persons. */
function rowsOf(tx: ShopTransaction, table: PersonalTable, persons: string[]) {
  const hers = sql`person_id = any(${persons})`
  const visitors = sql`select visitor_id from visitor where shop_id = ${tx.shopId} and ${hers}`
  const carts = sql`select cart_id from cart where shop_id = ${tx.shopId} and (${hers} or visitor_id in (${visitors}))`
  const conversations = sql`select conversation_id from conversation where shop_id = ${tx.shopId} and (${hers} or visitor_id in (${visitors}))`
  switch (table.tiedBy) {
    case 'person':
      return hers
    case 'visitor':
      return sql`visitor_id in (${visitors})`
    case 'conversation':
      return sql`conversation_id in (${conversations})`
    case 'cart':
      return sql`cart_id in (${carts})`
    case 'proposal':
      return sql`(cart_id in (${carts}) or conversation_id in (${conversations}))`
    case 'principal':
      return sql`principal in (${visitors})`
    case 'staff':
      return sql`false`
  }
}

/** Everything the shop holds about a person, table by table, from the register. */
export async function exportPerson(
  tx: ShopTransaction,
  personId: string,
): Promise<Outcome<Record<string, Record<string, unknown>[]>>> {
  const persons = await selvesOf(tx, personId)
  if (persons.length === 0) return refuse('person.not_found', 'There is no such person.')
  const tables: Record<string, Record<string, unknown>[]> = {}
  for (const [name, table] of Object.entries(personal)) {
    const { rows } = await sql<
      Record<string, unknown>
    >`select * from ${sql.table(name)} where ${table.tiedBy === 'staff' ? sql`false` : sql`shop_id = ${tx.shopId}`} and ${rowsOf(tx, table, persons)}`.execute(
      tx.sql,
    )
    if (rows.length > 0) tables[name] = rows.map((row) => withoutSecrets(row))
  }
  return granted(tables)
}

function withoutSecrets(row: Record<string, unknown>): Record<string, unknown> {
  const { token_hash: _, ...rest } = row
  // A file is told by its link, under which she finds it as it is.
  return Object.fromEntries(Object.entries(rest).filter(([, value]) => !Buffer.isBuffer(value)))
}

/** Those whose rows lead to others come last, or the others would not be found any more. */
const lastTables = ['conversation', 'cart', 'visitor', 'person']

/** Blanks or deletes what the register names. Amounts and goods of orders stay, with nobody's name on them. */
export async function erasePerson(tx: ShopTransaction, personId: string): Promise<Outcome<{ rows: number }>> {
  const persons = await selvesOf(tx, personId)
  if (persons.length === 0) return refuse('person.not_found', 'There is no such person.')
  const names = Object.keys(personal).sort((a, b) => lastTables.indexOf(a) - lastTables.indexOf(b))
  let rows = 0
  for (const name of names) {
    const table = personal[name]
    if (!table || table.tiedBy === 'staff') continue
    const where = sql`where shop_id = ${tx.shopId} and ${rowsOf(tx, table, persons)}`
    const blanks = Object.entries(table.columns).map(([column, blank]) => sql`${sql.ref(column)} = ${sql.raw(blank)}`)
    const done =
      table.erase === 'delete'
        ? await sql`delete from ${sql.table(name)} ${where}`.execute(tx.sql)
        : await sql`update ${sql.table(name)} set ${sql.join(blanks)} ${where}`.execute(tx.sql)
    rows += Number(done.numAffectedRows ?? 0)
  }
  await tx.sql
    .updateTable('person')
    .set({ erased_at: tx.now })
    .where('shop_id', '=', tx.shopId)
    .where('person_id', 'in', persons)
    .execute()
  tx.event('person.erased', { person: personId })
  return granted({ rows })
}
