import type { Actor, Address, LanguageTag } from '@parley/contracts'
import { sql } from 'kysely'
import type { ShopTransaction } from '../../db/database.ts'
import { countryName } from '../../kernel/shop-settings.ts'
import type { LockedOrder } from './order-store.ts'

/** Sends a locked order elsewhere, notes it in its log and tells the world. */
export async function writeOrderAddress(
  tx: ShopTransaction,
  order: LockedOrder,
  to: { address: Address; actor: Actor; conversationId: string | null },
): Promise<void> {
  const { address, actor } = to
  await sql`
    with moved as (update orders set address = ${JSON.stringify(address)} where shop_id = ${tx.shopId} and order_id = ${order.id})
    insert into order_event (shop_id, order_id, from_status, to_status, actor, reason, at)
    values (${tx.shopId}, ${order.id}, ${order.status}, ${order.status}, ${JSON.stringify(actor)}, 'address', ${tx.now})`.execute(
    tx.sql,
  )
  tx.event(
    'order.address_changed',
    { order: order.id, person: order.personId, visitor: order.visitorId, conversation: to.conversationId },
    { number: order.number },
  )
}

export function addressLine(address: Address, language: LanguageTag): string {
  const { line1, line2, postalCode, city, country } = address
  return [line1, line2, `${postalCode} ${city}`, countryName(country, language)].filter(Boolean).join(', ')
}
