import { cart } from '@parley/contracts'
import { z } from 'zod'
import { actorOf } from '../commerce/cart/index.ts'
import { readConversation } from '../conversations/index.ts'
import { type Door, door } from '../db/door.ts'
import { refuse } from '../kernel/refusals.ts'
import { talkCart } from './talk-cart.ts'

/** The shopper's cart from within the talk. Altering its lines is done by the cart's own doors. */
export const cartDoors: readonly Door[] = [
  door({
    method: 'post',
    path: '/desk/conversations/{conversationId}/cart-lines',
    tag: 'desk',
    summary: 'Put something into the shopper’s cart',
    description: 'A cart is begun where she has none. Her thread tells who did it, and what.',
    access: { scope: 'carts:write' },
    params: z.object({ conversationId: z.string() }),
    body: z.object({ variantId: z.string().min(1).max(100), quantity: z.int().min(1).max(999).default(1) }),
    example: { variantId: 'var_…', quantity: 1 },
    answer: cart,
    handle: async (tx, { params, body, principal }) => {
      const row = await readConversation(tx, params.conversationId)
      if (!row) return refuse('conversation.not_found', 'There is no such conversation.')
      return (await talkCart(tx, row, actorOf(principal))).add(body.variantId, body.quantity)
    },
  }),
]
