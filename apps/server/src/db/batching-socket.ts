import { Socket } from 'node:net'

type Done = (error?: Error | null) => void

/** A socket to the database that sends what is written within one turn of the loop in one call to the system: these calls cost more than what they carry. */
export class BatchingSocket extends Socket {
  #isHeld = false

  override write(chunk: string | Uint8Array, encoding?: BufferEncoding | Done, done?: Done): boolean {
    this.#hold()
    return typeof encoding === 'string' ? super.write(chunk, encoding, done) : super.write(chunk, encoding)
  }

  #hold(): void {
    if (this.#isHeld) return
    this.#isHeld = true
    this.cork()
    process.nextTick(() => {
      this.#isHeld = false
      this.uncork()
    })
  }
}
