import { randomUUID } from 'node:crypto'
import WebSocket from 'ws'
import { z } from 'zod'

/** A frame, read no further than a load needs: parsing every card would measure the client. */
const frame = z.looseObject({
  type: z.string(),
  ref: z.string().optional(),
  conversationId: z.string().optional(),
  visitorId: z.string().optional(),
  changes: z
    .array(
      z.looseObject({
        number: z.int(),
        body: z.looseObject({
          kind: z.string(),
          message: z.looseObject({ seq: z.int(), sender: z.object({ kind: z.string() }) }).optional(),
        }),
      }),
    )
    .optional(),
})
type Frame = z.infer<typeof frame>

/** One shopper on a socket who says one thing at a time and waits for the answer. */
export class Shopper {
  readonly socket: WebSocket
  conversationId: string | null = null
  #waiting: ((frame: Frame) => boolean)[] = []

  private constructor(socket: WebSocket) {
    this.socket = socket
    socket.on('message', (data) => {
      const read = frame.parse(JSON.parse(String(data)))
      this.#waiting = this.#waiting.filter((look) => !look(read))
    })
  }

  static async open(url: string, widgetKey: string): Promise<Shopper> {
    const session = await fetch(`${url}/api/widget/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ key: widgetKey, language: 'en', currency: 'EUR' }),
    })
    const { visitorToken } = z.object({ visitorToken: z.string() }).parse(await session.json())
    const socket = new WebSocket(`${url.replace('http', 'ws')}/api/socket?token=${visitorToken}`)
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
    return new Shopper(socket)
  }

  when(look: (frame: Frame) => boolean): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push((read) => {
        if (!look(read)) return false
        resolve()
        return true
      })
    })
  }

  /** Says it and waits for the push of what `who` says after it. Answers milliseconds. */
  async say(text: string, who: 'bot' | null): Promise<number> {
    const begun = performance.now()
    const ref = randomUUID().slice(0, 12)
    const accepted = this.when((read) => {
      if (read.type === 'refused' && read.ref === ref) throw new Error(`refused: ${JSON.stringify(read)}`)
      if (read.type !== 'accepted' || read.ref !== ref) return false
      this.conversationId = read.conversationId ?? null
      return true
    })
    const answered =
      who && this.conversationId
        ? this.when((read) => (read.changes ?? []).some((change) => change.body.message?.sender.kind === who))
        : null
    this.socket.send(JSON.stringify({ type: 'say', ref, clientId: randomUUID(), said: { type: 'text', text } }))
    await accepted
    if (answered) await answered
    return performance.now() - begun
  }

  async follow(): Promise<void> {
    const done = this.when((read) => read.type === 'following')
    this.socket.send(JSON.stringify({ type: 'follow', ref: 'f', conversationId: this.conversationId, after: 0 }))
    await done
  }
}

export const percentile = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
