import type { PaymentContext, PaymentDefinition, PaymentHandle, RawRequest } from '@parley/sdk'

/** A provider and its shopper, as far as the suite needs them. */
export interface PaymentWorld<Settings> {
  context: PaymentContext<Settings>
  /** Moves the clock of the context on. */
  pass(ms: number): void
  /** The shopper goes where she was sent and says yes or no. */
  answer(payment: PaymentHandle, redirect: string, answer: 'approve' | 'decline'): Promise<void>
  /** The webhooks that were sent to the shop, oldest first. */
  webhooks: RawRequest[]
}

/**
 * The world of a provider that lives in Parley itself: its rows are kept in memory, its page is answered by posting `answer=approve` or
 * `answer=decline`, and what it sends to the webhook address is caught. Providers elsewhere bring a world of their own, with a pretended `fetch`.
 */
export function homeWorld<Settings>(
  definition: PaymentDefinition<Settings>,
  settings: Settings,
): PaymentWorld<Settings> {
  let now = Date.parse('2026-11-02T09:00:00Z')
  const rows = new Map<string, unknown>()
  const webhooks: RawRequest[] = []
  const webhookUrl = 'https://shop.example/hooks/payments/small/home'
  const context: PaymentContext<Settings> = {
    settings,
    fetchAs: () => context.fetch,
    now: () => new Date(now),
    returnUrl: 'https://shop.example/pay/back',
    webhookUrl,
    pageUrl: 'https://shop.example/pay/page',
    language: 'en',
    store: {
      change: async (paymentId, change) => {
        const state = change(structuredClone(rows.get(paymentId)))
        rows.set(paymentId, structuredClone(state))
        return state
      },
    },
    fetch: async (input, init) => {
      const request = new Request(input, init)
      if (request.url !== webhookUrl) throw new Error(`nothing answers at ${request.url}`)
      webhooks.push({
        method: request.method,
        url: request.url,
        headers: Object.fromEntries(request.headers),
        body: new Uint8Array(await request.arrayBuffer()),
      })
      return new Response(null, { status: 200 })
    },
  }
  return {
    context,
    webhooks,
    pass: (ms) => {
      now += ms
    },
    answer: async (payment, redirect, answer) => {
      if (!definition.page) throw new Error(`${definition.id} has no page of its own: hand in a world with its shopper`)
      const body = new TextEncoder().encode(`answer=${answer}`)
      const headers = { 'content-type': 'application/x-www-form-urlencoded' }
      await definition.page({ method: 'POST', url: redirect, headers, body }, payment, context)
    },
  }
}
