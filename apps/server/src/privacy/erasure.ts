import { sql } from 'kysely'
import type { Database, ShopTransaction } from '../db/database.ts'
import type { Clock } from '../kernel/clock.ts'
import { erasePerson } from '../people/index.ts'

/** Long enough to read the answer, and to see that it was not meant. */
const minutesUntil = 10

/** Owes the erasing of these persons; asked twice with the same id it is owed once. Answers when it will be done. */
export async function oweErasure(tx: ShopTransaction, id: string, persons: readonly string[]): Promise<Date> {
  const dueAt = new Date(tx.now.getTime() + minutesUntil * 60_000)
  await sql`insert into erasure (shop_id, erasure_id, persons, due_at) values (${tx.shopId}, ${id}, ${persons}, ${dueAt})
    on conflict (shop_id, erasure_id) do nothing`.execute(tx.sql)
  return (await readErasure(tx, id)) ?? dueAt
}

export async function readErasure(tx: ShopTransaction, id: string): Promise<Date | null> {
  const { rows } = await sql<{ due_at: Date }>`select due_at from erasure
    where shop_id = ${tx.shopId} and erasure_id = ${id}`.execute(tx.sql)
  return rows[0]?.due_at ?? null
}

/** Erases whom it is time for, in all shops, each in a transaction of its own; answers how many. Any number of processes may do so at once. */
export async function eraseDue(db: Database, clock: Clock, most = 50): Promise<number> {
  const { rows } = await db.outside((outside) =>
    sql<{ shop_id: string; erasure_id: string }>`select * from due_erasures(${clock.now()}, ${most})`.execute(outside),
  )
  let erased = 0
  for (const due of rows) if (await db.inShop(due.shop_id, (tx) => eraseOne(tx, due.erasure_id))) erased++
  return erased
}

async function eraseOne(tx: ShopTransaction, id: string): Promise<boolean> {
  const { rows } = await sql<{ persons: string[] }>`select persons from erasure
    where shop_id = ${tx.shopId} and erasure_id = ${id} and done_at is null for update skip locked`.execute(tx.sql)
  const [owed] = rows
  if (!owed) return false
  const addresses = await provedAddresses(tx, owed.persons)
  // One who has been erased by hand meanwhile is no reason to leave the others.
  for (const person of owed.persons) await erasePerson(tx, person)
  await forgetAddresses(tx, addresses)
  await sql`update erasure set done_at = ${tx.now} where shop_id = ${tx.shopId} and erasure_id = ${id}`.execute(tx.sql)
  return true
}

async function provedAddresses(tx: ShopTransaction, persons: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ address: string }>`select lower(address) as address from identity
    where shop_id = ${tx.shopId} and person_id = any(${persons}) and kind = 'email' and verified_at is not null`.execute(
    tx.sql,
  )
  return rows.map((row) => row.address)
}

/** Mails and alerts that went to an address of hers before the shop knew whose it is, what was said of the goods of orders under nobody's name, and what those say of her. */
async function forgetAddresses(tx: ShopTransaction, addresses: readonly string[]): Promise<void> {
  await sql`delete from mail where shop_id = ${tx.shopId} and lower(to_address) = any(${addresses})`.execute(tx.sql)
  await sql`delete from stock_alert where shop_id = ${tx.shopId} and email = any(${addresses})`.execute(tx.sql)
  await sql`delete from review r using orders o where r.shop_id = ${tx.shopId} and o.shop_id = r.shop_id and o.order_id = r.order_id
    and lower(o.contact ->> 'email') = any(${addresses})`.execute(tx.sql)
  await sql`update orders set contact = null, address = null, tracking = null
    where shop_id = ${tx.shopId} and lower(contact ->> 'email') = any(${addresses})`.execute(tx.sql)
}
