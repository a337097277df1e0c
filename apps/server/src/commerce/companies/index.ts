export { askForApproval, isAllowed, noteCompanyOrder, weighForCompany } from './buy-for-company.ts'
export { companiesDoors } from './companies-doors.ts'
export { membershipOf } from './company-store.ts'
