export {
  type CartOwner,
  type CartRecord,
  isFreight,
  type LineRecord,
  viewOf,
  type Wares,
} from './cart.ts'
export { actorOf, cartCall, isOwnCart, ownCart } from './cart-call.ts'
export { cartDoors } from './cart-doors.ts'
export { type CartCall, cartFacet } from './cart-facet.ts'
export { cartOf, emptyCart, joinCarts, setCurrency } from './cart-of.ts'
export { findCart, readLines, updateCart } from './cart-store.ts'
export { inWords } from './cart-texts.ts'
