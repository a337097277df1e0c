import { type Address, address } from '@parley/contracts'
import { sql } from 'kysely'
import { z } from 'zod'
import type { ShopTransaction } from '../db/database.ts'
import { granted, type Outcome, refuse } from '../kernel/refusals.ts'
import { readPerson } from './persons.ts'

/** What may be put right by hand. Null takes it away; what is not named stays. */
export const personEdit = z.object({
  name: z.string().trim().max(120).nullable().optional(),
  email: z.email().max(254).nullable().optional(),
  phone: z.string().trim().max(40).nullable().optional(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/)
    .nullable()
    .optional(),
  address: address.nullable().optional(),
})
export type PersonEdit = z.infer<typeof personEdit>

/** Puts right what is known of somebody. Answers with the names of what was altered, for the audit. Refused: `person.not_found`. */
export async function editPerson(
  tx: ShopTransaction,
  personId: string,
  edit: PersonEdit,
): Promise<Outcome<{ personId: string; fields: string[] }>> {
  const known = await readPerson(tx, personId)
  if (!known) return refuse('person.not_found', 'There is no such person.')
  const given = Object.entries(edit).filter(([, value]) => value !== undefined)
  const before = new Map<string, unknown>(Object.entries(known))
  const fields = given.flatMap(([field, value]) =>
    JSON.stringify(before.get(field) ?? null) === JSON.stringify(value || null) ? [] : [field],
  )
  if (fields.length === 0) return granted({ personId: known.id, fields })
  const { address: place, ...plain } = edit
  await tx.sql
    .updateTable('person')
    .set({
      ...emptyAsNull(plain),
      ...(place === undefined ? {} : { address: place && JSON.stringify(place) }),
    })
    .where('shop_id', '=', tx.shopId)
    .where('person_id', '=', known.id)
    .execute()
  return granted({ personId: known.id, fields })
}

function emptyAsNull(plain: Omit<PersonEdit, 'address'>) {
  const { name, email, phone, language } = plain
  return {
    ...(name === undefined ? {} : { name: name || null }),
    ...(email === undefined ? {} : { email: email || null }),
    ...(phone === undefined ? {} : { phone: phone || null }),
    ...(language === undefined ? {} : { language: language || null }),
  }
}

/** What she agreed to last, by purpose and channel. */
export async function consentsOf(tx: ShopTransaction, personId: string) {
  const { rows } = await sql<{ purpose: string; channel: string; granted: boolean; at: Date }>`
    select distinct on (purpose, channel) purpose, channel, granted, at from consent
    where shop_id = ${tx.shopId} and person_id = ${personId}
    order by purpose, channel, consent.at desc, consent_id desc`.execute(tx.sql)
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

export interface MergeView {
  /** Where both say something, and not the same: what stays and what is let go. */
  conflicts: { field: 'name' | 'email' | 'phone' | 'language' | 'address'; kept: string; dropped: string }[]
  /** How much of the other's would come over. */
  moves: { identities: number; conversations: number; orders: number; browsers: number }
}

/** What joining the other into this one would do. Writes nothing. Refused as the joining itself is. */
export async function lookAtMerge(tx: ShopTransaction, keeperId: string, otherId: string): Promise<Outcome<MergeView>> {
  const [keeper, other] = [await readPerson(tx, keeperId), await readPerson(tx, otherId)]
  if (!keeper || !other) return refuse('person.not_found', 'There is no such person.')
  if (keeper.id === other.id) return refuse('person.same', 'These are the same person.')
  const fields = ['name', 'email', 'phone', 'language'] as const
  const conflicts: MergeView['conflicts'] = fields.flatMap((field) => {
    const [kept, dropped] = [keeper[field], other[field]]
    return kept && dropped && kept !== dropped ? [{ field, kept, dropped }] : []
  })
  if (other.address) conflicts.push({ field: 'address', kept: lineOf(keeper.address), dropped: lineOf(other.address) })
  const { rows } = await sql<MergeView['moves']>`
    select (select count(*) from identity where shop_id = ${tx.shopId} and person_id = ${other.id})::int as identities,
      (select count(*) from conversation where shop_id = ${tx.shopId} and person_id = ${other.id})::int as conversations,
      (select count(*) from orders where shop_id = ${tx.shopId} and person_id = ${other.id})::int as orders,
      (select count(*) from visitor where shop_id = ${tx.shopId} and person_id = ${other.id})::int as browsers`.execute(
    tx.sql,
  )
  return granted({ conflicts, moves: rows[0] ?? { identities: 0, conversations: 0, orders: 0, browsers: 0 } })
}

const lineOf = (place: Address | null): string =>
  place ? [place.line1, `${place.postalCode} ${place.city}`, place.country].join(', ') : ''
