import type { Context } from 'hono'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { cors } from 'hono/cors'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Links } from '../../commerce/orders/index.ts'
import { takeAttachment } from '../../conversations/index.ts'
import type { Database, ShopTransaction } from '../../db/database.ts'
import { preChat, seeVisit, typingTold } from '../../desk/index.ts'
import { identitySecret, readCustomerToken, readShop, type Shop, shopOfWidgetKey } from '../../identity/index.ts'
import type { Clock } from '../../kernel/clock.ts'
import { readJson } from '../../kernel/keepable-text.ts'
import type { RateLimit } from '../../kernel/rate-limit.ts'
import { type Refusal, RefusedError, refuse } from '../../kernel/refusals.ts'
import { timeZone } from '../../kernel/shop-settings.ts'
import {
  identify,
  openVisitor,
  personOf,
  prefer,
  readVisitor,
  type Visitor,
  visitorOfToken,
} from '../../people/index.ts'
import { problem, tooLarge, tooMany } from '../hang-doors.ts'

export interface WidgetSessionParts {
  db: Database
  clock: Clock
  publicUrl: string
  signingSecret: string
  links: Links
  newVisitors: RateLimit
  /** Of one visitor. */
  broughtFiles: RateLimit
  /** Of pages that tell that somebody looks at them. */
  signsOfLife: RateLimit
  addressOf: (c: Context) => string
  /** Joins carts of a visitor who turns out to be somebody. */
  joinCarts: (tx: ShopTransaction, visitorId: string, personId: string) => Promise<void>
}

const largestBody = 20_000

const body = z.object({
  key: z.string().max(60),
  visitorToken: z.string().max(100).nullish(),
  identityToken: z.string().max(4_000).nullish(),
  language: z.string().max(20).nullish(),
  currency: z.string().max(3).nullish(),
  page: z.string().max(500).nullish(),
  /** What was asked before the first word. */
  contact: z.record(z.string().max(20), z.string().max(254)).nullish(),
  timeZone: timeZone.nullish().catch(null),
})
type Asked = z.infer<typeof body>

/** Where a chat on a page begins: whose key, from which site, which visitor. The key is public; the origin and the rate are what guard it. */
export function widgetSession(parts: WidgetSessionParts): Hono {
  const app = new Hono()
  app.use(
    '*',
    cors({
      origin: (origin) => origin,
      allowMethods: ['POST'],
      allowHeaders: ['content-type', 'authorization'],
      maxAge: 600,
    }),
  )
  app.use('*', bodyLimit({ maxSize: largestBody, onError: tooLarge }))
  app.post('/session', async (c) => {
    const read = body.safeParse(readJson(await c.req.text()))
    if (!read.success)
      return problem(c, [{ code: 'request.malformed', severity: 'error', message: 'The request does not fit.' }])
    const shop = await shopOfWidgetKey(parts.db, read.data.key)
    if (!shop)
      return problem(c, [
        { code: 'widget_key.not_found', severity: 'error', message: 'There is no shop with this key.' },
      ])
    if (!originAllowed(c.req.header('origin'), c.req.header('host'), parts.publicUrl, shop.allowedOrigins))
      return problem(c, [otherSite])
    const known = read.data.visitorToken ? await visitorOfToken(parts.db, read.data.visitorToken) : null
    const visitorId = known?.shopId === shop.shopId ? known.visitorId : null
    if (!visitorId) {
      const limit = parts.newVisitors.take(parts.addressOf(c), parts.clock.now().getTime())
      if (!limit.ok) return tooMany(c, limit.retryAfterMs)
    }
    try {
      return c.json(await parts.db.inShop(shop.shopId, (tx) => openSession(tx, parts, read.data, visitorId)))
    } catch (error) {
      if (error instanceof RefusedError) return problem(c, error.refusals)
      throw error
    }
  })
  app.post('/files', async (c) => {
    const shop = await shopOfWidgetKey(parts.db, c.req.query('key') ?? '')
    const token = c.req.header('authorization')?.replace(/^bearer /i, '') ?? ''
    const known = shop && (await visitorOfToken(parts.db, token))
    if (!shop || known?.shopId !== shop.shopId) return problem(c, [noVisitor])
    if (!originAllowed(c.req.header('origin'), c.req.header('host'), parts.publicUrl, shop.allowedOrigins))
      return problem(c, [otherSite])
    const limit = parts.broughtFiles.take(known.visitorId, parts.clock.now().getTime())
    if (!limit.ok) return tooMany(c, limit.retryAfterMs)
    const given = { name: (c.req.query('name') ?? '').slice(0, 300), raw: c.req.raw.body }
    const taken = await takeAttachment(parts.db, parts.links, { kind: 'visitor', ...known }, given)
    return taken.ok ? c.json(taken.value, 201) : problem(c, taken.refusals)
  })
  app.post('/here', async (c) => {
    const read = sign.safeParse(readJson(await c.req.text()))
    const limit = parts.signsOfLife.take(parts.addressOf(c), parts.clock.now().getTime())
    if (!limit.ok) return tooMany(c, limit.retryAfterMs)
    const shop = read.success ? await shopOfWidgetKey(parts.db, read.data.key) : null
    if (!read.success || !shop)
      return problem(c, [{ code: 'request.malformed', severity: 'error', message: 'The request does not fit.' }])
    if (!originAllowed(c.req.header('origin'), c.req.header('host'), parts.publicUrl, shop.allowedOrigins))
      return problem(c, [otherSite])
    const { visitId, page, language, visitorToken } = read.data
    const known = visitorToken ? await visitorOfToken(parts.db, visitorToken) : null
    const visitorId = known?.shopId === shop.shopId ? known.visitorId : null
    const wantsNone = c.req.header('sec-gpc') === '1' || c.req.header('dnt') === '1'
    const seen = { visitId, page, language: language ?? null, visitorId, wantsNone }
    return c.json(await parts.db.inShop(shop.shopId, (tx) => seeVisit(tx, seen)))
  })
  return app
}

const sign = z.object({
  key: z.string().max(60),
  visitId: z.string().regex(/^[A-Za-z0-9_-]{16,64}$/),
  visitorToken: z.string().max(100).nullish(),
  page: z.string().max(500),
  language: z.string().max(20).nullish(),
})

const noVisitor: Refusal = { code: 'auth.required', severity: 'error', message: 'This needs a visitor’s token.' }
const otherSite: Refusal = {
  code: 'origin.refused',
  severity: 'error',
  message: 'The chat may not stand on this site.',
}

/** Our own pages, and the sites the shop has named. A caller without an origin is no browser: its key and token are all it has. */
export function originAllowed(
  origin: string | undefined,
  host: string | undefined,
  publicUrl: string,
  allowed: readonly string[],
): boolean {
  if (origin === undefined) return true
  if (origin === new URL(publicUrl).origin || allowed.includes(origin)) return true
  return URL.canParse(origin) && new URL(origin).host === host
}

async function openSession(tx: ShopTransaction, parts: WidgetSessionParts, asked: Asked, visitorId: string | null) {
  const shop = await readShop(tx)
  const wish = preferences(shop, asked)
  const { visitor, token } = await visitorFor(tx, visitorId, asked, wish)
  if (asked.timeZone) await prefer(tx, visitor.id, { timeZone: asked.timeZone })
  if (asked.identityToken) await signIn(tx, parts, shop, visitor, asked.identityToken)
  // Of a browser that came just now there is nothing to look up.
  const isNew = visitor.id !== visitorId && !asked.identityToken
  const { rows } = isNew
    ? { rows: [] }
    : await sql<{ conversation_id: string; language: string }>`
    select conversation_id, language from conversation where shop_id = ${tx.shopId} and inbox_id = 'webchat' and address = ${visitor.id} and is_current`.execute(
        tx.sql,
      )
  const { settings } = shop
  const language = rows[0]?.language ?? wish.language
  const first = {
    rules: settings.deskRules,
    visitor: isNew ? visitor : ((await readVisitor(tx, visitor.id)) ?? visitor),
    language,
    hasTalked: rows.length > 0,
    given: asked.contact ?? null,
  }
  return {
    visitorToken: token,
    visitorId: visitor.id,
    conversationId: rows[0]?.conversation_id ?? null,
    shop: {
      id: shop.id,
      name: shop.name,
      accent: settings.accent,
      languages: settings.languages,
      defaultLanguage: settings.defaultLanguage,
      language,
      currency: wish.currency,
      currencies: settings.currencies,
      asks: settings.asks,
      greeting: settings.greeting,
      preChat: await preChat(tx, first),
      typingTold: typingTold(settings.deskRules, language),
    },
    socketUrl: `${parts.publicUrl.replace(/^http/, 'ws')}/api/socket`,
  }
}

function preferences(shop: Shop, asked: Asked): { language: string; currency: string } {
  const { settings } = shop
  const tag = asked.language?.toLowerCase().split('-')[0] ?? ''
  const language = settings.languages.includes(tag) ? tag : settings.defaultLanguage
  const wished = asked.currency?.toUpperCase() ?? ''
  const currency = settings.currencies.includes(wished)
    ? wished
    : (settings.defaultCurrencyByLanguage[language] ?? settings.currencies[0] ?? 'EUR')
  return { language, currency }
}

async function visitorFor(
  tx: ShopTransaction,
  visitorId: string | null,
  asked: Asked,
  wish: { language: string; currency: string },
): Promise<{ visitor: Visitor; token: string }> {
  const known = visitorId ? await readVisitor(tx, visitorId) : null
  if (!known || !asked.visitorToken) return openVisitor(tx, wish)
  await prefer(tx, known.id, wish)
  return { visitor: known, token: asked.visitorToken }
}

/** The shop's own site vouches for its customer by a token of an hour at most. */
async function signIn(
  tx: ShopTransaction,
  parts: WidgetSessionParts,
  shop: Shop,
  visitor: Visitor,
  token: string,
): Promise<void> {
  const read = await readCustomerToken(token, identitySecret(parts.signingSecret, shop.id), shop.handle, tx.now)
  if (!read.ok) throw new RefusedError(read.refusals)
  const { customerId, email, name } = read.value
  const personId = await personOf(tx, {
    kind: 'customer',
    address: customerId,
    verified: true,
    verifiedBy: 'token',
    email,
    name,
  })
  if (visitor.personId === personId) return
  // A browser that another customer used before keeps nothing of hers.
  if (visitor.personId)
    throw new RefusedError(
      refuse('identity.other_customer', 'This browser belongs to another customer; start with a new visitor.').refusals,
    )
  await identify(tx, visitor.id, personId)
  await parts.joinCarts(tx, visitor.id, personId)
  await sql`update conversation set person_id = ${personId} where shop_id = ${tx.shopId} and visitor_id = ${visitor.id} and person_id is null`.execute(
    tx.sql,
  )
}
