export { checkPayment, type PaymentHarness } from './check-payment.ts'
export { homeWorld, type PaymentWorld } from './home-world.ts'
