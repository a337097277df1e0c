import type { RawAnswer, RawRequest } from '@parley/sdk'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Database } from '../../db/database.ts'
import { orderLink, shopOfToken } from '../orders/index.ts'
import { hearWebhook } from './hear-webhook.ts'
import { hostedPage } from './hosted-page.ts'
import type { PaymentParts } from './providers.ts'
import { lookAgain } from './settle-due.ts'
import { openPayment } from './start-payment.ts'

const largestBody = 256_000

/** Pay links, the way back from a provider, pages of providers that live here, and the door for webhooks. Mounted at the root. */
export function paymentPages(parts: { db: Database; payments: PaymentParts }): Hono {
  const { db, payments } = parts
  const app = new Hono()
  const limit = bodyLimit({ maxSize: largestBody, onError: (c) => c.text('Too large', 413) })

  app.post('/hooks/payments/:shop/:provider', limit, async (c) => {
    const request = await rawRequest(c)
    const { shop: shopId, provider: providerId } = c.req.param()
    if (!/^[a-z0-9_-]{1,64}$/.test(shopId)) return c.text('Not found', 404)
    const answer = await hearWebhook(db, payments, { shopId, providerId, request })
    return answer ? raw(answer) : c.text('Not heard', 400)
  })

  app.get('/pay/back/:paymentId', async (c) => {
    const { paymentId } = c.req.param()
    const shopId = shopOf(c, payments, paymentId)
    const payment = shopId && (await lookAgain(db, payments, { shopId, paymentId }))
    if (!shopId || !payment) return c.text('Not found', 404)
    return c.redirect(orderLink(payments.links, shopId, payment.orderId), 303)
  })

  app.on(['GET', 'POST'], '/pay/:provider/:paymentId', limit, async (c) => {
    const { provider: providerId, paymentId } = c.req.param()
    const shopId = shopOf(c, payments, paymentId)
    const request = await rawRequest(c)
    if (!shopId) return c.text('Not found', 404)
    const answer = await hostedPage(db, payments, { shopId, providerId, paymentId, request })
    return answer ? raw(answer) : c.text('Not found', 404)
  })

  app.get('/pay/:paymentId', async (c) => {
    const { paymentId } = c.req.param()
    const shopId = shopOf(c, payments, paymentId)
    const door = shopId ? await openPayment(db, payments, { shopId, paymentId }) : null
    if (!shopId || !door || door.kind === 'missing') return c.text('Not found', 404)
    const to = door.kind === 'go' ? door.url : orderLink(payments.links, shopId, door.orderId)
    c.header('cache-control', 'no-store')
    return c.redirect(to, 303)
  })
  return app
}

function shopOf(c: Context, payments: PaymentParts, paymentId: string): string | null {
  return shopOfToken(payments.links.secret, 'pay', paymentId, c.req.query('t'))
}

/** The request as it came: what is signed are its bytes. */
async function rawRequest(c: Context): Promise<RawRequest> {
  const body = new Uint8Array(await c.req.arrayBuffer())
  return { method: c.req.method, url: c.req.url, headers: c.req.header(), body }
}

function raw(answer: RawAnswer): Response {
  return new Response(answer.body ?? null, { status: answer.status, headers: answer.headers ?? {} })
}
