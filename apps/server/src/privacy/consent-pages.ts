import { type Context, Hono } from 'hono'
import { type Links, linkToken, shopOfToken } from '../commerce/orders/index.ts'
import type { Database } from '../db/database.ts'
import { readPerson } from '../people/index.ts'
import { writeConsent } from './consents.ts'
import { sayOfPrivacy } from './privacy-texts.ts'

/** Where whoever got a mail that she had agreed to takes that back. */
export function consentLink(links: Links, shopId: string, personId: string): string {
  return `${links.publicUrl}/mail/consent/${personId}?t=${linkToken(links.secret, 'consent', shopId, personId)}`
}

/** Asks before it takes anything back, since mail programs look at every link by themselves. Mounted at the root. */
export function consentPages({ db, links }: { db: Database; links: Links }): Hono {
  const app = new Hono()
  const named = async (c: Context) => {
    const personId = c.req.param('personId') ?? ''
    const shopId = shopOfToken(links.secret, 'consent', personId, c.req.query('t'))
    const person = shopId ? await db.inShop(shopId, (tx) => readPerson(tx, personId)) : null
    return shopId && person ? { shopId, personId: person.id, language: person.language ?? 'en' } : null
  }
  app.get('/mail/consent/:personId', async (c) => {
    const found = await named(c)
    if (!found) return c.text('Not found', 404)
    const button = `<form method="post"><button style="font:inherit;padding:12px 20px">${sayOfPrivacy(found.language, 'mail.button')}</button></form>`
    return c.html(page(found.language, sayOfPrivacy(found.language, 'mail.ask'), button))
  })
  app.post('/mail/consent/:personId', async (c) => {
    const found = await named(c)
    if (!found) return c.text('Not found', 404)
    const { personId, language } = found
    await db.inShop(found.shopId, (tx) =>
      writeConsent(tx, { personId, purpose: 'mail', granted: false, conversationId: null }),
    )
    return c.html(page(language, sayOfPrivacy(language, 'mail.done'), ''))
  })
  return app
}

/** Nothing in it comes from outside: every text is one of ours. */
const page = (language: string, text: string, more: string): string =>
  `<!doctype html><html lang="${/^[\w-]+$/.test(language) ? language : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${text}</title></head><body style="font:16px/1.5 system-ui,sans-serif;max-width:480px;margin:0 auto;padding:48px 24px"><p>${text}</p>${more}</body></html>`
