export { checkoutDoors } from './checkout-doors.ts'
export { checkoutFacet } from './checkout-facet.ts'
export { inCheckoutWords } from './checkout-texts.ts'
export type { OrderDraft, Placing } from './placing.ts'
