export { price } from './price.ts'
export { deliveryOptions, freeDeliveryIn, type Terms } from './terms.ts'
