export { type BasisPoints, type LineToPrice, type Price, type PricedLine, type PriceQuestion, price } from './price.ts'
export { allocate, divideRound } from './rounding.ts'
export { type DeliveryMethod, type DeliveryQuestion, deliveryOptions, freeDeliveryIn, type Terms } from './terms.ts'
