import type { PaymentOption } from '@parley/contracts'
import {
  type CartCall,
  type CartRecord,
  cartOf,
  emptyCart,
  findCart,
  type LineRecord,
  readLines,
  type Wares,
} from '../cart/index.ts'
import { variantsForCart } from '../catalogue/index.ts'
import type { Placing } from './placing.ts'

export interface CheckoutCall extends CartCall {
  /** Where the order is talked about, if anywhere. */
  conversationId: string | null
  placing: Placing
}

/** A cart with all that was read of it in one transaction. */
export interface CartState {
  cart: CartRecord
  lines: readonly LineRecord[]
  wares: Wares
  waysToPay: readonly PaymentOption[]
}

/** The owner's cart with its lines and wares; to change it, it is made and locked. */
export async function readState(call: CheckoutCall, to: 'look' | 'change'): Promise<CartState> {
  const { tx, language } = call
  const cart = to === 'change' ? await cartOf(tx, call.owner, call) : await findCart(tx, call.owner, false)
  const waysToPay = await call.placing.paymentOptions(tx, { language, currency: cart?.currency ?? call.currency })
  if (!cart) return { cart: nobodysCart(call), lines: [], wares: new Map(), waysToPay }
  const lines = await readLines(tx, cart.id)
  const ids = lines.map((line) => line.variantId)
  return { cart, lines, wares: await variantsForCart(tx, ids, { language, currency: cart.currency }), waysToPay }
}

function nobodysCart(call: CheckoutCall): CartState['cart'] {
  const { id, version, currency } = emptyCart(call)
  return {
    id,
    version,
    currency,
    visitorId: null,
    personId: null,
    status: 'open',
    contact: null,
    address: null,
    deliveryId: null,
    paymentId: null,
    updatedAt: call.tx.now,
  }
}
