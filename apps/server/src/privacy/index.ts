export { consentLink, consentPages } from './consent-pages.ts'
export { readConsents } from './consents.ts'
export { eraseDue } from './erasure.ts'
export { privacyFacet } from './privacy-facet.ts'
