import type { Said } from '@parley/contracts'
import { said as saidSchema } from '@parley/contracts'
import { type Accepted, openTab, type Tab } from '../../stories/support/shopper-socket.ts'
import type { Errand } from './errand.ts'
import { nothing, persist } from './patience.ts'

export interface Line {
  say(clientId: string, said: unknown): Promise<Accepted | typeof nothing>
  /** Waits until the bot has answered everything she said. */
  answered(): Promise<void>
  close(): Promise<void>
}

/** A widget's socket: opened anew when it breaks, resumed after the last change it saw, what was not acknowledged said again. */
export async function openLine(url: string, token: string, errand: Errand): Promise<Line> {
  let tab: Tab | null = null
  let counted = 0
  let following = ''
  let lastSaid = 0
  let lastTold = 0

  /** Takes down what the tab was told since the last look. */
  const note = () => {
    const changes = tab?.changes() ?? []
    for (const { number, body } of changes.slice(counted)) {
      errand.numbers.push(number)
      if (body.kind === 'message' && body.message.sender.kind === 'bot') lastTold = Math.max(lastTold, body.message.seq)
    }
    counted = changes.length
  }
  const hangUp = async () => {
    note()
    await tab?.close()
    tab = null
    counted = 0
    following = ''
  }
  const opened = async (): Promise<Tab> => {
    tab ??= await openTab(url, token)
    if (errand.conversationId !== '' && following !== errand.conversationId) {
      await tab.follow(errand.conversationId, errand.numbers.at(-1) ?? 0)
      following = errand.conversationId
    }
    return tab
  }
  const attempt = async <T>(work: (open: Tab) => Promise<T>): Promise<T | typeof nothing> => {
    try {
      const done = await work(await opened())
      note()
      return done
    } catch {
      await hangUp()
      return nothing
    }
  }
  return {
    say: (clientId, said) =>
      attempt(async (open) => {
        const what: Said = saidSchema.parse(said)
        const accepted = await open.say(what, { clientId })
        errand.conversationId = accepted.conversationId
        lastSaid = Math.max(lastSaid, accepted.seq)
        return accepted
      }),
    async answered() {
      const heard = async (open: Tab) => {
        note()
        await open.until(() => {
          note()
          return lastTold > lastSaid
        })
        return true
      }
      if (
        (await persist(
          () => attempt(heard),
          () => false,
        )) === nothing
      )
        throw new Error('the bot never answered')
    },
    close: hangUp,
  }
}
