import { existsSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { serve } from '@hono/node-server'
import { type ClientFrame, clientFrame, type ServerFrame } from '@parley/contracts'
import { Hono } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { type WebSocket, WebSocketServer } from 'ws'
import { agent, createFakeDesk } from './fake-desk.ts'
import { type FakeWorld, fakeDoors } from './fake-doors.ts'
import { fakeRoomEntries, fakeVisitors } from './fake-help.ts'
import { fakeCart } from './fake-people.ts'

/** The console's other end for tests and for looking at it: speaks the real protocol, keeps everything in memory. */
export interface FakeServer extends FakeWorld {
  address: string
  frames: ClientFrame[]
  /** Drops all lines and takes no new ones until `mend`. */
  cut(): void
  mend(): void
  close(): Promise<void>
}

const session = {
  account: agent,
  memberships: [{ shopId: 'shp_1', handle: 'torget', name: 'Torget', role: 'owner' }],
}
const demo = { email: agent.email, password: 'torget-demo' }

export async function startFakeServer(port = 0): Promise<FakeServer> {
  const now = Date.now
  const desk = createFakeDesk(now)
  const lines = new Map<WebSocket, { follows: Set<string>; watches: boolean }>()
  let isCut = false

  const app = new Hono()
  app.get('/api/console/session', (context) =>
    getCookie(context, 'console') ? context.json(session) : context.json({ demo }, 401),
  )
  app.post('/api/console/session', async (context) => {
    const given = await context.req.json()
    if (given.password !== demo.password) {
      const message = 'E-mail and password don’t belong together.'
      const errors = [{ code: 'account.wrong', severity: 'error', message }]
      return context.json({ type: 'about:blank', title: 'Refused', status: 401, errors }, 401)
    }
    setCookie(context, 'console', 'anna', { httpOnly: true, sameSite: 'Strict' })
    return context.json(session)
  })
  app.delete('/api/console/session', (context) => {
    deleteCookie(context, 'console')
    return context.json({})
  })
  const world: FakeWorld = { desk, now, failNextSend: false }
  app.use('/api/v1/*', async (context, next) => {
    if (isCut) return context.json({ type: 'about:blank', title: 'Away', status: 503, errors: [] }, 503)
    if (!getCookie(context, 'console') || context.req.header('x-parley-shop') !== 'shp_1') return context.json({}, 401)
    await next()
  })
  app.route('/api/v1', fakeDoors(world))
  app.get('/pictures/:colour', (context) =>
    context.body(pictureOf(context.req.param('colour')), 200, { 'content-type': 'image/svg+xml' }),
  )
  app.get('/console/*', (context) => sendFile(context.req.path.slice('/console/'.length)))
  app.get('/', (context) => context.redirect('/console/'))

  const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' })
  const sockets = new WebSocketServer({ noServer: true })
  server.on('upgrade', (request, socket, head) => {
    if (isCut) socket.destroy()
    else sockets.handleUpgrade(request, socket, head, (line) => opened(line))
  })

  const tell = (line: WebSocket, frame: ServerFrame) => line.send(JSON.stringify(frame))

  function opened(line: WebSocket): void {
    const state = { follows: new Set<string>(), watches: false }
    lines.set(line, state)
    line.on('close', () => lines.delete(line))
    line.on('message', (data) => {
      const frame = clientFrame.parse(JSON.parse(String(data)))
      fake.frames.push(frame)
      hear(line, state, frame)
    })
    tell(line, { type: 'hello', accountId: agent.id, heartbeatMs: 20_000 })
  }

  function hear(line: WebSocket, state: { follows: Set<string>; watches: boolean }, frame: ClientFrame): void {
    switch (frame.type) {
      case 'ping':
        tell(line, { type: 'pong', ref: frame.ref })
        return
      case 'watch_room':
        if (frame.on) tell(line, { type: 'room', roomId: frame.roomId, entries: fakeRoomEntries(now()), lastNumber: 6 })
        return
      case 'watch_visitors':
        if (frame.on) tell(line, { type: 'visitors', visitors: fakeVisitors(now()) })
        return
      case 'watch_desk':
        state.watches = true
        return
      case 'unfollow':
        state.follows.delete(frame.conversationId)
        return
      case 'follow':
        follow(line, state.follows, frame)
        return
      case 'watch_cart': {
        const found = [...desk.conversations.values()].find((each) => each.desk.cartId === frame.cartId)
        if (found) tell(line, { type: 'cart', cart: fakeCart(found.desk) })
        return
      }
      case 'seen': {
        const found = desk.conversations.get(frame.conversationId)
        if (!found) return
        found.desk.unreadForDesk = Math.max(0, found.desk.lastSeq - frame.seq)
        desk.tell({ type: 'desk', conversation: { ...found.desk } })
        return
      }
    }
  }

  function follow(line: WebSocket, follows: Set<string>, frame: Extract<ClientFrame, { type: 'follow' }>): void {
    const found = desk.conversations.get(frame.conversationId)
    if (!found) {
      const problem = { type: 'about:blank', title: 'Not found', status: 404, errors: [] }
      tell(line, { type: 'refused', ref: frame.ref, problem })
      return
    }
    const { id: conversationId, lastChange } = found.desk
    follows.add(conversationId)
    tell(line, { type: 'following', ref: frame.ref, conversation: desk.shopperView(found), lastChange })
    const changes = found.changes.filter(({ number }) => number > frame.after)
    if (changes.length > 0) tell(line, { type: 'changes', conversationId, changes, lastChange })
    tell(line, { type: 'presence', conversationId, shopper: true, agents: [{ id: 'line', name: agent.name }] })
  }

  desk.listen((frame) => {
    for (const [line, { follows, watches }] of lines) {
      if (frame.type === 'desk' ? watches : 'conversationId' in frame && follows.has(frame.conversationId))
        tell(line, frame)
    }
  })

  const fake: FakeServer = Object.assign(world, {
    address: '',
    frames: [],
    cut: () => {
      isCut = true
      for (const line of lines.keys()) line.terminate()
    },
    mend: () => {
      isCut = false
    },
    close: async () => {
      for (const line of lines.keys()) line.terminate()
      sockets.close()
      if ('closeAllConnections' in server) server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  })
  if (!server.listening) await new Promise((resolve) => server.once('listening', resolve))
  const at = server.address()
  fake.address = `http://127.0.0.1:${at && typeof at === 'object' ? at.port : port}`
  return fake
}

const pictureOf = (colour: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400"><rect width="400" height="400" fill="#ece9e2"/><path fill="#${colour.replaceAll(/[^0-9a-f]/g, '')}" d="M70 150 Q200 90 330 150 L345 310 Q200 350 55 310Z"/></svg>`

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.html': 'text/html; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
}

/** Every address that is no file is a page of the console. */
function sendFile(path: string): Response {
  const folder = join(import.meta.dirname, '../dist')
  const isFile = extname(path) !== '' && !path.includes('..') && existsSync(join(folder, path))
  const file = isFile ? path : 'index.html'
  return new Response(new Uint8Array(readFileSync(join(folder, file))), {
    headers: { 'content-type': types[extname(file)] ?? 'application/octet-stream' },
  })
}

if (import.meta.main) {
  const fake = await startFakeServer(Number(process.env.PORT ?? 4200))
  console.log(`The console stands on ${fake.address}/console/ (${demo.email}, ${demo.password})`)
}
