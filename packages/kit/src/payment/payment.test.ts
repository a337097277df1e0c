import { join } from 'node:path'
import { checkPayment } from './check-payment.ts'
import { findPayments } from './find-payments.ts'

const shipped = join(import.meta.dirname, '../../../../extensions/payments')
const outside = process.env.PARLEY_EXTENSIONS

const roots = outside === undefined ? [shipped] : [shipped, join(outside, 'payments')]
for (const { payment, harness } of await findPayments(...roots)) checkPayment(payment, harness)
