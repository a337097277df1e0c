import { sql } from 'kysely'
import type { Database } from '../db/database.ts'
import type { Clock } from '../kernel/clock.ts'
import { remindAheadMs, remindOfRoom } from './room-reminders.ts'

/** Reminds those who asked of rooms that are about to open, in every shop. Rows say who is owed a mail, so any process may do it. */
export async function remindOfRooms(db: Database, publicUrl: string, clock: Clock): Promise<void> {
  const until = new Date(clock.now().getTime() + remindAheadMs)
  const { rows } = await db.outside((outside) =>
    sql<{ shop_id: string; room_id: string }>`select * from due_room_reminders(${until}, 50)`.execute(outside),
  )
  for (const { shop_id, room_id } of rows)
    while (await db.inShop(shop_id, (tx) => remindOfRoom(tx, publicUrl, room_id)));
}
