import { randomUUID } from 'node:crypto'
import type { Change, ClientFrame, Message, Said, ServerFrame } from '@parley/contracts'
import { serverFrame } from '@parley/contracts'
import WebSocket from 'ws'
import { z } from 'zod'

const patienceMs = 20_000

export type Accepted = Extract<ServerFrame, { type: 'accepted' }>

/** A browser's visitor, as the widget gets one. */
export async function newVisitor(url: string, widgetKey: string): Promise<{ token: string; visitorId: string }> {
  const response = await fetch(`${url}/api/widget/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ key: widgetKey, language: 'en', currency: 'EUR' }),
  })
  if (!response.ok) throw new Error(`no visitor: ${response.status} ${await response.text()}`)
  const session = z.object({ visitorToken: z.string(), visitorId: z.string() }).parse(await response.json())
  return { token: session.visitorToken, visitorId: session.visitorId }
}

/** One tab: what it sends and everything it was sent, in order. */
export async function openTab(url: string, token: string): Promise<Tab> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/api/socket?token=${token}`)
  const tab = new Tab(socket)
  await tab.until((frames) => frames.some((frame) => frame.type === 'hello'))
  return tab
}

export class Tab {
  readonly frames: ServerFrame[] = []
  readonly #socket: WebSocket
  readonly #lookers = new Set<() => void>()
  #ended = false

  constructor(socket: WebSocket) {
    this.#socket = socket
    socket.on('message', (data) => {
      this.frames.push(serverFrame.parse(JSON.parse(String(data))))
      this.#look()
    })
    socket.on('error', () => {})
    socket.on('close', () => {
      this.#ended = true
      this.#look()
    })
  }

  #look(): void {
    for (const look of [...this.#lookers]) look()
  }

  send(frame: ClientFrame): void {
    this.#socket.send(JSON.stringify(frame))
  }

  /** Waits until what came satisfies `enough`; a socket that ends first, or a minute of silence, is a fault. */
  until(enough: (frames: readonly ServerFrame[]) => boolean, limitMs = patienceMs): Promise<void> {
    return new Promise((done, broken) => {
      const end = (fault?: Error) => {
        clearTimeout(timer)
        this.#lookers.delete(look)
        if (fault) broken(fault)
        else done()
      }
      const look = () => {
        if (enough(this.frames)) end()
        else if (this.#ended) end(new Error('the socket ended'))
      }
      const timer = setTimeout(
        () =>
          end(new Error(`waited in vain; the last frames: ${JSON.stringify(this.frames.slice(-3)).slice(0, 2_000)}`)),
        limitMs,
      )
      this.#lookers.add(look)
      look()
    })
  }

  async answerTo(ref: string): Promise<ServerFrame> {
    const answers = () => this.frames.find((frame) => 'ref' in frame && frame.ref === ref)
    await this.until(() => answers() !== undefined)
    const frame = answers()
    if (!frame) throw new Error('an answer vanished')
    return frame
  }

  async say(said: Said | string, given: { clientId?: string; conversationId?: string } = {}): Promise<Accepted> {
    const ref = randomUUID()
    const what = typeof said === 'string' ? ({ type: 'text', text: said } as const) : said
    const { conversationId, clientId = randomUUID() } = given
    this.send({ type: 'say', ref, clientId, said: what, ...(conversationId ? { conversationId } : {}) })
    const answer = await this.answerTo(ref)
    if (answer.type !== 'accepted') throw new Error(`not accepted: ${JSON.stringify(answer)}`)
    return answer
  }

  async follow(conversationId: string, after = 0): Promise<void> {
    const ref = randomUUID()
    this.send({ type: 'follow', ref, conversationId, after })
    const answer = await this.answerTo(ref)
    if (answer.type !== 'following') throw new Error(`not followed: ${JSON.stringify(answer)}`)
  }

  /** Every change this tab was told of, in the order it came. */
  changes(): Change[] {
    return this.frames.flatMap((frame) => (frame.type === 'changes' ? frame.changes : []))
  }

  messages(): Message[] {
    return this.changes().flatMap(({ body }) => (body.kind === 'message' ? [body.message] : []))
  }

  close(): Promise<void> {
    if (this.#ended) return Promise.resolve()
    return new Promise((done) => {
      this.#socket.once('close', () => done())
      this.#socket.terminate()
    })
  }
}
