export { eraseDue } from './erasure.ts'
export { privacyFacet } from './privacy-facet.ts'
