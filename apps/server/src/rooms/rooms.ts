import type { Room } from '@parley/contracts'
import { variantsForCart } from '../commerce/catalogue/index.ts'
import { type AgentActing, lockCurrentConversation, reply } from '../conversations/index.ts'
import type { ShopTransaction } from '../db/database.ts'
import { readShop } from '../identity/index.ts'
import { granted, type Outcome, orThrow, refuse } from '../kernel/refusals.ts'
import { readVisitor } from '../people/index.ts'
import { mayBecome, maySay, tidyName } from './room.ts'
import { remindAgain } from './room-reminders.ts'
import {
  addEntry,
  alterRoom,
  entriesAfter,
  findRepeat,
  lockRoom,
  markEntry,
  markMember,
  readEntry,
  readMember,
  readRooms,
  writeMember,
} from './room-store.ts'

const noRoom = () => refuse('room.not_found', 'There is no such room.')
const noEntry = () => refuse('room_entry.not_found', 'There is no such message.')

export async function readRoom(tx: ShopTransaction, roomId: string): Promise<Room | null> {
  return (await readRooms(tx, roomId))[0] ?? null
}

/** Signs in with a name. Refused: `room.not_found`, `room.name_taken`, also by anybody who works in the shop. */
export async function enterRoom(
  tx: ShopTransaction,
  roomId: string,
  given: { visitorId: string; name: string },
): Promise<Outcome<{ name: string }>> {
  const room = await lockRoom(tx, roomId)
  if (!room) return noRoom()
  const name = tidyName(given.name)
  if (!(await writeMember(tx, roomId, { visitorId: given.visitorId, name })))
    return refuse('room.name_taken', 'Somebody is called so already.', { path: 'name' })
  return granted({ name })
}

/** A shopper's words, for all to read. Said twice with one client id they are said once. */
export async function sayInRoom(
  tx: ShopTransaction,
  roomId: string,
  given: { visitorId: string; text: string; clientId?: string | undefined },
): Promise<Outcome<{ number: number }>> {
  const room = await lockRoom(tx, roomId)
  if (!room) return noRoom()
  const repeat = await findRepeat(tx, { roomId, by: given.visitorId, clientId: given.clientId })
  if (repeat !== null) return granted({ number: repeat })
  const member = maySay(room, await readMember(tx, roomId, given.visitorId), tx.now)
  if (!member.ok) return member
  await markMember(tx, roomId, given.visitorId, { saidAt: tx.now })
  const number = await addEntry(tx, room, { kind: 'said', name: member.value.name, ...given })
  return granted({ number })
}

/** Somebody of the shop answers in public; slow mode is not for her. */
export async function answerInRoom(
  tx: ShopTransaction,
  roomId: string,
  agent: AgentActing,
  given: { text: string; clientId?: string | undefined },
): Promise<Outcome<{ number: number }>> {
  const room = await lockRoom(tx, roomId)
  if (!room) return noRoom()
  const repeat = await findRepeat(tx, { roomId, by: agent.accountId, clientId: given.clientId })
  if (repeat !== null) return granted({ number: repeat })
  const number = await addEntry(tx, room, { kind: 'said', accountId: agent.accountId, name: agent.name, ...given })
  return granted({ number })
}

export interface RoomChange {
  title?: string | undefined
  about?: string | undefined
  startsAt?: string | null | undefined
  slowSeconds?: number | undefined
  status?: Room['status'] | undefined
}

/** Refused: `room.not_found`, `room.wrong_state`. */
export async function changeRoom(tx: ShopTransaction, roomId: string, change: RoomChange): Promise<Outcome<Room>> {
  const room = await lockRoom(tx, roomId)
  if (!room) return noRoom()
  const { status = room.status, slowSeconds = room.slowSeconds, ...rest } = change
  if (!mayBecome(room.status, status)) return refuse('room.wrong_state', 'The room can’t go there from here.')
  const named = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
  await alterRoom(tx, roomId, { ...named, status, slowSeconds })
  const isMoved = change.startsAt !== undefined && change.startsAt !== (room.startsAt?.toISOString() ?? null)
  if (isMoved) await remindAgain(tx, roomId)
  if (slowSeconds !== room.slowSeconds) await addEntry(tx, room, { kind: 'slow', text: String(slowSeconds) })
  if (status !== room.status) await addEntry(tx, room, { kind: status === 'open' ? 'opened' : 'closed' })
  const changed = await readRoom(tx, roomId)
  return changed ? granted(changed) : noRoom()
}

/** Takes words away from everybody's eyes; that there were some stays. */
export async function hideEntry(
  tx: ShopTransaction,
  roomId: string,
  number: number,
): Promise<Outcome<{ hidden: true }>> {
  const room = await lockRoom(tx, roomId)
  const entry = room && (await readEntry(tx, roomId, number))
  if (!room || entry?.kind !== 'said') return noEntry()
  if (await markEntry(tx, roomId, number, 'hidden_at')) await addEntry(tx, room, { kind: 'hidden', about: number })
  return granted({ hidden: true })
}

/** Whoever wrote this reads on, and writes no more; or again. */
export async function banWriter(
  tx: ShopTransaction,
  roomId: string,
  given: { number: number; on: boolean },
): Promise<Outcome<{ banned: boolean; visitorId: string }>> {
  const entry = await readEntry(tx, roomId, given.number)
  if (!entry?.visitorId) return noEntry()
  await markMember(tx, roomId, entry.visitorId, { bannedAt: given.on ? tx.now : null })
  return granted({ banned: given.on, visitorId: entry.visitorId })
}

/** Shows a product, or an answer that was given, to everybody while it is talked about. Refused: `room_entry.not_found`, `product.not_found`. */
export async function pin(
  tx: ShopTransaction,
  roomId: string,
  what: { variantId: string } | { number: number },
): Promise<Outcome<{ number: number }>> {
  const room = await lockRoom(tx, roomId)
  if (!room) return noRoom()
  if ('number' in what) {
    const entry = await readEntry(tx, roomId, what.number)
    if (entry?.kind !== 'said' || entry.isHidden) return noEntry()
    const { text, name } = entry
    return granted({
      number: await addEntry(tx, room, { kind: 'pinned', about: what.number, text: `${name}: ${text}` }),
    })
  }
  const { settings } = await readShop(tx)
  const currency = settings.currencies[0] ?? 'EUR'
  const wares = await variantsForCart(tx, [what.variantId], { language: room.language, currency })
  const ware = wares.get(what.variantId)
  if (!ware) return refuse('product.not_found', 'There is no such product.', { path: 'variantId' })
  const text = [ware.title, ware.options].filter(Boolean).join(', ')
  const { variantId } = what
  return granted({ number: await addEntry(tx, room, { kind: 'pinned', variantId, productId: ware.productId, text }) })
}

export async function unpin(tx: ShopTransaction, roomId: string, number: number): Promise<Outcome<{ unpinned: true }>> {
  const room = await lockRoom(tx, roomId)
  const entry = room && (await readEntry(tx, roomId, number))
  if (!room || entry?.kind !== 'pinned') return noEntry()
  if (await markEntry(tx, roomId, number, 'unpinned_at')) await addEntry(tx, room, { kind: 'unpinned', about: number })
  return granted({ unpinned: true })
}

/** Goes on with somebody of the room between four eyes. The room hears nothing of it. */
export async function takeAside(
  tx: ShopTransaction,
  roomId: string,
  agent: AgentActing,
  given: { number: number; text: string },
): Promise<Outcome<{ conversationId: string }>> {
  const entry = await readEntry(tx, roomId, given.number)
  const visitor = entry?.visitorId ? await readVisitor(tx, entry.visitorId) : null
  if (!visitor) return noEntry()
  const { settings } = await readShop(tx)
  const language = visitor.language ?? settings.defaultLanguage
  const currency = visitor.currency ?? settings.defaultCurrencyByLanguage[language] ?? 'EUR'
  const arrival = { visitorId: visitor.id, personId: visitor.personId, language, currency }
  const { row } = await lockCurrentConversation(tx, { inboxId: 'webchat', address: visitor.id, ...arrival })
  const conversationId = row.conversation_id
  orThrow(await reply(tx, conversationId, agent, { type: 'text', text: given.text }, given.text))
  return granted({ conversationId })
}

export { entriesAfter, readRooms }
