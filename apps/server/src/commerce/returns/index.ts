export { confirmReturnOf, returnDesk, returnProposalOf, returnsOfOrder } from './return-desk.ts'
export { returnsDoors } from './returns-doors.ts'
export { returnsFacet } from './returns-facet.ts'
export { lockUncoded, writeCode } from './store-credit-store.ts'
