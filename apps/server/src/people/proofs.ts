import { sql } from 'kysely'
import type { ShopTransaction } from '../db/database.ts'
import { mergePersons, personOf, readPerson } from './persons.ts'

const hoursOfProof = 24

/** Whom a conversation is with, as far as that has been proved. */
export interface Standing {
  /** Signed in by the shop's own site, or vouched for by its server. */
  signedIn: boolean
  /** Addresses proved in this conversation by a mailed code, within the last day. */
  emails: string[]
}

interface Talk {
  conversationId: string
  personId: string | null
}

/** A code proves an address in one conversation, for a day: whoever uses the browser next month has proved nothing. */
export async function standingOf(tx: ShopTransaction, talk: Talk): Promise<Standing> {
  const { rows } = await sql<{ email: string }>`select email from proof
    where shop_id = ${tx.shopId} and conversation_id = ${talk.conversationId} and valid_until > ${tx.now} order by email`.execute(
    tx.sql,
  )
  return {
    signedIn: talk.personId !== null && (await isSignedIn(tx, talk.personId)),
    emails: rows.map((row) => row.email),
  }
}

export const isVerified = (standing: Standing): boolean => standing.signedIn || standing.emails.length > 0

/** Keeps that the address is hers, and joins her with whom the shop knows by it. Answers the person. */
export async function prove(
  tx: ShopTransaction,
  talk: Talk & { visitorId: string | null },
  email: string,
): Promise<string> {
  const address = email.trim().toLowerCase()
  const known = await personOf(tx, {
    kind: 'email',
    address,
    verified: true,
    verifiedBy: 'code',
    email: address,
  })
  const personId = await joined(tx, talk.personId, known, address)
  const validUntil = new Date(tx.now.getTime() + hoursOfProof * 3_600_000)
  await sql`
    insert into proof (shop_id, conversation_id, email, person_id, proved_at, valid_until)
    values (${tx.shopId}, ${talk.conversationId}, ${address}, ${personId}, ${tx.now}, ${validUntil})
    on conflict (shop_id, conversation_id, email) do update
      set person_id = excluded.person_id, proved_at = excluded.proved_at, valid_until = excluded.valid_until`.execute(
    tx.sql,
  )
  // What has lapsed proves nothing and is kept no longer.
  await tx.sql.deleteFrom('proof').where('shop_id', '=', tx.shopId).where('valid_until', '<=', tx.now).execute()
  tx.event('person.proved', { person: personId, conversation: talk.conversationId })
  return personId
}

/**
 * Everybody that the proved addresses and the sign-in stand for: herself, and those the shop took for others because she ordered as a guest
 * elsewhere. Never somebody who has ordered with another address too, or is signed in as somebody of her own.
 */
export async function provedPersons(tx: ShopTransaction, talk: Talk): Promise<string[]> {
  const standing = await standingOf(tx, talk)
  const { rows } = await sql<{ person_id: string }>`
    select person_id from proof where shop_id = ${tx.shopId} and conversation_id = ${talk.conversationId} and valid_until > ${tx.now}
    union select p.person_id from person p
    where p.shop_id = ${tx.shopId} and lower(p.email) = any(${standing.emails}) and p.merged_into is null and p.erased_at is null
      and not exists (select from orders o where o.shop_id = p.shop_id and o.person_id = p.person_id
        and lower(o.contact ->> 'email') <> all(${standing.emails}))
      and not exists (select from identity i where i.shop_id = p.shop_id and i.person_id = p.person_id
        and i.verified_at is not null and i.verified_by is distinct from 'code')`.execute(tx.sql)
  const own = standing.signedIn && talk.personId ? [talk.personId] : []
  return [...new Set([...own, ...rows.map((row) => row.person_id)])]
}

async function isSignedIn(tx: ShopTransaction, personId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from identity where shop_id = ${tx.shopId} and person_id = ${personId}
    and verified_at is not null and verified_by is distinct from 'code' limit 1`.execute(tx.sql)
  return rows.length > 0
}

/** The browser's own person becomes her, unless it has another address: then somebody else uses the same browser. */
async function joined(tx: ShopTransaction, own: string | null, known: string, email: string): Promise<string> {
  if (own === null || own === known) return known
  const here = await readPerson(tx, own)
  if (!here || (here.email !== null && here.email.toLowerCase() !== email)) return known
  if (await isSignedIn(tx, known)) return known
  const merged = await mergePersons(tx, here.id, known)
  return merged.ok ? here.id : known
}
