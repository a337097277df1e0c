import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Clock } from '../../kernel/clock.ts'
import type { Log } from '../../kernel/log.ts'
import { type Principal, principalName } from '../../kernel/principal.ts'
import type { RateLimit } from '../../kernel/rate-limit.ts'
import { openConnection } from './connection.ts'
import { type FrameParts, hearFrame, refuseFrame, unfollow, unwatchCart } from './hear-frame.ts'
import { openWorkerLines } from './worker-lines.ts'

export interface SocketParts extends FrameParts {
  log: Log
  clock: Clock
  limit: RateLimit
  heartbeatMs: number
  /** Who opens it, from token, cookie and origin; null is refused before there is a socket. */
  admit: (request: IncomingMessage) => Promise<{ principal: Principal; name: string | null } | null>
  /** Lines of people of the desk that are alive, told when they open and at every beat. */
  alive: (principals: readonly Principal[]) => void
}

const socketPath = '/api/socket'
const largestFrame = 64 * 1024
/** Of one shopper: more tabs than anybody has. */
const mostOfOneVisitor = 30

/** Answers upgrades at /api/socket. Everything else that wants to be a socket is closed. */
export function attachSockets(server: Server, parts: SocketParts): { count: () => number; close: () => Promise<void> } {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: largestFrame,
    perMessageDeflate: false,
    clientTracking: true,
  })
  const alive = new WeakSet<object>()
  const workers = openWorkerLines(parts)
  const ofVisitor = new Map<string, number>()

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => {})
    void upgrade(request, socket, head).catch((error: unknown) => {
      parts.log.warn({ error }, 'a socket could not be opened')
      socket.destroy()
    })
  })

  const upgrade = async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    if (new URL(request.url ?? '/', 'http://local').pathname !== socketPath)
      return refuseUpgrade(socket, '404 Not Found')
    const admitted = await parts.admit(request)
    if (!admitted) return refuseUpgrade(socket, '403 Forbidden')
    const { principal, name } = admitted
    if (principal.kind === 'visitor' && (ofVisitor.get(principal.visitorId) ?? 0) >= mostOfOneVisitor)
      return refuseUpgrade(socket, '429 Too Many Requests')
    sockets.handleUpgrade(request, socket, head, (open) => {
      serve(open, principal, name)
      workers.add(open, principal, request)
    })
  }

  const count = (visitorId: string, more: 1 | -1): void => {
    const lines = (ofVisitor.get(visitorId) ?? 0) + more
    if (lines > 0) ofVisitor.set(visitorId, lines)
    else ofVisitor.delete(visitorId)
  }

  const serve = (socket: WebSocket, principal: Principal, name: string | null): void => {
    const connection = openConnection(socket, principal, name)
    if (principal.kind === 'visitor') count(principal.visitorId, 1)
    alive.add(socket)
    let queue: Promise<void> = Promise.resolve()
    socket.on('pong', () => alive.add(socket))
    socket.on('error', () => {})
    socket.on('message', (data, isBinary) => {
      alive.add(socket)
      const limit = parts.limit.take(principalName(principal), parts.clock.now().getTime())
      if (isBinary || !limit.ok) return refuseFrame(connection, undefined, [tooFast])
      // One frame after the other, in the order they came: what was said first is stored first.
      queue = queue
        .then(() => hearFrame(String(data), connection, parts))
        .catch((error: unknown) => {
          parts.log.error({ error }, 'a frame failed')
          refuseFrame(connection, undefined, [fault])
        })
    })
    socket.on('close', () => {
      workers.remove(socket)
      if (principal.kind === 'visitor') count(principal.visitorId, -1)
      for (const conversationId of [...connection.follows.keys()]) unfollow(conversationId, connection, parts)
      for (const cartId of [...connection.carts]) unwatchCart(cartId, connection, parts)
      parts.push.desks.remove(principal.shopId, connection)
      parts.calls.leave(connection)
      parts.visitors.leave(connection)
      parts.rooms.leave(connection)
    })
    connection.send({
      type: 'hello',
      ...(principal.kind === 'visitor' ? { visitorId: principal.visitorId } : {}),
      ...(principal.kind === 'account' ? { accountId: principal.accountId } : {}),
      heartbeatMs: parts.heartbeatMs,
    })
  }

  const heartbeat = setInterval(() => {
    // Before the marks are taken off: whoever has answered since the last beat.
    void workers
      .beat((line) => alive.has(line))
      .catch((error: unknown) => parts.log.warn({ error }, 'who is at the desk could not be looked at'))
    for (const socket of sockets.clients) {
      if (!alive.delete(socket)) socket.terminate()
      else socket.ping()
    }
  }, parts.heartbeatMs)
  heartbeat.unref()

  return {
    count: () => sockets.clients.size,
    async close() {
      clearInterval(heartbeat)
      for (const socket of sockets.clients) socket.close(1001, 'the server is going away')
      sockets.close()
    },
  }
}

function refuseUpgrade(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`)
}

const tooFast = {
  code: 'rate.limited',
  severity: 'error' as const,
  message: 'Too many frames, or not text. Wait a moment.',
}
const fault = { code: 'fault', severity: 'error' as const, message: 'Something broke on our side. Try again.' }
