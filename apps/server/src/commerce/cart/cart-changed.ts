import type { ShopTransaction } from '../../db/database.ts'
import type { CartRecord } from './cart.ts'

/** Says to the world that the cart is another one now. */
export function tellChanged(tx: ShopTransaction, cart: CartRecord): void {
  const subjects = { cart: cart.id, visitor: cart.visitorId, person: cart.personId }
  tx.event('cart.changed', subjects, { version: cart.version })
  tx.wake('cart', cart.id)
}
