import type { PaymentRequest, StartResult } from '@parley/sdk'
import { z } from 'zod'
import { toStripe } from './amounts.ts'
import { ask, type Form } from './api.ts'
import type { Context } from './index.ts'
import { readAs } from './standing.ts'

const opened = z.looseObject({ id: z.string(), url: z.string().nullish() })

/**
 * A page of Stripe's for exactly this amount. The payment's id is the key, and nothing in the form depends on when it is sent, so that the
 * same payment leads to the same page however often it is started.
 */
export async function startPayment(request: PaymentRequest, context: Context): Promise<StartResult> {
  const amount = toStripe(request.amount)
  if (amount === null || amount <= 0)
    return {
      kind: 'refused',
      refusal: { code: 'payment.amount', severity: 'error', message: 'Stripe does not take this amount.' },
    }
  const isLink = context.settings.page === 'link'
  const form = isLink ? linkForm(request, amount, context) : checkoutForm(request, amount, context)
  const path = isLink ? 'payment_links' : 'checkout/sessions'
  const answer = readAs(opened, await ask(context, 'POST', path, { form, key: request.paymentId }))
  if (answer.kind !== 'said') return answer
  const { id, url } = answer.value
  return url ? { kind: 'redirect', url, providerReference: id } : { kind: 'unknown', reason: 'Stripe opened no page' }
}

function checkoutForm(request: PaymentRequest, amount: number, context: Context): Form {
  return {
    ...both(request, amount, context),
    mode: 'payment',
    client_reference_id: request.paymentId,
    customer_email: request.contact.email,
    success_url: context.returnUrl,
    cancel_url: context.returnUrl,
    locale: context.language,
  }
}

function linkForm(request: PaymentRequest, amount: number, context: Context): Form {
  return {
    ...both(request, amount, context),
    after_completion: { type: 'redirect', redirect: { url: context.returnUrl } },
    restrictions: { completed_sessions: { limit: 1 } },
  }
}

function both(
  { paymentId, orderNumber, amount: { currency } }: PaymentRequest,
  amount: number,
  { settings }: Context,
): Form {
  const metadata = { payment: paymentId, order: orderNumber }
  return {
    line_items: [
      {
        quantity: 1,
        price_data: { currency: currency.toLowerCase(), unit_amount: amount, product_data: { name: orderNumber } },
      },
    ],
    metadata,
    payment_intent_data: { metadata, ...(settings.takeMoney === 'later' ? { capture_method: 'manual' } : {}) },
    ...(settings.methods ? { payment_method_types: settings.methods } : {}),
  }
}
