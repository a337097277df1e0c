export { cancelOrder } from './cancel-order.ts'
export { documentDoors, documentPages } from './document-doors.ts'
export { issueAddition, issueCreditNote, issueInvoice } from './document-store.ts'
export { hasLeft, hasParcels } from './fulfilment-store.ts'
export { move as mayBecome, tidyNumber } from './order.ts'
export { addressLine, writeOrderAddress } from './order-address.ts'
export {
  approvalLink,
  approvalOf,
  type Links,
  linkToken,
  orderLink,
  orderReviewsLink,
  payLink,
  quoteLink,
  shopOfToken,
} from './order-links.ts'
export { orderOfLink } from './order-of-link.ts'
export { mayChange } from './order-rules.ts'
export { orderRulesDoors } from './order-rules-doors.ts'
export {
  type LockedOrder,
  lockOrder,
  moveOrder,
  nextNumber,
  pageOrders,
  readOrderLog,
  readOrders,
  writeOrder,
} from './order-store.ts'
export { type OrderReader, type OrderRow, orderView } from './order-view.ts'
export { ordersDoors } from './orders-doors.ts'
export { ordersFacet } from './orders-facet.ts'
export { inOrderWords } from './orders-texts.ts'
export { visibleOrder } from './visible-order.ts'
