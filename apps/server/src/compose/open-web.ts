import { existsSync } from 'node:fs'
import type { IncomingMessage, Server } from 'node:http'
import { join } from 'node:path'
import { Hono } from 'hono'
import { allCallDoors } from '../calls/index.ts'
import { type ChannelParts, channelHooks, inboxDoors } from '../channels/index.ts'
import { joinCarts } from '../commerce/cart/index.ts'
import type { PaymentParts } from '../commerce/payments/index.ts'
import type { Search } from '../commerce/search/index.ts'
import type { Config } from '../config.ts'
import { accept, attachmentDoors, conversationDoors, filePages } from '../conversations/index.ts'
import type { Database } from '../db/database.ts'
import { deedDoors, deskDoors } from '../desk/index.ts'
import { type Dialogue, dialogueDoors, type Understanding } from '../dialogue/index.ts'
import type { Signals } from '../durable/index.ts'
import {
  addressReader,
  attachSockets,
  authenticator,
  consoleSession,
  openApp,
  openCallLine,
  openMetrics,
  openPresence,
  openPush,
  openRoomsLine,
  openVisitorsLine,
  sessionCookie,
  staticFiles,
  widgetSession,
} from '../http/index.ts'
import { identityDoors, readShop } from '../identity/index.ts'
import { reportDoors } from '../insight/index.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Log } from '../kernel/log.ts'
import { rateLimit } from '../kernel/rate-limit.ts'
import { allLearningDoors } from '../learning/index.ts'
import { mailDoors } from '../mail/index.ts'
import { modelDoors } from '../models/index.ts'
import { peopleDoors, readVisitor } from '../people/index.ts'
import { roomDoors } from '../rooms/index.ts'
import { admitSocket } from './admit-socket.ts'
import { commerceDoors, commercePages } from './commerce-web.ts'
import type { Extensions } from './extensions.ts'
import { noteAlive } from './note-alive.ts'
import { root } from './root.ts'
import { demoLogin } from './seed.ts'
import { readCart, shopperDoors } from './shopper-doors.ts'
import { storefrontPages } from './storefront/pages.ts'
import { waitForReplies } from './wait-for-replies.ts'

export interface WebParts {
  config: Config
  db: Database
  clock: Clock
  log: Log
  signals: Signals
  extensions: Extensions
  channels: ChannelParts
  search: Search
  payments: PaymentParts
  understanding: Understanding
  dialogue: Dialogue
  /** Another version of what a shop has taught is live. */
  taught: (shopId: string) => void
}

const heartbeatMs = 25_000
const sweepMs = 5_000

/** Everything that is reached by HTTP or socket. */
export async function openWeb(parts: WebParts) {
  const { config, db, clock, log, signals } = parts
  const authenticate = authenticator(db, clock)
  const addressOf = addressReader(config.trustedProxies)
  const readCartById = (tx: Parameters<typeof readCart>[0], cartId: string) =>
    readCart(tx, { cartId }, { language: 'en', currency: 'EUR' })
  const push = openPush({ db, signals, log, readCart: readCartById, sweepMs })
  const presence = openPresence(signals, push)
  const calls = openCallLine({ db, signals, push, log, sweepMs, sealing: config.secrets.sealing })
  const rooms = openRoomsLine({ db, signals, log, sweepMs })
  const visitors = openVisitorsLine({ db, signals, log, roundMs: 2_000 })
  let sockets: ReturnType<typeof attachSockets> | null = null
  const metrics = openMetrics(db, () => sockets?.count() ?? 0)
  const app = openApp({
    db,
    clock,
    log,
    authenticate,
    addressOf,
    publicUrl: config.publicUrl,
    limits: { visitor: rateLimit(120, 1_200), worker: rateLimit(3_000, 60_000), address: rateLimit(60, 300) },
    doors: [
      ...conversationDoors,
      ...attachmentDoors(parts.payments.links),
      ...dialogueDoors({ clock, signals, flows: parts.extensions.flows, understanding: parts.understanding }),
      ...shopperDoors,
      ...deskDoors,
      ...deedDoors(parts.payments),
      ...roomDoors,
      ...reportDoors,
      ...allLearningDoors({
        jobs: parts.extensions.flows.flatMap((flow) => Object.keys(flow.jobs)),
        changed: parts.taught,
      }),
      ...allCallDoors(config.secrets.sealing),
      ...inboxDoors(parts.channels),
      ...commerceDoors(parts),
      ...peopleDoors,
      ...mailDoors,
      ...identityDoors,
      ...modelDoors({ definitions: parts.extensions.models, sealing: config.secrets.sealing }),
    ],
    pages: [
      {
        path: '/api/widget',
        app: widgetSession({
          db,
          clock,
          publicUrl: config.publicUrl,
          links: parts.payments.links,
          signingSecret: config.secrets.signing,
          newVisitors: rateLimit(200, 600),
          broughtFiles: rateLimit(20, 30),
          signsOfLife: rateLimit(600, 1_200),
          addressOf,
          joinCarts: async (tx, visitorId, personId) =>
            void (await joinCarts(tx, { visitorId, personId, actor: { kind: 'shopper', id: visitorId } })),
        }),
      },
      {
        path: '/api/console',
        app: consoleSession({
          db,
          clock,
          secure: config.publicUrl.startsWith('https:'),
          addressOf,
          demoLogin: config.demo ? demoLogin : null,
        }),
      },
      { path: '/widget', app: staticFiles(join(root, 'apps/widget/dist')) },
      { path: '/console', app: consolePages() },
      ...commercePages(parts),
      { path: '/', app: filePages({ db, links: parts.payments.links }) },
      { path: '/', app: channelHooks({ ...parts.channels, waitForReplies: waitForReplies(parts) }) },
      { path: '/', app: await storefrontPages(parts) },
    ],
    health: { ready: async () => (await db.pool.query('select 1')).rowCount === 1 },
    metrics: () => metrics.page(),
    metricsToken: config.metricsToken,
    observe: (route, status, ms) => metrics.observe(route, status, ms),
  })
  return {
    app,
    attach(server: Server) {
      sockets = attachSockets(server, {
        db,
        push,
        presence,
        calls,
        visitors,
        rooms,
        log,
        clock,
        heartbeatMs,
        limit: rateLimit(60, 600),
        readCart: readCartById,
        alive: (principals) => noteAlive(parts, principals),
        admit: (request: IncomingMessage) =>
          admitSocket(request, { db, authenticate, publicUrl: config.publicUrl, sessionCookie }),
        mayReadCart: async (tx, cartId, visitorId) => {
          const visitor = await readVisitor(tx, visitorId)
          const row = await tx.sql
            .selectFrom('cart')
            .select(['visitor_id', 'person_id'])
            .where('shop_id', '=', tx.shopId)
            .where('cart_id', '=', cartId)
            .executeTakeFirst()
          return (
            row !== undefined &&
            (row.visitor_id === visitorId || (row.person_id !== null && row.person_id === visitor?.personId))
          )
        },
        say: async (tx, visitorId, frame) => {
          const [visitor, shop] = await Promise.all([readVisitor(tx, visitorId), readShop(tx)])
          const { settings } = shop
          const language = visitor?.language ?? settings.defaultLanguage
          const currency =
            visitor?.currency ?? settings.defaultCurrencyByLanguage[language] ?? settings.currencies[0] ?? 'EUR'
          const said = {
            inboxId: 'webchat',
            address: visitorId,
            visitorId,
            personId: visitor?.personId ?? null,
            language,
            currency,
            said: frame.said,
            clientId: frame.clientId,
            conversationId: frame.conversationId,
          }
          return accept(tx, said, parts.dialogue.starter(shop))
        },
      })
      return sockets
    },
    close() {
      presence.close()
      calls.close()
      visitors.close()
      rooms.close()
      push.close()
    },
  }
}

function consolePages(): Hono {
  const folder = join(root, 'apps/console/dist')
  if (existsSync(folder)) return staticFiles(folder, { fallback: 'index.html' })
  return new Hono().get('*', (c) => c.text('The console has not been built: npm run build', 503))
}
