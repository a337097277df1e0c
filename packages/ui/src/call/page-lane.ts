/** Messages of any length over a lane that takes only short ones. Each piece tells which message it belongs to, which piece it is, and of how many. */
export interface PageLane {
  say(message: string): void
  hear(piece: string): void
  close(): void
}

interface LaneParts {
  /** False where nothing can be said just now. */
  tell(piece: string): boolean
  onMessage(message: string): void
  /** So much waited that it was let go: what was told has a hole now. */
  onHole(): void
}

const longestPiece = 16_000
const mostWaiting = 2_000
const again = 50

export function openPageLane({ tell, onMessage, onHole }: LaneParts): PageLane {
  let waiting: string[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  let count = 0
  let pieces: string[] = []
  let current = ''

  const send = (): void => {
    timer = undefined
    const sent = waiting.findIndex((piece) => !tell(piece))
    waiting = sent < 0 ? [] : waiting.slice(sent)
    if (waiting.length > 0) timer = setTimeout(send, again)
  }

  return {
    say: (message) => {
      const id = ++count
      const all = Math.max(1, Math.ceil(message.length / longestPiece))
      for (let n = 0; n < all; n++)
        waiting.push(`${id} ${n + 1} ${all} ${message.slice(n * longestPiece, (n + 1) * longestPiece)}`)
      if (waiting.length > mostWaiting) {
        waiting = []
        onHole()
      }
      if (timer === undefined) send()
    },
    hear: (piece) => {
      const [, id = '', n = '', all = '', text = ''] = /^(\d+) (\d+) (\d+) ([\s\S]*)$/.exec(piece) ?? []
      if (id !== current || n === '1') pieces = []
      current = id
      pieces.push(text)
      if (pieces.length !== Number(n)) pieces = []
      else if (n === all) onMessage(pieces.splice(0).join(''))
    },
    close: () => clearTimeout(timer),
  }
}

/** What the desk may say to the page it sees: where it points, in the page's own pixels, and what it marks. It can't type or press. */
export type PageSign =
  | { sign: 'look' }
  | { sign: 'point'; x: number; y: number }
  | { sign: 'mark'; node: number }
  | { sign: 'rest' }

/** Null for what is no sign: whatever comes from the other side is only ever a place or a number. */
export function readSign(message: string): PageSign | null {
  const told = fieldsOf(message)
  const whole = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null)
  const [x, y, node] = [whole(told.x), whole(told.y), whole(told.node)]
  if (told.sign === 'look' || told.sign === 'rest') return { sign: told.sign }
  if (told.sign === 'point' && x !== null && y !== null) return { sign: 'point', x, y }
  return told.sign === 'mark' && node !== null ? { sign: 'mark', node } : null
}

function fieldsOf(message: string): Record<string, unknown> {
  try {
    const read: unknown = JSON.parse(message)
    return read !== null && typeof read === 'object' ? Object.fromEntries(Object.entries(read)) : {}
  } catch {
    return {}
  }
}
