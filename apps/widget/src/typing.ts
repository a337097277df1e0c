import { type Cell, cell } from './cell.ts'

export interface Typist {
  who: 'bot' | 'agent'
  name?: string
}

export interface Typing {
  /** Who is seen to be writing. */
  typist: Cell<Typist | undefined>
  begin(typist: Typist): void
  end(): void
}

/** An answer that comes sooner needs no dots. */
const unseenFor = 400
/** Dots that nothing follows are worse than none. */
const seenFor = 20_000

export function createTyping(after: (ms: number, call: () => void) => () => void): Typing {
  const typist = cell<Typist | undefined>(undefined)
  let cancel = () => {}
  let due = false
  const end = () => {
    cancel()
    due = false
    typist.value = undefined
  }
  return {
    typist,
    begin: (next) => {
      if (due) return
      end()
      due = true
      cancel = after(unseenFor, () => {
        typist.value = next
        cancel = after(seenFor, end)
      })
    },
    end,
  }
}
