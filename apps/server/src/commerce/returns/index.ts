export { confirmReturn, proposeReturn, type ReturnCall } from './ask-return.ts'
export { returnsDoors } from './returns-doors.ts'
export { returnsFacet } from './returns-facet.ts'
