import type { Database, ShopTransaction } from '../../db/database.ts'
import { cartWorth, visitorsNow } from '../../desk/index.ts'
import type { Signals } from '../../durable/index.ts'
import type { Log } from '../../kernel/log.ts'
import { mayDo } from '../../kernel/principal.ts'
import { type Connection, Index } from './connection.ts'

export interface VisitorsLine {
  /** Tells it at once, and from then on whenever somebody comes, goes, or turns a page. False where she may not see it. */
  watch(connection: Connection, on: boolean): Promise<boolean>
  leave(connection: Connection): void
  close(): void
}

/** Who is in the shop, told to those who look: read only while somebody does, and at most every two seconds a shop. */
export function openVisitorsLine(parts: { db: Database; signals: Signals; log: Log; roundMs: number }): VisitorsLine {
  const { db, signals, log } = parts
  const watchers = new Index()
  const stale = new Set<string>()
  const told = new Map<string, string>()

  const read = (shopId: string) => db.inShop(shopId, (tx: ShopTransaction) => visitorsNow(tx, cartWorth))

  const tell = async (shopId: string): Promise<void> => {
    const visitors = await read(shopId)
    const now = JSON.stringify(visitors)
    if (told.get(shopId) === now) return
    told.set(shopId, now)
    for (const watcher of watchers.get(shopId)) watcher.send({ type: 'visitors', visitors })
  }

  let round = 0
  const look = async (): Promise<void> => {
    round += 1
    // Those who have left give no sign: every fifth round looks whether anybody has.
    const shops = watchers.keys().filter((shopId) => stale.delete(shopId) || round % 5 === 0)
    for (const shopId of shops) await tell(shopId)
  }
  const timer = setInterval(
    () => void look().catch((error: unknown) => log.warn({ error }, 'the list of visitors could not be told')),
    parts.roundMs,
  )
  timer.unref()
  const stops = [
    signals.on('desk', (wake) => {
      if (wake.key === 'visits') stale.add(wake.shopId)
    }),
    signals.on('cart', (wake) => stale.add(wake.shopId)),
  ]
  const leave = (connection: Connection): void => {
    const { shopId } = connection.principal
    watchers.remove(shopId, connection)
    if (watchers.get(shopId).size === 0) told.delete(shopId)
  }
  return {
    async watch(connection, on) {
      if (!mayDo(connection.principal, 'desk')) return false
      const { shopId } = connection.principal
      if (!on) leave(connection)
      else {
        watchers.add(shopId, connection)
        connection.send({ type: 'visitors', visitors: await read(shopId) })
      }
      return true
    },
    leave,
    close() {
      clearInterval(timer)
      for (const stop of stops) stop()
    },
  }
}
