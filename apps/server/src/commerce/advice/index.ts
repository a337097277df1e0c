export { adviceFacet } from './advice-facet.ts'
