import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { ClientFrame, ServerFrame } from '@parley/contracts'
import { type WebSocket, WebSocketServer } from 'ws'
import { buildWidget } from './build-widget.ts'
import { createFakeShop, type FakeShop } from './fake-shop.ts'
import { answer } from './fake-talk.ts'
import { pageOf, pictureOf } from './page.ts'

/** The widget's other end for tests and for looking at it: speaks the real protocol, knows nothing of shops. */
export interface FakeServer {
  address: string
  shop: FakeShop
  /** What sessions were asked with. */
  sessions: { key?: string; language?: string; identityToken?: string; visitorToken?: string }[]
  /** Every frame heard. */
  frames: ClientFrame[]
  /** Bytes served per path, as sent. */
  served: string[]
  /** How often a line was opened. */
  dialled: number
  /** Drops all lines and answers no one until `mend`. */
  cut(): void
  mend(): void
  /** Keeps the lines but says nothing more on them. */
  muted: boolean
  /** Stores what is said but keeps the answer to it back. */
  loseAnswers: boolean
  /** The bot waits this long before it answers. */
  delayMs: number
  /** Refuses what is said next with this sentence. */
  refuseNext: string | undefined
  /** Closes without ever having spoken the session. */
  sessionStatus: number
  heartbeatMs: number
  push(frame: ServerFrame): void
  close(): Promise<void>
}

const shopView = {
  name: 'Torget',
  accent: '',
  languages: ['sv', 'fi', 'en', 'is', 'hu'],
  defaultLanguage: 'sv',
  currency: 'SEK',
  currencies: ['SEK', 'EUR'],
  asks: {
    sv: ['Har ni varma plädar?', 'Vad kostar frakten?', 'Hur gör jag en retur?'],
    fi: ['Mitä toimitus maksaa?', 'Missä tilaukseni on?', 'Voinko palauttaa tuotteen?'],
    en: ['Do you have warm throws?', 'What does delivery cost?', 'How do I return something?'],
  },
  greeting: {
    sv: 'Hej. Fråga om våra varor, frakten eller en order.',
    fi: 'Hei. Kysy tuotteista, toimituksesta tai tilauksesta.',
    en: 'Hello. Ask about our things, delivery or an order.',
  },
}

export async function startFakeServer(port = 0): Promise<FakeServer> {
  const shop = createFakeShop()
  const files = await buildWidget()
  const lines = new Map<WebSocket, { visitor: string; following: boolean }>()
  let isCut = false
  let visitors = 0

  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    fake.served.push(path)
    if (isCut) return request.socket.destroy()
    if (path === '/api/widget/session') return openSession(request, response)
    const file = files.get(path.replace('/widget/', ''))
    if (file) return send(response, 'text/javascript', file)
    if (path.startsWith('/pictures/')) return send(response, 'image/svg+xml', pictureOf(path))
    send(response, 'text/html; charset=utf-8', pageOf(path, request.url ?? ''))
  })

  async function openSession(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const asked: FakeServer['sessions'][number] = JSON.parse(Buffer.concat(chunks).toString() || '{}')
    fake.sessions.push(asked)
    const code = { erased: 'visitor.unknown', expired: 'identity.invalid' }[
      asked.identityToken ?? asked.visitorToken ?? ''
    ]
    if (fake.sessionStatus !== 200 || code) {
      const status = code ? (code === 'visitor.unknown' ? 401 : 422) : fake.sessionStatus
      response.writeHead(status, { 'content-type': 'application/problem+json' })
      response.end(JSON.stringify({ title: 'Refused', status, errors: code ? [{ code }] : [] }))
      return
    }
    const visitor = asked.visitorToken ?? `vis_${++visitors}`
    const conversationId = shop.conversationOf(visitor)?.state.id ?? null
    const session = {
      visitorToken: visitor,
      visitorId: visitor,
      conversationId,
      shop: shopView,
      socketUrl: '/api/socket',
    }
    send(response, 'application/json', JSON.stringify(session))
  }

  const sockets = new WebSocketServer({ server, path: '/api/socket' })
  sockets.on('connection', (line, request) => {
    fake.dialled++
    if (isCut) return line.terminate()
    const visitor = new URL(request.url ?? '', 'http://localhost').searchParams.get('token') ?? ''
    lines.set(line, { visitor, following: false })
    line.on('close', () => lines.delete(line))
    line.on('message', (data) => hear(line, visitor, JSON.parse(String(data))))
    tell(line, { type: 'hello', visitorId: visitor, heartbeatMs: fake.heartbeatMs })
  })

  function tell(line: WebSocket, frame: ServerFrame): void {
    if (!fake.muted && !isCut) line.send(JSON.stringify(frame))
  }

  function hear(line: WebSocket, visitor: string, frame: ClientFrame): void {
    fake.frames.push(frame)
    if (fake.muted || isCut) return
    if (frame.type === 'ping') tell(line, { type: 'pong', ref: frame.ref })
    if (frame.type === 'follow') follow(line, visitor, frame)
    if (frame.type === 'say') say(line, visitor, frame)
  }

  function follow(line: WebSocket, visitor: string, frame: Extract<ClientFrame, { type: 'follow' }>): void {
    const conversation = shop.conversationOf(visitor)
    if (!conversation || conversation.state.id !== frame.conversationId) {
      const problem = { type: 'about:blank', title: 'Not found', status: 404, errors: [] }
      tell(line, { type: 'refused', ref: frame.ref, problem })
      return
    }
    lines.set(line, { visitor, following: true })
    const { state, changes } = conversation
    const conversationId = state.id
    tell(line, { type: 'following', ref: frame.ref, conversation: { ...state }, lastChange: state.lastChange })
    const missed = changes.filter((change) => change.number > frame.after)
    if (missed.length > 0)
      tell(line, { type: 'changes', conversationId, changes: missed, lastChange: state.lastChange })
  }

  function say(line: WebSocket, visitor: string, frame: Extract<ClientFrame, { type: 'say' }>): void {
    if (fake.refuseNext) {
      const errors = [{ code: 'too_many', severity: 'error' as const, message: fake.refuseNext }]
      fake.refuseNext = undefined
      const problem = { type: 'about:blank', title: 'Refused', status: 429, errors }
      tell(line, { type: 'refused', ref: frame.ref, problem })
      return
    }
    const { conversation, message, repeated } = shop.accept(visitor, frame.clientId, frame.said)
    const conversationId = conversation.state.id
    if (!fake.loseAnswers) {
      tell(line, {
        type: 'accepted',
        ref: frame.ref,
        conversationId,
        messageId: message.id,
        seq: message.seq,
        repeated,
      })
    }
    if (repeated) return
    const reply = () => answer(shop, conversation, frame.said)
    if (fake.delayMs > 0) setTimeout(reply, fake.delayMs)
    else reply()
  }

  shop.onChange((conversation, change) => {
    for (const [line, { visitor, following }] of lines) {
      if (!following || shop.conversationOf(visitor) !== conversation || fake.loseAnswers) continue
      tell(line, {
        type: 'changes',
        conversationId: conversation.state.id,
        changes: [change],
        lastChange: change.number,
      })
    }
  })

  const fake: FakeServer = {
    address: '',
    shop,
    sessions: [],
    frames: [],
    served: [],
    dialled: 0,
    muted: false,
    loseAnswers: false,
    delayMs: 0,
    refuseNext: undefined,
    sessionStatus: 200,
    heartbeatMs: 25_000,
    cut: () => {
      isCut = true
      for (const line of lines.keys()) line.terminate()
    },
    mend: () => {
      isCut = false
    },
    push: (frame) => {
      for (const line of lines.keys()) tell(line, frame)
    },
    close: async () => {
      for (const line of lines.keys()) line.terminate()
      sockets.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const at = server.address()
  fake.address = `http://127.0.0.1:${at && typeof at === 'object' ? at.port : port}`
  return fake
}

function send(response: ServerResponse, type: string, body: string | Uint8Array): void {
  response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store', 'access-control-allow-origin': '*' })
  response.end(body)
}

if (import.meta.main) {
  const fake = await startFakeServer(Number(process.env.PORT ?? 4100))
  console.log(`The chat stands on ${fake.address}`)
}
