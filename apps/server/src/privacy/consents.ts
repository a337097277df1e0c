import type { ConsentPurpose } from '@parley/sdk'
import { sql } from 'kysely'
import type { ShopTransaction } from '../db/database.ts'

/** What these persons, who are one, agreed to last. Nothing said is no. */
export async function readConsents(
  tx: ShopTransaction,
  persons: readonly string[],
): Promise<Record<ConsentPurpose, boolean>> {
  const { rows } = await sql<{ purpose: string; granted: boolean }>`
    select distinct on (purpose) purpose, granted from consent
    where shop_id = ${tx.shopId} and person_id = any(${persons}) order by purpose, at desc, consent_id desc`.execute(
    tx.sql,
  )
  const granted = (purpose: ConsentPurpose) => rows.some((row) => row.purpose === purpose && row.granted)
  return { advice: granted('advice'), mail: granted('mail') }
}

/** Writes what was agreed to or taken back, with where it was said as its proof. What was said before stays. */
export async function writeConsent(
  tx: ShopTransaction,
  said: { personId: string; purpose: ConsentPurpose; granted: boolean; conversationId: string | null },
): Promise<void> {
  await tx.sql
    .insertInto('consent')
    .values({
      shop_id: tx.shopId,
      consent_id: tx.id('cns'),
      person_id: said.personId,
      purpose: said.purpose,
      channel: said.conversationId === null ? 'mail' : 'chat',
      granted: said.granted,
      proof: JSON.stringify(said.conversationId === null ? { link: 'mail' } : { conversation: said.conversationId }),
      at: tx.now,
    })
    .execute()
  tx.event(
    'consent.changed',
    { person: said.personId, conversation: said.conversationId },
    { purpose: said.purpose, granted: said.granted },
  )
}
