import { sql } from 'kysely'
import type { Database } from '../../db/database.ts'
import type { Signals } from '../../durable/index.ts'
import type { Log } from '../../kernel/log.ts'
import { entriesAfter, readRoom } from '../../rooms/index.ts'
import { type Connection, Index } from './connection.ts'
import { keyOf } from './push.ts'

export interface RoomsLine {
  /** Sends what she has not seen, and from then on whatever happens. False where there is no such room. */
  watch(connection: Connection, roomId: string, after: number): Promise<boolean>
  unwatch(connection: Connection, roomId: string): void
  leave(connection: Connection): void
  close(): void
}

const most = 200

/** Brings what happens in rooms to those who watch. It is read and written out once for all who have seen as much, however many they are. */
export function openRoomsLine(parts: { db: Database; signals: Signals; log: Log; sweepMs: number }): RoomsLine {
  const { db, signals, log } = parts
  const watchers = new Index()
  /** line → room → number of the last entry sent. */
  const seen = new Map<Connection, Map<string, number>>()
  const busy = new Map<string, 'running' | 'again'>()

  const push = async (shopId: string, roomId: string, to?: Connection): Promise<void> => {
    const behind = to ? [to] : [...watchers.get(keyOf(shopId, roomId))].filter((one) => !one.isFull())
    const byNumber = Map.groupBy(behind, (one) => seen.get(one)?.get(roomId) ?? 0)
    for (const [after, group] of byNumber) {
      const entries = await db.inShop(shopId, (tx) => entriesAfter(tx, roomId, after, most))
      const last = entries.at(-1)?.number
      if (last === undefined) continue
      const frame = JSON.stringify({ type: 'room', roomId, entries, lastNumber: last })
      for (const one of group) {
        const known = seen.get(one)
        // She may have left meanwhile, or been told by another round.
        if (known?.get(roomId) !== after) continue
        known.set(roomId, last)
        one.sendText(frame)
      }
      if (entries.length === most) await push(shopId, roomId, to)
    }
  }

  const soon = (shopId: string, roomId: string): void => {
    const key = keyOf(shopId, roomId)
    if (watchers.get(key).size === 0) return
    if (busy.has(key)) {
      busy.set(key, 'again')
      return
    }
    const run = async (): Promise<void> => {
      do {
        busy.set(key, 'running')
        await push(shopId, roomId).catch((error: unknown) => log.warn({ error }, 'a room could not be told'))
      } while (busy.get(key) === 'again')
      busy.delete(key)
    }
    void run()
  }

  /** A wake-up may be lost with a process; the numbers tell. */
  const sweep = async (): Promise<void> => {
    for (const key of watchers.keys()) {
      const [shopId = '', roomId = ''] = key.split(' ')
      const { rows } = await db.inShop(shopId, (tx) =>
        sql<{
          last: number
        }>`select last_number as last from room where shop_id = ${shopId} and room_id = ${roomId}`.execute(tx.sql),
      )
      const last = rows[0]?.last ?? 0
      if ([...watchers.get(key)].some((one) => (seen.get(one)?.get(roomId) ?? 0) < last)) soon(shopId, roomId)
    }
  }

  const unwatch = (connection: Connection, roomId: string): void => {
    seen.get(connection)?.delete(roomId)
    watchers.remove(keyOf(connection.principal.shopId, roomId), connection)
  }
  const stop = signals.on('room', (wake) => soon(wake.shopId, wake.key))
  const timer = setInterval(
    () => void sweep().catch((error: unknown) => log.warn({ error }, 'a sweep of the rooms failed')),
    parts.sweepMs,
  )
  timer.unref()
  return {
    async watch(connection, roomId, after) {
      const { shopId } = connection.principal
      const room = await db.inShop(shopId, (tx) => readRoom(tx, roomId))
      if (!room) return false
      const rooms = seen.get(connection) ?? new Map<string, number>()
      seen.set(connection, rooms.set(roomId, Math.min(after, room.lastNumber)))
      watchers.add(keyOf(shopId, roomId), connection)
      await push(shopId, roomId, connection)
      return true
    },
    unwatch,
    leave: (connection) => {
      for (const roomId of seen.get(connection)?.keys() ?? []) unwatch(connection, roomId)
      seen.delete(connection)
    },
    close() {
      clearInterval(timer)
      stop()
    },
  }
}
