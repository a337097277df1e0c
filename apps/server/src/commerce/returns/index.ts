export { returnsDoors } from './returns-doors.ts'
export { returnsFacet } from './returns-facet.ts'
