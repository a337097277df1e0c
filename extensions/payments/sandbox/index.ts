import { definePayment, ledgerState, openLedger, type PaymentContext } from '@parley/sdk'
import { z } from 'zod'
import { account, bookMove, readAccount, referenceOf, settleDelayed } from './account.ts'
import { hostedPage } from './page.ts'
import { readWebhook } from './webhook.ts'

const settings = z.object({
  /** What webhooks are signed with. */
  webhookSecret: z.string().min(16),
  /** How long "later" takes. */
  delaySeconds: z.int().min(1).default(60),
})
export type Settings = z.infer<typeof settings>
export type Context = PaymentContext<Settings>

/** A pretended bank for trying things out: its page lets the shopper approve, decline, wait, or never answer. No money moves. */
export default definePayment<Settings>({
  id: 'sandbox',
  names: {
    en: 'Test payment',
    sv: 'Testbetalning',
    fi: 'Testimaksu',
    is: 'Prufugreiðsla',
    hu: 'Tesztfizetés',
  },
  descriptions: {
    en: 'A pretended card payment. No money is moved.',
    sv: 'En låtsad kortbetalning. Inga pengar dras.',
    fi: 'Korttimaksun harjoitus. Rahaa ei siirry.',
    is: 'Gervigreiðsla með korti. Engir peningar eru færðir.',
    hu: 'Próba bankkártyás fizetés. Valódi pénz nem mozog.',
  },
  settings,
  secrets: ['webhookSecret'],
  takes: 'redirect',

  async start({ paymentId, orderNumber, amount }, context) {
    await context.store.change(
      paymentId,
      (state) => state ?? account.parse({ ledger: openLedger(amount), orderNumber, approveAt: null }),
    )
    return { kind: 'redirect', url: context.pageUrl, providerReference: referenceOf(paymentId) }
  },
  capture: (payment, amount, key, context) => bookMove(payment, { kind: 'capture', amount, key }, context),
  void: (payment, key, context) => bookMove(payment, { kind: 'void', key }, context),
  refund: (payment, amount, key, context) => bookMove(payment, { kind: 'refund', amount, key }, context),
  async lookUp(payment, context) {
    const known = readAccount(await context.store.change(payment.paymentId, (state) => settleDelayed(state, context)))
    if (!known) return { kind: 'unknown', reason: 'no such payment' }
    return { kind: 'done', state: ledgerState(known.ledger, referenceOf(payment.paymentId)) }
  },
  webhook: readWebhook,
  page: hostedPage,
})
