export { confirmReturnOf, returnDesk, returnProposalOf, returnsOfOrder } from './return-desk.ts'
export { lockUncoded, writeCode } from './return-store.ts'
export { returnsDoors } from './returns-doors.ts'
export { returnsFacet } from './returns-facet.ts'
