import type { Actor, DeskRules } from '@parley/contracts'
import { sql } from 'kysely'
import type { DeedCall, PaymentParts } from '../../commerce/payments/index.ts'
import type { AgentActing, ConversationRow } from '../../conversations/index.ts'
import type { ShopTransaction } from '../../db/database.ts'

/** Where a deed is done: whose talk, by whom, by which rules of the shop. */
export interface DeedScene {
  tx: ShopTransaction
  row: ConversationRow
  agent: AgentActing
  /** Who owns the shop's yes here has no limits. */
  isLimited: boolean
  rules: DeskRules
  parts: PaymentParts
  random: (below: number) => number
}

export const actorIn = ({ agent }: DeedScene): Actor => ({ kind: 'agent', id: agent.accountId })

/** The desk reads English; the yes is good in this talk alone. */
export const callIn = (scene: DeedScene): DeedCall => ({
  tx: scene.tx,
  language: 'en',
  actor: actorIn(scene),
  conversationId: scene.row.conversation_id,
})

/** Whether an order belongs to whoever is talked with: by this talk, this browser, this person, or her address. */
export async function isOrderHere({ tx, row }: DeedScene, orderId: string): Promise<boolean> {
  const { rows } = await sql`
    select from orders o where o.shop_id = ${tx.shopId} and o.order_id = ${orderId} and (
      o.conversation_id = ${row.conversation_id} or o.visitor_id = ${row.visitor_id} or o.person_id = ${row.person_id}
      or lower(o.contact->>'email') = (select lower(p.email) from person p where p.shop_id = ${tx.shopId} and p.person_id = ${row.person_id}))`.execute(
    tx.sql,
  )
  return rows.length > 0
}
