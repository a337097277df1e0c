import { type Actor, cart as cartSchema } from '@parley/contracts'
import { z } from 'zod'
import { type CartOwner, cartFacet } from '../commerce/cart/index.ts'
import { visibleConversation } from '../conversations/index.ts'
import type { ShopTransaction } from '../db/database.ts'
import { type Door, door } from '../db/door.ts'
import { readShop } from '../identity/index.ts'
import { granted, orThrow } from '../kernel/refusals.ts'
import { sellingTerms } from '../kernel/shop-settings.ts'

/** A cart as it stands, by its id, for whoever may see it. */
export async function readCart(tx: ShopTransaction, owner: CartOwner, reader: { language: string; currency: string }) {
  const { settings } = await readShop(tx)
  const actor: Actor = { kind: 'system' }
  return cartFacet({ tx, owner, ...reader, actor, terms: sellingTerms(settings) }).view()
}

/** Reads over more than one domain. */
export const shopperDoors: readonly Door[] = [
  door({
    method: 'get',
    path: '/conversations/{conversationId}/cart',
    tag: 'conversations',
    summary: 'The cart of a conversation',
    access: { visitor: true, scope: 'carts:read' },
    params: z.object({ conversationId: z.string() }),
    answer: z.object({ cart: cartSchema.nullable() }),
    handle: async (tx, { params, principal }) => {
      const row = orThrow(await visibleConversation(tx, params.conversationId, principal))
      const cart = await readCart(
        tx,
        { visitorId: row.visitor_id, personId: row.person_id },
        { language: row.language, currency: row.currency },
      )
      return granted({ cart: cart.id === '' ? null : cart })
    },
  }),
]
