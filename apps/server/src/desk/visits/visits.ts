import type { LiveVisitor } from '@parley/contracts'
import type { AgentActing } from '../../conversations/index.ts'
import { lockCurrentConversation, reply } from '../../conversations/index.ts'
import type { ShopTransaction } from '../../db/database.ts'
import { readShop } from '../../identity/index.ts'
import { granted, type Outcome, orThrow, refuse } from '../../kernel/refusals.ts'
import { openVisitor, readVisitor } from '../../people/index.ts'
import { pageOf, type Seen } from './visit.ts'
import { lockVisit, noteJoined, noteVisit, readVisits, type VisitRecord } from './visit-store.ts'

export interface Sign extends Omit<Seen, 'language'> {
  language: string | null
  visitorId: string | null
  /** Whether this browser has said that it wants not to be followed. */
  wantsNone: boolean
}

/** What a page is told after a sign of life: that somebody has written to her, and as which visitor she is to read it. */
export interface Answered {
  conversationId: string | null
  visitorToken: string | null
}

const nothing: Answered = { conversationId: null, visitorToken: null }

/** Notes that she is here, where the shop looks at all and she lets it. */
export async function seeVisit(tx: ShopTransaction, sign: Sign): Promise<Answered> {
  const { settings } = await readShop(tx)
  if (!settings.deskRules.liveVisitors || sign.wantsNone) return nothing
  const visitor = sign.visitorId ? await readVisitor(tx, sign.visitorId) : null
  const tag = sign.language?.toLowerCase().split('-')[0] ?? ''
  const noted = await noteVisit(tx, {
    visitId: sign.visitId,
    visitorId: visitor?.id ?? null,
    page: pageOf(sign.page),
    language: settings.languages.includes(tag) ? tag : settings.defaultLanguage,
    isReturning: await wasHereBefore(tx, visitor?.id ?? null),
  })
  if (noted.isNews) tx.wake('desk', 'visits')
  return { conversationId: noted.joinedTalk, visitorToken: noted.handedToken }
}

async function wasHereBefore(tx: ShopTransaction, visitorId: string | null): Promise<boolean> {
  if (visitorId === null) return false
  const row = await tx.sql
    .selectFrom('visitor')
    .select('first_seen_at')
    .where('shop_id', '=', tx.shopId)
    .where('visitor_id', '=', visitorId)
    .executeTakeFirst()
  return row !== undefined && tx.now.getTime() - row.first_seen_at.getTime() > 6 * 3_600_000
}

/** What a basket is worth, by its version: it is reckoned once, however often the list is looked at. */
export type CartWorth = (
  tx: ShopTransaction,
  cart: { id: string; version: number },
) => Promise<{ items: number; total: { amount: number; currency: string } } | null>

/** Who is here now, as the desk may see it. */
export async function visitorsNow(tx: ShopTransaction, worth: CartWorth): Promise<LiveVisitor[]> {
  if (!(await readShop(tx)).settings.deskRules.liveVisitors) return []
  const found: LiveVisitor[] = []
  for (const visit of await readVisits(tx)) found.push(await asSeen(tx, visit, worth))
  return found
}

async function asSeen(tx: ShopTransaction, visit: VisitRecord, worth: CartWorth): Promise<LiveVisitor> {
  const { cartId, cartVersion } = visit
  const cart = cartId === null ? null : await worth(tx, { id: cartId, version: cartVersion ?? 0 })
  return {
    id: visit.visitId,
    page: visit.page,
    language: visit.language,
    isReturning: visit.isReturning,
    name: visit.personName,
    since: visit.since.toISOString(),
    cart: cart && cart.items > 0 ? cart : null,
    conversationId: visit.conversationId,
  }
}

/** Writes to somebody who has not asked. A browser that was nobody yet becomes a visitor, and is told so by its next sign of life. Refused: `visit.not_found`. */
export async function joinVisit(
  tx: ShopTransaction,
  agent: AgentActing,
  given: { visitId: string; text: string; clientId?: string | undefined },
): Promise<Outcome<{ conversationId: string }>> {
  const visit = await lockVisit(tx, given.visitId)
  if (!visit) return refuse('visit.not_found', 'She has left.')
  const { settings } = await readShop(tx)
  const currency = settings.defaultCurrencyByLanguage[visit.language] ?? settings.currencies[0] ?? 'EUR'
  const known = visit.visitorId ? await readVisitor(tx, visit.visitorId) : null
  const opened = known ? null : await openVisitor(tx, { language: visit.language, currency })
  const visitor = known ?? opened?.visitor
  if (!visitor) return refuse('visit.not_found', 'She has left.')
  const { row } = await lockCurrentConversation(tx, {
    inboxId: 'webchat',
    address: visitor.id,
    visitorId: visitor.id,
    personId: visitor.personId,
    language: visit.language,
    currency: visitor.currency ?? currency,
  })
  const conversationId = row.conversation_id
  orThrow(await reply(tx, conversationId, agent, { type: 'text', text: given.text }, given.text, given.clientId))
  await noteJoined(tx, {
    visitId: given.visitId,
    visitorId: visitor.id,
    handedToken: opened?.token ?? null,
    conversationId,
  })
  tx.wake('desk', 'visits')
  return granted({ conversationId })
}
