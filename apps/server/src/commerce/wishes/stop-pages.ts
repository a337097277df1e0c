import { type Context, Hono } from 'hono'
import type { Database } from '../../db/database.ts'
import { type Links, linkToken, shopOfToken } from '../orders/index.ts'
import { endAlerts, readAlert } from './alerts-store.ts'
import { sayOfWishes } from './wishes-texts.ts'

/** Where whoever got a mail ends what it came from. */
export function stopLink(links: Links, shopId: string, alertId: string): string {
  return `${links.publicUrl}/mail/stop/${alertId}?t=${linkToken(links.secret, 'stop', shopId, alertId)}`
}

/** Asks before it ends anything, since mail programs look at every link by themselves. Mounted at the root. */
export function stopPages(parts: { db: Database; links: Links }): Hono {
  const { db, links } = parts
  const app = new Hono()
  const named = async (c: Context) => {
    const alertId = c.req.param('alertId') ?? ''
    const shopId = shopOfToken(links.secret, 'stop', alertId, c.req.query('t'))
    const alert = shopId ? await db.inShop(shopId, (tx) => readAlert(tx, alertId)) : null
    return shopId && alert ? { shopId, alert } : null
  }
  app.get('/mail/stop/:alertId', async (c) => {
    const found = await named(c)
    if (!found) return c.text('Not found', 404)
    const { language } = found.alert
    const button = `<form method="post"><button style="font:inherit;padding:12px 20px">${sayOfWishes(language, 'stop.button')}</button></form>`
    return c.html(page(language, sayOfWishes(language, 'stop.ask'), button))
  })
  app.post('/mail/stop/:alertId', async (c) => {
    const found = await named(c)
    if (!found) return c.text('Not found', 404)
    const { email, language } = found.alert
    await db.inShop(found.shopId, (tx) => endAlerts(tx, { email, visitorId: null }))
    return c.html(page(language, sayOfWishes(language, 'stop.done'), ''))
  })
  return app
}

/** Nothing in it comes from outside: every text is one of ours. */
const page = (language: string, text: string, more: string): string =>
  `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${text}</title></head><body style="font:16px/1.5 system-ui,sans-serif;max-width:480px;margin:0 auto;padding:48px 24px"><p>${text}</p>${more}</body></html>`
