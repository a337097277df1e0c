import { type Cart, type ClientFrame, clientFrame } from '@parley/contracts'
import { sql } from 'kysely'
import type { Accepted } from '../../conversations/index.ts'
import { type ConversationRow, conversationView, nameOf, readConversation } from '../../conversations/index.ts'
import type { Database, ShopTransaction } from '../../db/database.ts'
import { readShop } from '../../identity/index.ts'
import { readJson } from '../../kernel/keepable-text.ts'
import { mayDo } from '../../kernel/principal.ts'
import type { Outcome, Refusal } from '../../kernel/refusals.ts'
import { malformed, problemOf } from '../problems.ts'
import type { CallLine } from './call-line.ts'
import type { Connection } from './connection.ts'
import type { Presence } from './presence.ts'
import { keyOf, type Push } from './push.ts'
import type { RoomsLine } from './rooms-line.ts'
import type { VisitorsLine } from './visitors-line.ts'

export interface FrameParts {
  db: Database
  push: Push
  presence: Presence
  calls: CallLine
  visitors: VisitorsLine
  rooms: RoomsLine
  /** A shopper's words, as her visitor. */
  say: (
    tx: ShopTransaction,
    visitorId: string,
    frame: Extract<ClientFrame, { type: 'say' }>,
  ) => Promise<Outcome<Accepted>>
  mayReadCart: (tx: ShopTransaction, cartId: string, visitorId: string) => Promise<boolean>
  readCart: (tx: ShopTransaction, cartId: string) => Promise<Cart | null>
}

/** What a client sent, parsed and acted on. Anything that does not fit is refused by name; the socket stays open. */
export async function hearFrame(raw: string, connection: Connection, parts: FrameParts): Promise<void> {
  const frame = clientFrame.safeParse(readJson(raw))
  if (!frame.success) {
    connection.send({ type: 'refused', problem: malformed(frame.error, 'frame') })
    return
  }
  await act(frame.data, connection, parts)
}

async function act(frame: ClientFrame, connection: Connection, parts: FrameParts): Promise<void> {
  switch (frame.type) {
    case 'ping':
      return connection.send({ type: 'pong', ref: frame.ref })
    case 'follow':
      return follow(frame, connection, parts)
    case 'unfollow':
      return unfollow(frame.conversationId, connection, parts)
    case 'say':
      return say(frame, connection, parts)
    case 'typing':
      return typing(frame, connection, parts)
    case 'seen':
      return seen(frame, connection, parts)
    case 'watch_desk':
      return watchDesk(frame.ref, connection, parts)
    case 'call_join':
    case 'call_signal':
    case 'call_report':
    case 'call_start':
    case 'call_move':
    case 'call_page':
    case 'call_ways':
      return onCall(frame, connection, parts)
    case 'watch_room':
      if (!frame.on) parts.rooms.unwatch(connection, frame.roomId)
      else if (!(await parts.rooms.watch(connection, frame.roomId, frame.after)))
        refuseFrame(connection, frame.ref, [noRoom])
      return
    case 'watch_visitors':
      if (!(await parts.visitors.watch(connection, frame.on))) refuseFrame(connection, frame.ref, [forbidden])
      return
    case 'watch_cart':
      return watchCart(frame, connection, parts)
    case 'unwatch_cart':
      return unwatchCart(frame.cartId, connection, parts)
  }
}

async function typing(
  frame: Extract<ClientFrame, { type: 'typing' }>,
  connection: Connection,
  parts: FrameParts,
): Promise<void> {
  const { shopId } = connection.principal
  if (!connection.follows.has(frame.conversationId)) return
  // Unsent words are seen only where the shop has told her so, whatever her page sends.
  const isSeen =
    frame.text !== undefined &&
    connection.audience === 'shopper' &&
    (await parts.db.inShop(shopId, readShop)).settings.deskRules.typingPreview
  parts.presence.tell(shopId, frame.conversationId, {
    w: 'typing',
    who: connection.audience === 'shopper' ? 'shopper' : 'agent',
    name: connection.name,
    id: connection.id,
    on: frame.on,
    ...(isSeen ? { text: frame.text } : {}),
  })
}

async function follow(
  frame: Extract<ClientFrame, { type: 'follow' }>,
  connection: Connection,
  parts: FrameParts,
): Promise<void> {
  const { shopId } = connection.principal
  const found = await parts.db.inShop(shopId, async (tx) => {
    const row = await readConversation(tx, frame.conversationId)
    return row && mayFollow(connection, row)
      ? conversationView(row, connection.audience, await nameOf(tx, row.agent_id))
      : null
  })
  if (!found) return refuseFrame(connection, frame.ref, [missing])
  connection.follows.set(frame.conversationId, Math.min(frame.after, found.lastChange))
  parts.push.conversations.add(keyOf(shopId, frame.conversationId), connection)
  connection.send({ type: 'following', ref: frame.ref, conversation: found, lastChange: found.lastChange })
  await parts.push.catchUp(connection, frame.conversationId)
  here(connection, frame.conversationId, true, parts)
  await parts.calls.tellFollower(connection, frame.conversationId)
}

export function unfollow(conversationId: string, connection: Connection, parts: FrameParts): void {
  if (!connection.follows.delete(conversationId)) return
  parts.push.conversations.remove(keyOf(connection.principal.shopId, conversationId), connection)
  here(connection, conversationId, false, parts)
}

function here(connection: Connection, conversationId: string, on: boolean, parts: FrameParts): void {
  parts.presence.tell(connection.principal.shopId, conversationId, {
    w: 'here',
    who: connection.audience === 'shopper' ? 'shopper' : 'agent',
    id: connection.id,
    name: connection.name ?? '',
    on,
  })
}

function mayFollow(connection: Connection, row: ConversationRow): boolean {
  const { principal } = connection
  return principal.kind === 'visitor' ? row.visitor_id === principal.visitorId : mayDo(principal, 'conversations:read')
}

async function say(
  frame: Extract<ClientFrame, { type: 'say' }>,
  connection: Connection,
  parts: FrameParts,
): Promise<void> {
  const { principal } = connection
  if (principal.kind !== 'visitor') return refuseFrame(connection, frame.ref, [onlyShoppers])
  const outcome = await parts.db.inShop(principal.shopId, (tx) => parts.say(tx, principal.visitorId, frame))
  if (!outcome.ok) return refuseFrame(connection, frame.ref, outcome.refusals)
  connection.send({ type: 'accepted', ref: frame.ref, ...outcome.value })
}

async function seen(
  frame: Extract<ClientFrame, { type: 'seen' }>,
  connection: Connection,
  parts: FrameParts,
): Promise<void> {
  if (!connection.follows.has(frame.conversationId)) return
  const column = connection.audience === 'desk' ? sql.ref('desk_seen_seq') : sql.ref('shopper_seen_seq')
  await parts.db.inShop(connection.principal.shopId, async (tx) => {
    await sql`update conversation set ${column} = least(last_seq, ${frame.seq}) where shop_id = ${tx.shopId} and conversation_id = ${frame.conversationId} and ${column} < ${frame.seq}`.execute(
      tx.sql,
    )
    if (connection.audience === 'desk') tx.wake('changes', frame.conversationId)
  })
  parts.presence.tell(connection.principal.shopId, frame.conversationId, {
    w: 'seen',
    by: connection.audience,
    seq: frame.seq,
  })
}

async function onCall(
  frame: Parameters<CallLine['hear']>[0],
  connection: Connection,
  parts: FrameParts,
): Promise<void> {
  const refusals = await parts.calls.hear(frame, connection)
  if (refusals.length > 0) refuseFrame(connection, 'ref' in frame ? frame.ref : frame.type, refusals)
}

async function watchDesk(ref: string, connection: Connection, parts: FrameParts): Promise<void> {
  if (connection.principal.kind === 'visitor' || !mayDo(connection.principal, 'conversations:read'))
    refuseFrame(connection, ref, [forbidden])
  else {
    connection.watchesDesk = true
    parts.push.desks.add(connection.principal.shopId, connection)
    await parts.calls.tellDesk(connection)
  }
}

async function watchCart(
  frame: Extract<ClientFrame, { type: 'watch_cart' }>,
  connection: Connection,
  parts: FrameParts,
): Promise<void> {
  const { principal } = connection
  const cart = await parts.db.inShop(principal.shopId, async (tx) => {
    const may =
      principal.kind === 'visitor'
        ? await parts.mayReadCart(tx, frame.cartId, principal.visitorId)
        : mayDo(principal, 'carts:read')
    return may ? parts.readCart(tx, frame.cartId) : null
  })
  if (!cart)
    return refuseFrame(connection, frame.ref, [
      { ...missing, code: 'cart.not_found', message: 'There is no such cart.' },
    ])
  connection.carts.add(frame.cartId)
  parts.push.carts.add(keyOf(principal.shopId, frame.cartId), connection)
  connection.send({ type: 'cart', cart })
  looks(frame.cartId, true, connection, parts)
  if (connection.audience === 'shopper') parts.presence.tellLooking(connection, frame.cartId)
}

/** A colleague who looks is no news to the desk, and what the shopper herself does none to her. */
function looks(cartId: string, on: boolean, connection: Connection, parts: FrameParts): void {
  const { id, name, audience, principal } = connection
  if (audience === 'desk' && name) parts.presence.tell(principal.shopId, cartId, { w: 'looks', id, name, on })
}

export function unwatchCart(cartId: string, connection: Connection, parts: FrameParts): void {
  if (!connection.carts.delete(cartId)) return
  parts.push.carts.remove(keyOf(connection.principal.shopId, cartId), connection)
  looks(cartId, false, connection, parts)
}

export function refuseFrame(connection: Connection, ref: string | undefined, refusals: Refusal[]): void {
  connection.send({ type: 'refused', ...(ref === undefined ? {} : { ref }), problem: problemOf(refusals) })
}

const missing: Refusal = {
  code: 'conversation.not_found',
  severity: 'error',
  message: 'There is no such conversation.',
}
const noRoom: Refusal = { code: 'room.not_found', severity: 'error', message: 'There is no such room.' }
const forbidden: Refusal = { code: 'auth.forbidden', severity: 'error', message: 'You may not do this.' }
const onlyShoppers: Refusal = {
  code: 'auth.forbidden',
  severity: 'error',
  message: 'Only a shopper speaks over this socket; the desk replies through the API.',
}
