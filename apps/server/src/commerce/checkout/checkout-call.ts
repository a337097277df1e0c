import type { PaymentOption } from '@parley/contracts'
import {
  type CartCall,
  type CartRecord,
  cartOf,
  emptyCart,
  findCart,
  type LineRecord,
  readLines,
  readViewing,
  type Viewing,
} from '../cart/index.ts'
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
  /** What prices and problems of its lines rest on. */
  viewing: Viewing
  waysToPay: readonly PaymentOption[]
}

/** The owner's cart with its lines and all that they are shown by; to change it, it is made and locked. */
export async function readState(call: CheckoutCall, to: 'look' | 'change'): Promise<CartState> {
  const { tx, language } = call
  const cart = to === 'change' ? await cartOf(tx, call.owner, call) : await findCart(tx, call.owner, false)
  const waysToPay = await call.placing.paymentOptions(tx, { language, currency: cart?.currency ?? call.currency })
  const found = cart ?? nobodysCart(call)
  const lines = cart ? await readLines(tx, cart.id) : []
  return { cart: found, lines, viewing: await readViewing(call, found, lines), waysToPay }
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
    codes: [],
    giftCards: [],
    channel: 'web',
    updatedAt: call.tx.now,
  }
}
