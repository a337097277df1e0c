import { Socket } from 'node:net'

type Done = (error?: Error | null) => void

/**
 * A socket to the database that sends what is written within one turn of the loop in one call to the system: these calls cost more than what they carry.
 * Whoever corks it asks for less than that, and his uncorking would send at once (Node does so even while it is corked again): both are left to the end of the turn.
 */
export class BatchingSocket extends Socket {
  #isHeld = false

  constructor() {
    super()
    // Connecting puts Node's own `write` before the one below.
    this.once('connect', () => Reflect.deleteProperty(this, 'write'))
  }

  override write(chunk: string | Uint8Array, encoding?: BufferEncoding | Done, done?: Done): boolean {
    this.cork()
    return typeof encoding === 'string' ? super.write(chunk, encoding, done) : super.write(chunk, encoding)
  }

  override cork(): void {
    if (this.#isHeld) return
    this.#isHeld = true
    super.cork()
    const send = () => {
      this.#isHeld = false
      super.uncork()
    }
    // Ticks run before promises go on: by this way round, all that is said by what goes on now is in it.
    queueMicrotask(() => process.nextTick(send))
  }

  override uncork(): void {}
}
