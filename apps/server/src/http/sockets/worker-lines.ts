import type { IncomingMessage } from 'node:http'
import type { WebSocket } from 'ws'
import { type Principal, principalName } from '../../kernel/principal.ts'

type Line = Pick<WebSocket, 'close'>

/** Told to whoever has been signed out while the line was open: reconnecting helps only after signing in. */
export const signInAgain = 4401

/** Lines of the shop's people and programs, each with the request that opened it. */
export function openWorkerLines(parts: {
  admit: (request: IncomingMessage) => Promise<{ principal: Principal } | null>
  alive: (principals: readonly Principal[]) => void
}) {
  const lines = new Map<Line, { principal: Principal; request: IncomingMessage }>()
  return {
    add(line: Line, principal: Principal, request: IncomingMessage): void {
      if (principal.kind === 'visitor') return
      lines.set(line, { principal, request })
      parts.alive([principal])
    },
    remove: (line: Line) => lines.delete(line),
    /** Who has answered is here. Who has signed out since, lost the key, or is something else in the shop now, hears no more. */
    async beat(hasAnswered: (line: Line) => boolean): Promise<void> {
      const here = [...lines].flatMap(([line, { principal }]) => (hasAnswered(line) ? [principal] : []))
      if (here.length > 0) parts.alive(here)
      for (const [line, { principal, request }] of [...lines]) {
        const now = await parts.admit(request)
        if (now === null || rightsOf(now.principal) !== rightsOf(principal)) line.close(signInAgain, 'sign in again')
      }
    },
  }
}

const rightsOf = (principal: Principal): string =>
  JSON.stringify([principalName(principal), principal.shopId, principal.kind === 'account' ? principal.role : null])
