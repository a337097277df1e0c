import {
  book,
  definePayment,
  type LedgerMove,
  ledgerState,
  type MoveResult,
  openLedger,
  type PaymentContext,
  type PaymentHandle,
  paymentLedger,
} from '@parley/sdk'
import { z } from 'zod'
import { creditorReference } from './reference.ts'

const settings = z.object({
  /** Days from the order to the last day to pay. */
  dueDays: z.int().min(0).max(120).default(14),
})
type Settings = z.infer<typeof settings>

/** On account: the shopper gets the goods with an invoice and pays by bank transfer, with a reference that names the order. */
export default definePayment<Settings>({
  id: 'invoice',
  names: { en: 'Invoice', sv: 'Faktura', fi: 'Lasku', is: 'Reikningur', hu: 'Számla' },
  descriptions: {
    en: 'Get your things first, pay by bank transfer after.',
    sv: 'Få varorna först, betala via banken sedan.',
    fi: 'Tavarat ensin, maksu tilisiirrolla sen jälkeen.',
    is: 'Fáðu vörurnar fyrst og borgaðu svo með millifærslu.',
    hu: 'Előbb az áru, azután a fizetés, banki átutalással.',
  },
  settings,
  secrets: [],
  takes: 'on-account',

  async start({ paymentId, orderNumber, amount }, context) {
    const opened = await context.store.change(paymentId, (kept) => {
      if (kept) return kept
      const first = book(openLedger(amount), { kind: 'authorise', key: 'start' })
      return 'ledger' in first ? { ...first.ledger, startedAt: context.now().toISOString() } : kept
    })
    const { startedAt, ...ledger } = account.parse(opened)
    return {
      kind: 'settled',
      state: ledgerState(ledger, paymentId),
      reference: creditorReference(orderNumber),
      dueOn: dayAfter(new Date(startedAt), context.settings.dueDays),
    }
  },
  capture: (payment, amount, key, context) => move(payment, { kind: 'capture', amount, key }, context),
  void: (payment, key, context) => move(payment, { kind: 'void', key }, context),
  refund: (payment, amount, key, context) => move(payment, { kind: 'refund', amount, key }, context),
  async lookUp(payment, context) {
    const kept = account.safeParse(await context.store.change(payment.paymentId, (state) => state))
    if (!kept.success) return { kind: 'unknown', reason: 'no such invoice' }
    return { kind: 'done', state: ledgerState(kept.data, payment.paymentId) }
  },
})

const account = paymentLedger.extend({ startedAt: z.iso.datetime() })

async function move(
  payment: PaymentHandle,
  wanted: LedgerMove,
  context: PaymentContext<Settings>,
): Promise<MoveResult> {
  let refused: MoveResult | undefined
  const kept = await context.store.change(payment.paymentId, (state) => {
    const known = account.safeParse(state)
    if (!known.success) return state
    const { startedAt, ...ledger } = known.data
    const booked = book(ledger, wanted)
    if ('ledger' in booked) return { ...booked.ledger, startedAt }
    refused = { kind: 'refused', refusal: booked.refusal }
    return state
  })
  if (refused) return refused
  const known = account.safeParse(kept)
  if (!known.success) return { kind: 'unknown', reason: 'no such invoice' }
  return { kind: 'done', state: ledgerState(known.data, payment.paymentId) }
}

function dayAfter(start: Date, days: number): string {
  return new Date(start.getTime() + days * 86_400_000).toISOString().slice(0, 10)
}
