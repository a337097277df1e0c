import type { PaymentOption } from '@parley/contracts'
import {
  type CartCall,
  type CartRecord,
  cartOf,
  emptyCart,
  findCartWithLines,
  type LineRecord,
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
  const { tx } = call
  const found = to === 'change' ? await cartOf(tx, call.owner, call) : await findCartWithLines(tx, call.owner, false)
  return stateOf(call, found ?? { cart: nobodysCart(call), lines: [] })
}

/** The same for a cart that has been read. */
export async function stateOf(
  call: CheckoutCall,
  { cart, lines }: Pick<CartState, 'cart' | 'lines'>,
): Promise<CartState> {
  const { tx, language } = call
  const [viewing, waysToPay] = await Promise.all([
    readViewing(call, cart, lines),
    call.placing.paymentOptions(tx, { language, currency: cart.currency }),
  ])
  return { cart, lines, viewing, waysToPay }
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
