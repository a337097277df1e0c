export { cancelOrder, type UndoPayment } from './cancel-order.ts'
export { tidyNumber } from './order.ts'
export type { CodeParts } from './order-code.ts'
export { type Links, linkToken, orderLink, payLink, shopOfToken } from './order-links.ts'
export { orderOfLink } from './order-of-link.ts'
export {
  type LockedOrder,
  lockOrder,
  moveOrder,
  nextNumber,
  type OrderPage,
  type OrderWish,
  pageOrders,
  readOrderLog,
  readOrders,
  writeOrder,
} from './order-store.ts'
export { type OrderReader, type OrderRow, orderView } from './order-view.ts'
export { type OrderDoorParts, ordersDoors } from './orders-doors.ts'
export { type OrdersCall, ordersFacet } from './orders-facet.ts'
export { inOrderWords } from './orders-texts.ts'
