import type { Proposal } from '@parley/contracts'
import { formatMoney } from '@parley/engine'
import { z } from 'zod'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'
import { type OrderReader, type OrderRow, readOrders } from '../orders/index.ts'
import { addPayment } from './add-payment.ts'
import { type DeedCall, type Doing, proposeDeed } from './order-deed.ts'
import { securedBy } from './payment.ts'
import { readPaymentsOf } from './payment-store.ts'
import { sayOfPayments } from './payments-texts.ts'
import { offeredProviders, type PaymentParts } from './providers.ts'

const linkTerms = z.object({ provider: z.string() })

/**
 * Shows what a new link to pay by would be: for how much, by which way. Refused: `order.not_found`, `order.wrong_state`, `payment.amount`,
 * `payment.not_offered`.
 */
export async function proposePaymentLink(
  call: DeedCall,
  given: { parts: PaymentParts; reader: OrderReader },
  wish: { orderId: string; provider?: string | undefined },
): Promise<Outcome<Proposal>> {
  const [order] = await readOrders(call.tx, { orderId: wish.orderId }, 1)
  if (!order) return refuse('order.not_found', 'There is no such order.')
  const lacking = await lackingOf(call, order)
  if (order.status !== 'placed' || lacking <= 0)
    return refuse('order.wrong_state', 'Nothing is to be paid for it.', { path: 'orderId' })
  const definition = (await offeredProviders(call.tx, given.parts))
    .map((provider) => provider.definition)
    .find(
      ({ id, takes, currencies }) =>
        takes === 'redirect' && id === (wish.provider ?? id) && (currencies?.includes(order.currency) ?? true),
    )
  if (!definition)
    return refuse('payment.not_offered', 'No way of paying with a page of its own is offered here.', {
      path: 'provider',
    })
  const { language } = call
  const total = { amount: lacking, currency: order.currency }
  const words = { amount: formatMoney(total, language) }
  return granted(
    await proposeDeed(call, {
      kind: 'payment-link',
      orderId: order.order_id,
      summary: [
        { label: sayOfPayments(language, 'proposal.order'), value: order.number },
        { label: sayOfPayments(language, 'proposal.to_pay'), value: words.amount, amount: total },
        {
          label: sayOfPayments(language, 'proposal.pay_by'),
          value: given.reader.paymentName(definition.id, language),
        },
      ],
      total,
      action: sayOfPayments(language, 'proposal.send_link', words),
      terms: { provider: definition.id },
      restsOn: [order.status, lacking],
    }),
  )
}

/** How it is made once somebody has said yes; `id` is the payment's. */
export function paymentLinkDoings(call: DeedCall, parts: PaymentParts): Record<string, Doing> {
  return {
    'payment-link': {
      restsOn: async (order) => [order.status, await lackingOf(call, order)],
      carryOut: async (order, given) => {
        const made = await addPayment(call.tx, parts, { orderId: order.id, ...linkTerms.parse(given) })
        return made.ok ? granted({ id: made.value.paymentId }) : made
      },
    },
  }
}

async function lackingOf({ tx }: DeedCall, order: OrderRow): Promise<number> {
  const payments = await readPaymentsOf(tx, order.order_id, 'look')
  return order.total - payments.reduce((sum, payment) => sum + securedBy(payment), 0)
}
