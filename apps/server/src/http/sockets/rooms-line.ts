import type { RoomEntry } from '@parley/contracts'
import type { Database } from '../../db/database.ts'
import type { Signals } from '../../durable/index.ts'
import type { Log } from '../../kernel/log.ts'
import { entriesAfter, lastNumberOf } from '../../rooms/index.ts'
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

/**
 * Brings what happens in rooms to those who watch. It is read and written out once for all who have seen as much, however many they are;
 * whoever comes in while a look is under way is looked after by the next one, together with all who came meanwhile.
 */
export function openRoomsLine(parts: { db: Database; signals: Signals; log: Log; sweepMs: number }): RoomsLine {
  const { db, signals, log } = parts
  const watchers = new Index()
  /** line → room → number of the last entry sent. */
  const seen = new Map<Connection, Map<string, number>>()
  const running = new Map<string, Promise<unknown>>()
  const waiting = new Map<string, Promise<boolean>>()

  const seenOf = (one: Connection, roomId: string): number => seen.get(one)?.get(roomId) ?? 0

  /** False where there is no such room. */
  const push = async (shopId: string, roomId: string): Promise<boolean> => {
    const read = await db.inShop(shopId, async (tx) => {
      const last = await lastNumberOf(tx, roomId)
      const behind = [...watchers.get(keyOf(shopId, roomId))].filter((one) => !one.isFull())
      const byNumber = Map.groupBy(behind, (one) => seenOf(one, roomId))
      const pages: { after: number; group: Connection[]; entries: RoomEntry[] }[] = []
      for (const [after, group] of byNumber) {
        const entries = last !== null && after < last ? await entriesAfter(tx, roomId, after, most) : []
        pages.push({ after, group, entries })
      }
      return { last, pages }
    })
    if (read.last === null) return false
    for (const page of read.pages) tellPage(roomId, page, read.last)
    if (read.pages.some(({ entries }) => entries.length === most)) return push(shopId, roomId)
    return true
  }

  const tellPage = (
    roomId: string,
    { after, group, entries }: { after: number; group: Connection[]; entries: RoomEntry[] },
    last: number,
  ): void => {
    const lastNumber = entries.at(-1)?.number
    const frame = lastNumber && Buffer.from(JSON.stringify({ type: 'room', roomId, entries, lastNumber }))
    for (const one of group) {
      const known = seen.get(one)
      // She may have left meanwhile.
      if (known?.get(roomId) !== after) continue
      known.set(roomId, lastNumber || Math.min(after, last))
      if (frame) one.sendWritten(frame)
    }
  }

  const look = (shopId: string, roomId: string): Promise<boolean> => {
    const key = keyOf(shopId, roomId)
    const next =
      waiting.get(key) ??
      Promise.resolve(running.get(key)).then(() => {
        waiting.delete(key)
        const turn = push(shopId, roomId).catch((error: unknown) => {
          log.warn({ error }, 'a room could not be told')
          return true
        })
        running.set(key, turn)
        void turn.then(() => running.get(key) === turn && running.delete(key))
        return turn
      })
    waiting.set(key, next)
    return next
  }

  const soon = (shopId: string, roomId: string): void => {
    if (watchers.get(keyOf(shopId, roomId)).size > 0) void look(shopId, roomId)
  }

  /** A wake-up may be lost with a process; the numbers tell. */
  const sweep = async (): Promise<void> => {
    for (const key of watchers.keys()) {
      const [shopId = '', roomId = ''] = key.split(' ')
      const last = (await db.inShop(shopId, (tx) => lastNumberOf(tx, roomId))) ?? 0
      if ([...watchers.get(key)].some((one) => seenOf(one, roomId) < last)) soon(shopId, roomId)
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
      const rooms = seen.get(connection) ?? new Map<string, number>()
      seen.set(connection, rooms.set(roomId, after))
      watchers.add(keyOf(shopId, roomId), connection)
      const isThere = await look(shopId, roomId)
      if (!isThere) unwatch(connection, roomId)
      return isThere
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
