export { decideApproval, readApprovals } from './approval-store.ts'
export { askForApproval, isAllowed, noteCompanyOrder, weighForCompany } from './buy-for-company.ts'
export { companiesDoors } from './companies-doors.ts'
export { createCompany, membershipOf, readCompany, writeMember } from './company-store.ts'
