import type { Audience, Cart } from '@parley/contracts'
import { sql } from 'kysely'
import { changesAfter, FreshChanges, readConversation } from '../../conversations/index.ts'
import type { Database, ShopTransaction } from '../../db/database.ts'
import { deskConversation } from '../../desk/index.ts'
import type { Signals } from '../../durable/index.ts'
import type { Log } from '../../kernel/log.ts'
import { type Connection, Index } from './connection.ts'

export interface Push {
  conversations: Index
  carts: Index
  desks: Index
  /** Sends what the connection has not seen of a conversation. */
  catchUp(connection: Connection, conversationId: string): Promise<void>
  close(): void
}

export const keyOf = (shopId: string, id: string): string => `${shopId} ${id}`

export interface PushParts {
  db: Database
  signals: Signals
  log: Log
  readCart: (tx: ShopTransaction, cartId: string) => Promise<Cart | null>
  sweepMs: number
}

const most = 200

/** Brings committed changes to the sockets of this process: woken by commits here and elsewhere, swept in case a wake-up was lost. */
export function openPush({ db, signals, log, readCart, sweepMs }: PushParts): Push {
  const conversations = new Index()
  const carts = new Index()
  const desks = new Index()
  const busy = new Map<string, 'running' | 'again'>()

  /** One look at a time per key; what comes meanwhile makes it look once more. */
  const soon = (key: string, look: () => Promise<void>): void => {
    if (busy.has(key)) {
      busy.set(key, 'again')
      return
    }
    busy.set(key, 'running')
    const run = async (): Promise<void> => {
      do {
        busy.set(key, 'running')
        await look().catch((error: unknown) => log.warn({ error }, 'changes could not be pushed'))
      } while (busy.get(key) === 'again')
      busy.delete(key)
    }
    void run()
  }

  const pushConversation = async (shopId: string, conversationId: string): Promise<void> => {
    const followers = [...conversations.get(keyOf(shopId, conversationId))]
    for (const audience of ['shopper', 'desk'] as const) {
      await tellFollowers(
        shopId,
        conversationId,
        audience,
        followers.filter((one) => one.audience === audience),
      )
    }
  }

  const tellFollowers = async (
    shopId: string,
    conversationId: string,
    audience: Audience,
    followers: Connection[],
  ): Promise<void> => {
    if (followers.length === 0) return
    const from = Math.min(...followers.map((one) => one.follows.get(conversationId) ?? 0))
    const found = await db.inShop(shopId, async (tx) => {
      const row = await readConversation(tx, conversationId)
      return row && { changes: await changesAfter(tx, row, audience, from, most) }
    })
    const last = found?.changes.at(-1)?.number
    if (!found || last === undefined) return
    const behind = followers.filter(
      (follower) => (follower.follows.get(conversationId) ?? last) < last && !follower.isFull(),
    )
    for (const follower of behind) {
      const seen = follower.follows.get(conversationId) ?? last
      follower.follows.set(conversationId, last)
      follower.send({
        type: 'changes',
        conversationId,
        changes: found.changes.filter((change) => change.number > seen),
        lastChange: last,
      })
    }
    // Those who do not read are left to the sweep: asking for them again at once would ask for ever.
    if (found.changes.length === most && behind.length > 0)
      await tellFollowers(shopId, conversationId, audience, behind)
  }

  const pushDesk = async (shopId: string, conversationId: string): Promise<void> => {
    const watchers = desks.get(shopId)
    if (watchers.size === 0) return
    const conversation = await db.inShop(shopId, (tx) => deskConversation(tx, conversationId))
    if (conversation) for (const watcher of watchers) watcher.send({ type: 'desk', conversation })
  }

  const pushCart = async (shopId: string, cartId: string): Promise<void> => {
    const watchers = carts.get(keyOf(shopId, cartId))
    if (watchers.size === 0) return
    const cart = await db.inShop(shopId, (tx) => readCart(tx, cartId))
    if (cart) for (const watcher of watchers) watcher.send({ type: 'cart', cart })
  }

  /** Sends what was just committed here to those whose numbers it follows on. True where nobody needs more. */
  const tellFresh = (followers: Iterable<Connection>, conversationId: string, fresh: FreshChanges): boolean => {
    let all = true
    for (const follower of followers) {
      const seen = follower.follows.get(conversationId)
      const changes = seen === undefined || follower.isFull() ? null : fresh.following(follower.audience, seen)
      const last = changes?.at(-1)?.number
      if (changes === null) all = false
      else if (last !== undefined) {
        follower.follows.set(conversationId, last)
        follower.send({ type: 'changes', conversationId, changes, lastChange: last })
      }
    }
    return all
  }

  /** Whoever committed is still at work: what goes wrong in telling of it is nothing of theirs, and the rows are read instead. */
  const toldAlready = (followers: Iterable<Connection>, conversationId: string, fresh: FreshChanges): boolean => {
    try {
      return tellFresh(followers, conversationId, fresh)
    } catch (error) {
      log.warn({ error }, 'fresh changes could not be told')
      return false
    }
  }

  const changed = (shopId: string, conversationId: string, news?: object): void => {
    const followers = conversations.get(keyOf(shopId, conversationId))
    const told = news instanceof FreshChanges && toldAlready(followers, conversationId, news)
    if (followers.size > 0 && !told)
      soon(`c ${shopId} ${conversationId}`, () => pushConversation(shopId, conversationId))
    if (desks.get(shopId).size > 0) soon(`d ${shopId} ${conversationId}`, () => pushDesk(shopId, conversationId))
  }

  /** Conversations that moved on while nobody told us. */
  const sweep = async (): Promise<void> => {
    const byShop = Map.groupBy(conversations.keys(), (key) => key.split(' ')[0] ?? '')
    for (const [shopId, keys] of byShop) {
      const ids = keys.map((key) => key.split(' ')[1] ?? '')
      const { rows } = await db.inShop(shopId, (tx) =>
        sql<{
          conversation_id: string
          desk_changes: number
          shopper_changes: number
        }>`select conversation_id, desk_changes, shopper_changes from conversation where shop_id = ${shopId} and conversation_id = any(${ids})`.execute(
          tx.sql,
        ),
      )
      for (const row of rows) {
        const behind = [...conversations.get(keyOf(shopId, row.conversation_id))].some(
          (one) =>
            (one.follows.get(row.conversation_id) ?? 0) <
            (one.audience === 'desk' ? row.desk_changes : row.shopper_changes),
        )
        if (behind) changed(shopId, row.conversation_id)
      }
    }
  }

  const stops = [
    signals.on('changes', (wake) => changed(wake.shopId, wake.key, wake.news)),
    signals.on('cart', (wake) => {
      if (carts.get(keyOf(wake.shopId, wake.key)).size > 0)
        soon(`k ${wake.shopId} ${wake.key}`, () => pushCart(wake.shopId, wake.key))
    }),
  ]
  const timer = setInterval(
    () => void sweep().catch((error: unknown) => log.warn({ error }, 'a sweep of the sockets failed')),
    sweepMs,
  )
  timer.unref()
  return {
    conversations,
    carts,
    desks,
    catchUp: (connection, conversationId) =>
      tellFollowers(connection.principal.shopId, conversationId, connection.audience, [connection]),
    close() {
      clearInterval(timer)
      for (const stop of stops) stop()
    },
  }
}
