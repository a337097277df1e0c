export { noOffers, type Offers, readOffers } from './offers.ts'
export { tidyCode } from './promotion.ts'
export { quoteGoods } from './quote-goods.ts'
export { giveBackUses, useUp } from './use-up.ts'
