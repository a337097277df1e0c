export { checkPayment, type PaymentHarness } from './check-payment.ts'
export { type FoundPayment, findPayments } from './find-payments.ts'
export { homeWorld, type PaymentWorld } from './home-world.ts'
