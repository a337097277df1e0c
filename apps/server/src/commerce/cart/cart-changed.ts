import type { Actor } from '@parley/contracts'
import type { ShopTransaction } from '../../db/database.ts'
import type { CartRecord } from './cart.ts'

/** Says to the world that the cart is another one now, and what kind of hand changed its lines. */
export function tellChanged(tx: ShopTransaction, cart: CartRecord, by?: Actor['kind']): void {
  const subjects = { cart: cart.id, visitor: cart.visitorId, person: cart.personId }
  tx.event('cart.changed', subjects, { version: cart.version, ...(by ? { by } : {}) })
  tx.wake('cart', cart.id)
}
