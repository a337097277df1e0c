import { cartDoors } from './cart/cart-doors.tsx'
import { checkoutDoors } from './checkout/checkout-doors.tsx'
import { answerWith } from './doors/answer.ts'
import type { Door } from './doors/door.ts'
import { articleDoor, articlesDoor } from './help/help-doors.tsx'
import { homeDoor } from './home/home-door.tsx'
import { listDoor } from './list/list-door.tsx'
import { judgeDoors } from './order/judge-doors.tsx'
import { orderDoor } from './order/order-door.tsx'
import { productDoors } from './product/product-door.tsx'
import { approvalDoors } from './quotes/approval-doors.tsx'
import { quoteDoors } from './quotes/quote-doors.tsx'
import { returnDoors } from './returns/return-doors.tsx'
import { roomDoors } from './rooms/room-doors.tsx'
import type { StorefrontParts } from './shop-port.ts'

export type * from './shop-port.ts'

const doors: Door[] = [
  homeDoor,
  listDoor,
  ...productDoors,
  ...cartDoors,
  ...checkoutDoors,
  orderDoor,
  ...returnDoors,
  ...judgeDoors,
  ...quoteDoors,
  ...approvalDoors,
  articlesDoor,
  articleDoor,
  ...roomDoors,
]

/**
 * The shop's site. Every page is drawn here and works without JavaScript; the browser half only saves page loads. The server mounts it at
 * `/`, after everything else, and serves `dist/client` at `/assets/`.
 */
export function storefront(parts: StorefrontParts): (request: Request) => Promise<Response> {
  return answerWith(parts, doors)
}
