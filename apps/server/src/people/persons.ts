import { type Address, address as addressSchema } from '@parley/contracts'
import { sql } from 'kysely'
import type { ShopTransaction } from '../db/database.ts'
import { granted, type Outcome, refuse } from '../kernel/refusals.ts'

export interface Identity {
  kind: string
  address: string
  verified: boolean
}

export interface Person {
  id: string
  name: string | null
  email: string | null
  phone: string | null
  language: string | null
  address: Address | null
  identities: Identity[]
  createdAt: string
}

export async function readPerson(tx: ShopTransaction, personId: string): Promise<Person | null> {
  const row = await tx.sql
    .selectFrom('person')
    .selectAll()
    .where('shop_id', '=', tx.shopId)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  if (!row || row.erased_at) return null
  if (row.merged_into) return readPerson(tx, row.merged_into)
  const identities = await tx.sql
    .selectFrom('identity')
    .select(['kind', 'address', 'verified_at'])
    .where('shop_id', '=', tx.shopId)
    .where('person_id', '=', row.person_id)
    .execute()
  return {
    id: row.person_id,
    name: row.name,
    email: row.email,
    phone: row.phone,
    language: row.language,
    address: addressSchema
      .nullable()
      .catch(null)
      .parse(row.address ?? null),
    identities: identities.map((identity) => ({
      kind: identity.kind,
      address: identity.address,
      verified: identity.verified_at !== null,
    })),
    createdAt: row.created_at.toISOString(),
  }
}

export interface Known {
  kind: string
  address: string
  verified: boolean
  verifiedBy?: string | undefined
  name?: string | undefined
  email?: string | undefined
  phone?: string | undefined
}

/** The person behind a channel address; made where nobody is known by it. Two at once find the same one. */
export async function personOf(tx: ShopTransaction, known: Known): Promise<string> {
  const found = await tx.sql
    .selectFrom('identity')
    .select(['person_id', 'verified_at'])
    .where('shop_id', '=', tx.shopId)
    .where('kind', '=', known.kind)
    .where('address', '=', known.address)
    .executeTakeFirst()
  if (found) {
    if (known.verified && !found.verified_at) await verifyIdentity(tx, known)
    return found.person_id
  }
  const personId = tx.id('per')
  tx.send(
    tx.sql.insertInto('person').values({
      shop_id: tx.shopId,
      person_id: personId,
      name: known.name ?? null,
      email: known.email ?? null,
      phone: known.phone ?? null,
      created_at: tx.now,
    }),
  )
  const { rows } = await sql<{ person_id: string }>`
    insert into identity (shop_id, identity_id, person_id, kind, address, verified_at, verified_by, created_at)
    values (${tx.shopId}, ${tx.id('idn')}, ${personId}, ${known.kind}, ${known.address}, ${known.verified ? tx.now : null}, ${known.verifiedBy ?? null}, ${tx.now})
    on conflict (shop_id, kind, address) do update set kind = excluded.kind returning person_id`.execute(tx.sql)
  const keeper = rows[0]?.person_id ?? personId
  if (keeper !== personId)
    await tx.sql.deleteFrom('person').where('shop_id', '=', tx.shopId).where('person_id', '=', personId).execute()
  else tx.event('person.created', { person: personId }, { by: known.kind })
  return keeper
}

async function verifyIdentity(tx: ShopTransaction, known: Known): Promise<void> {
  await tx.sql
    .updateTable('identity')
    .set({ verified_at: tx.now, verified_by: known.verifiedBy ?? null })
    .where('shop_id', '=', tx.shopId)
    .where('kind', '=', known.kind)
    .where('address', '=', known.address)
    .execute()
}

/** Ties a visitor, and the conversations she has had so far, to a person. */
export async function identify(tx: ShopTransaction, visitorId: string, personId: string): Promise<void> {
  tx.send(
    tx.sql
      .updateTable('visitor')
      .set({ person_id: personId })
      .where('shop_id', '=', tx.shopId)
      .where('visitor_id', '=', visitorId),
  )
  tx.event('person.identified', { person: personId, visitor: visitorId })
}

/** Joins `other` into `keeper`: identities, visitors, conversations, orders and consents follow; the old id leads to the new one. Open carts are joined by the carts themselves. */
export async function mergePersons(
  tx: ShopTransaction,
  keeperId: string,
  otherId: string,
): Promise<Outcome<{ conflicts: string[] }>> {
  if (keeperId === otherId) return refuse('person.same', 'These are the same person.')
  const ids = [keeperId, otherId].sort()
  const rows = await tx.sql
    .selectFrom('person')
    .selectAll()
    .where('shop_id', '=', tx.shopId)
    .where('person_id', 'in', ids)
    .orderBy('person_id')
    .forUpdate()
    .execute()
  const keeper = rows.find((row) => row.person_id === keeperId)
  const other = rows.find((row) => row.person_id === otherId)
  if (!keeper || !other || keeper.erased_at || other.erased_at)
    return refuse('person.not_found', 'There is no such person.')
  if (keeper.merged_into || other.merged_into) return refuse('person.merged', 'One of them has been merged already.')
  const conflicts = (['name', 'email', 'phone'] as const).filter(
    (field) => keeper[field] && other[field] && keeper[field] !== other[field],
  )
  const tables = ['identity', 'visitor', 'conversation', 'orders', 'return_request', 'consent', 'review'] as const
  for (const table of tables) {
    await sql`update ${sql.table(table)} set person_id = ${keeperId} where shop_id = ${tx.shopId} and person_id = ${otherId}`.execute(
      tx.sql,
    )
  }
  // Each buys for one company: whom the keeper buys for stands.
  await sql`update company_member m set person_id = ${keeperId} where m.shop_id = ${tx.shopId} and m.person_id = ${otherId}
    and not exists (select from company_member k where k.shop_id = m.shop_id and k.person_id = ${keeperId})`.execute(
    tx.sql,
  )
  await sql`delete from company_member where shop_id = ${tx.shopId} and person_id = ${otherId}`.execute(tx.sql)
  await tx.sql
    .updateTable('person')
    .set({
      name: keeper.name ?? other.name,
      email: keeper.email ?? other.email,
      phone: keeper.phone ?? other.phone,
      language: keeper.language ?? other.language,
    })
    .where('shop_id', '=', tx.shopId)
    .where('person_id', '=', keeperId)
    .execute()
  await tx.sql
    .updateTable('person')
    .set({ merged_into: keeperId })
    .where('shop_id', '=', tx.shopId)
    .where('person_id', '=', otherId)
    .execute()
  tx.event('person.merged', { person: keeperId, other: otherId }, { conflicts })
  return granted({ conflicts })
}

/** What a person told at checkout or in talk; only what is given is altered. */
export async function remember(
  tx: ShopTransaction,
  personId: string,
  given: { name?: string; email?: string; phone?: string; address?: Address; language?: string },
): Promise<void> {
  const { address, ...plain } = given
  tx.send(
    tx.sql
      .updateTable('person')
      .set({ ...plain, ...(address ? { address: JSON.stringify(address) } : {}) })
      .where('shop_id', '=', tx.shopId)
      .where('person_id', '=', personId),
  )
}

/** Language-neutral facts about a person, newest first: also what happened in her talks and browsers before she was known. */
export async function timeline(tx: ShopTransaction, personId: string, limit = 100) {
  const { rows } = await sql<{
    event_id: string
    type: string
    at: Date
    subjects: Record<string, string>
    data: Record<string, unknown>
  }>`
    with talks as (select conversation_id from conversation where shop_id = ${tx.shopId} and person_id = ${personId})
    select distinct on (position) event_id, type, at, subjects, data, position from (
      select * from event where shop_id = ${tx.shopId} and person_id = ${personId}
      union all select e.* from event e join talks using (conversation_id) where e.shop_id = ${tx.shopId}) told
    order by position desc limit ${limit}`.execute(tx.sql)
  return rows.map((row) => ({
    id: row.event_id,
    type: row.type,
    at: row.at.toISOString(),
    subjects: row.subjects,
    data: row.data,
  }))
}
