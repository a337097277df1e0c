import { sql } from 'kysely'
import type { ShopTransaction } from '../db/database.ts'
import { readShop } from '../identity/index.ts'
import { granted, type Outcome, refuse } from '../kernel/refusals.ts'
import { composeRoomReminder, queueMail } from '../mail/index.ts'
import { readRooms } from './room-store.ts'

/** So long before it opens its reminders leave. */
export const remindAheadMs = 15 * 60_000
const mostAtOnce = 100
/** As many addresses as one browser may name for one room. */
const mostEach = 3

/** One mail when the room opens, to whoever asked. Asked again it is one mail all the same. Refused: `room.not_found`, `room.no_reminder`. */
export async function askReminder(
  tx: ShopTransaction,
  roomId: string,
  given: { visitorId: string; email: string; language: string },
): Promise<Outcome<{ asked: true }>> {
  const [room] = await readRooms(tx, roomId)
  if (!room) return refuse('room.not_found', 'There is no such room.')
  const named = await remindersOf(tx, roomId, given.visitorId)
  if (room.status !== 'scheduled' || named >= mostEach)
    return refuse('room.no_reminder', 'There is nothing more to remind of here.')
  await tx.sql
    .insertInto('room_reminder')
    .values({
      shop_id: tx.shopId,
      reminder_id: tx.id('rrm'),
      room_id: roomId,
      visitor_id: given.visitorId,
      email: given.email,
      language: given.language,
      asked_at: tx.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return granted({ asked: true })
}

/** How many addresses somebody has named for this room. */
export async function remindersOf(tx: ShopTransaction, roomId: string, visitorId: string): Promise<number> {
  const row = await tx.sql
    .selectFrom('room_reminder')
    .select(({ fn }) => fn.countAll<number>().as('named'))
    .where('shop_id', '=', tx.shopId)
    .where('room_id', '=', roomId)
    .where('visitor_id', '=', visitorId)
    .executeTakeFirstOrThrow()
  return row.named
}

/** Owes the mails of a room that opens soon or is open. Marking and owing are one transaction; true where there are more. */
export async function remindOfRoom(tx: ShopTransaction, publicUrl: string, roomId: string): Promise<boolean> {
  const [room] = await readRooms(tx, roomId)
  if (!room) return false
  const { rows } = await sql<{ reminder_id: string; email: string; language: string }>`
    update room_reminder set mailed_at = ${tx.now} where shop_id = ${tx.shopId} and reminder_id in (
      select reminder_id from room_reminder where shop_id = ${tx.shopId} and room_id = ${roomId} and mailed_at is null
      order by asked_at limit ${mostAtOnce} for update skip locked)
    returning reminder_id, email, language`.execute(tx.sql)
  const { name, settings } = await readShop(tx)
  for (const { reminder_id, email, language } of rows) {
    const opens = room.status === 'open' || !room.startsAt ? null : new Date(room.startsAt)
    const about = {
      ...{ title: room.title, url: `${publicUrl}/rooms/${room.id}?lang=${language}` },
      at: opens && tellOpening(opens, settings.timeZone, language),
    }
    await queueMail(tx, {
      kind: 'room-reminder',
      to: email,
      language,
      mail: composeRoomReminder(about, language, name),
      // Moved to another time, it is told again.
      deliveryKey: `room-${reminder_id}-${opens?.getTime() ?? 0}`,
    })
  }
  return rows.length === mostAtOnce
}

/** Whoever was told the old time is told the new one. */
export async function remindAgain(tx: ShopTransaction, roomId: string): Promise<void> {
  await tx.sql
    .updateTable('room_reminder')
    .set({ mailed_at: null })
    .where('shop_id', '=', tx.shopId)
    .where('room_id', '=', roomId)
    .execute()
}

const tellOpening = (at: Date, timeZone: string, language: string): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    dateStyle: 'full',
    timeStyle: 'short',
    timeZone,
  }).format(at)
