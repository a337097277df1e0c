import type { CallSide, ClientFrame } from '@parley/contracts'
import {
  addSignal,
  callFromPage,
  callView,
  joinCall,
  liveCallIn,
  liveCalls,
  lockCall,
  moveByShopper,
  moveCoBrowsing,
  readCall,
  reportEnd,
  signalsFor,
  visibleCall,
  waysOf,
} from '../../calls/index.ts'
import { nameOf } from '../../conversations/index.ts'
import type { Database, ShopTransaction } from '../../db/database.ts'
import type { Signals } from '../../durable/index.ts'
import type { Log } from '../../kernel/log.ts'
import { granted, type Outcome, orThrow, type Refusal, RefusedError, refuse } from '../../kernel/refusals.ts'
import { type Connection, Index } from './connection.ts'
import { keyOf, type Push } from './push.ts'

type CallFrame = Extract<ClientFrame, { type: `call_${string}` }>
type Row = NonNullable<Awaited<ReturnType<typeof readCall>>>

/** What a page that holds a call has heard of it. */
interface Holding {
  side: CallSide
  device: string
  after: number
}

export interface CallLine {
  /** Answers with what was refused. */
  hear(frame: CallFrame, connection: Connection): Promise<Refusal[]>
  /** Whoever begins to follow a conversation hears of the call that goes on in it. */
  tellFollower(connection: Connection, conversationId: string): Promise<void>
  /** Whoever begins to watch the desk hears of all that ring and go on. */
  tellDesk(connection: Connection): Promise<void>
  leave(connection: Connection): void
  close(): void
}

export interface CallLineParts {
  db: Database
  signals: Signals
  push: Push
  log: Log
  sweepMs: number
  /** Opens the TURN server's secret. */
  sealing: string
}

const onlyShoppers = () => refuse('auth.forbidden', 'The desk moves calls through the API.')

const sideOf = (connection: Connection): CallSide => (connection.audience === 'shopper' ? 'shopper' : 'desk')

/** Brings calls and what their browsers tell each other to the sockets of this process, from rows that any process may have written. */
export function openCallLine(parts: CallLineParts): CallLine {
  const { db, signals, push, log } = parts
  const holders = new Index()
  const holdings = new WeakMap<Connection, Map<string, Holding>>()
  /** What was told last of each call: signals wake as well, and are no news of the call itself. */
  const told = new Map<string, string>()
  const busy = new Map<string, 'running' | 'again'>()

  const viewFor = async (tx: ShopTransaction, row: Row, side: CallSide) =>
    callView(row, side, await nameOf(tx, row.agent_id))

  const tell = async (shopId: string, callId: string, conversationId: string): Promise<void> => {
    const holding = holders.get(keyOf(shopId, callId))
    const shoppers = [...push.conversations.get(keyOf(shopId, conversationId))].filter(
      (one) => one.audience === 'shopper',
    )
    const desk = push.desks.get(shopId)
    if (holding.size + shoppers.length + desk.size === 0) return void told.delete(callId)
    const found = await db.inShop(shopId, async (tx) => {
      const row = await readCall(tx, callId)
      return row && { row, shopper: await viewFor(tx, row, 'shopper'), desk: await viewFor(tx, row, 'desk') }
    })
    if (!found) return
    const news = JSON.stringify(found.desk)
    if (told.get(callId) !== news) {
      told.set(callId, news)
      for (const one of new Set([...shoppers, ...desk, ...holding]))
        one.send({ type: 'call', call: sideOf(one) === 'shopper' ? found.shopper : found.desk })
    }
    if (found.row.ended_at) told.delete(callId)
    else for (const one of holding) await passOn(one, found.row)
  }

  /** What the other side's browser has said and this page has not heard. */
  const passOn = async (connection: Connection, row: Row): Promise<void> => {
    const holding = holdings.get(connection)?.get(row.call_id)
    if (!holding) return
    const { side, after } = holding
    const signalled = await db.inShop(connection.principal.shopId, (tx) =>
      signalsFor(tx, { callId: row.call_id, side, epoch: row.epoch, after }),
    )
    const last = signalled.at(-1)?.number
    if (last === undefined || holding.after >= last) return
    const fresh = signalled.filter(({ number }) => number > holding.after)
    holding.after = last
    connection.send({ type: 'call_signals', callId: row.call_id, epoch: row.epoch, signals: fresh })
  }

  const soon = (shopId: string, callId: string, conversationId: string): void => {
    const key = keyOf(shopId, callId)
    if (busy.has(key)) {
      busy.set(key, 'again')
      return
    }
    const run = async (): Promise<void> => {
      do {
        busy.set(key, 'running')
        await tell(shopId, callId, conversationId).catch((error: unknown) => log.warn({ error }, 'a call was not told'))
      } while (busy.get(key) === 'again')
      busy.delete(key)
    }
    void run()
  }

  /** The call, locked, where this connection may hold its side of it. */
  const lockOwn = async (tx: ShopTransaction, callId: string, connection: Connection): Promise<Row> => {
    const { principal } = connection
    const row = orThrow(await visibleCall(tx, await lockCall(tx, callId), principal))
    const mine = principal.kind === 'visitor' || (principal.kind === 'account' && row.agent_id === principal.accountId)
    return mine ? row : orThrow(refuse('call.wrong_state', 'The call is a colleague’s.'))
  }

  const act = (frame: CallFrame, connection: Connection): Promise<Outcome<unknown>> =>
    db.inShop(connection.principal.shopId, async (tx) => {
      const { principal } = connection
      const side = sideOf(connection)
      if (frame.type === 'call_start')
        return principal.kind === 'visitor' ? startFor(tx, connection, principal.visitorId, frame) : onlyShoppers()
      const row = await lockOwn(tx, frame.callId, connection)
      switch (frame.type) {
        case 'call_report':
          return reportEnd(tx, row, side, { device: frame.device, ...frame.end })
        case 'call_signal':
          return addSignal(tx, { ...frame, side })
        case 'call_join':
          return joinCall(tx, row, side, frame.device)
        case 'call_move':
          return principal.kind === 'visitor' ? moveByShopper(tx, row, frame) : onlyShoppers()
        case 'call_page':
          return principal.kind === 'visitor'
            ? moveCoBrowsing(tx, row, { side, principal }, frame.shown ? 'on' : 'off')
            : onlyShoppers()
        case 'call_ways': {
          const ways = orThrow(await waysOf(tx, row, parts.sealing))
          tx.afterCommit(() => connection.send({ type: 'call_ways', ref: frame.ref, callId: frame.callId, ways }))
          return granted(ways)
        }
      }
    })

  /** A shopper without a conversation follows none yet: she is told of her call directly. */
  const startFor = async (
    tx: ShopTransaction,
    connection: Connection,
    visitorId: string,
    frame: Extract<CallFrame, { type: 'call_start' }>,
  ): Promise<Outcome<Row>> => {
    const started = await callFromPage(tx, visitorId, frame)
    if (!started.ok) return started
    const call = await viewFor(tx, started.value, 'shopper')
    tx.afterCommit(() => connection.send({ type: 'call', call }))
    return started
  }

  const hold = (frame: Extract<CallFrame, { type: 'call_join' }>, connection: Connection): void => {
    const mine = holdings.get(connection) ?? new Map<string, Holding>()
    mine.set(frame.callId, { side: sideOf(connection), device: frame.device, after: frame.after })
    holdings.set(connection, mine)
    holders.add(keyOf(connection.principal.shopId, frame.callId), connection)
  }

  const refresh = async (connection: Connection, rows: (tx: ShopTransaction) => Promise<Row[]>): Promise<void> => {
    const views = await db.inShop(connection.principal.shopId, async (tx) =>
      Promise.all((await rows(tx)).map((row) => viewFor(tx, row, sideOf(connection)))),
    )
    for (const call of views) connection.send({ type: 'call', call })
  }

  const sweep = async (): Promise<void> => {
    for (const key of holders.keys()) {
      const [shopId = '', callId = ''] = key.split(' ')
      const row = await db.inShop(shopId, (tx) => readCall(tx, callId))
      if (row) soon(shopId, callId, row.conversation_id)
    }
  }

  const stop = signals.on('call', (wake) => {
    const [callId = '', conversationId = ''] = wake.key.split(' ')
    soon(wake.shopId, callId, conversationId)
  })
  const timer = setInterval(
    () => void sweep().catch((error: unknown) => log.warn({ error }, 'a sweep of the calls failed')),
    parts.sweepMs,
  )
  timer.unref()

  return {
    async hear(frame, connection) {
      const outcome = await act(frame, connection).catch((error: unknown) => {
        if (error instanceof RefusedError) return { ok: false as const, refusals: error.refusals }
        throw error
      })
      if (!outcome.ok) return outcome.refusals
      if (frame.type !== 'call_join') return []
      hold(frame, connection)
      const row = await db.inShop(connection.principal.shopId, (tx) => readCall(tx, frame.callId))
      await refresh(connection, async () => (row ? [row] : []))
      if (row) await passOn(connection, row)
      return []
    },
    tellFollower: (connection, conversationId) =>
      connection.audience === 'shopper'
        ? refresh(connection, async (tx) => [await liveCallIn(tx, conversationId)].flatMap((row) => row ?? []))
        : Promise.resolve(),
    tellDesk: (connection) => refresh(connection, liveCalls),
    leave(connection) {
      for (const callId of holdings.get(connection)?.keys() ?? [])
        holders.remove(keyOf(connection.principal.shopId, callId), connection)
    },
    close() {
      clearInterval(timer)
      stop()
    },
  }
}
