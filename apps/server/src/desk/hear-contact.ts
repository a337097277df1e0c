import { z } from 'zod'
import { append, lockConversation } from '../conversations/index.ts'
import type { ShopTransaction } from '../db/database.ts'
import { identify, personOf, remember } from '../people/index.ts'
import { deskText } from './desk-texts.ts'
import { askContact, contactForm } from './promise-answer.ts'

const filled = z.object({
  type: z.literal('form'),
  id: z.literal(contactForm),
  values: z.object({ email: z.string(), name: z.string().optional() }),
})

/** A shopper has left her address. It is taken at her word and proves nothing: her browser's own person gets it, nobody else's. */
export async function hearContact(tx: ShopTransaction, conversationId: string, messageId: string): Promise<void> {
  const message = await tx.sql
    .selectFrom('message')
    .select('said')
    .where('shop_id', '=', tx.shopId)
    .where('message_id', '=', messageId)
    .executeTakeFirst()
  const form = filled.safeParse(message?.said)
  if (!form.success) return
  const email = form.data.values.email.trim()
  const name = form.data.values.name?.trim() || undefined
  const isAddress = z.email().safeParse(email).success
  const row = await lockConversation(tx, conversationId)
  if (!row) return
  if (isAddress) {
    row.person_id ??= await ownPerson(tx, row.visitor_id, conversationId)
    await remember(tx, row.person_id, { email, ...(name ? { name } : {}) })
  }
  const content = isAddress
    ? { type: 'notice' as const, key: 'contact_noted', values: { email } }
    : askContact(row.language, { email })
  const text = isAddress ? deskText(row.language, 'told.contact_noted', { email }) : ''
  await append(
    tx,
    row,
    [{ senderKind: 'system', senderId: 'system', content, text }],
    isAddress ? [{ kind: 'conversation' }] : [],
  )
}

/** The person of a browser that nobody has proved to be anybody: hers alone. */
export async function ownPerson(
  tx: ShopTransaction,
  visitorId: string | null,
  conversationId: string,
): Promise<string> {
  const personId = await personOf(tx, { kind: 'visitor', address: visitorId ?? conversationId, verified: false })
  if (visitorId) await identify(tx, visitorId, personId)
  return personId
}
