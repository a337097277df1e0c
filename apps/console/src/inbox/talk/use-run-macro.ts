import { deskConversation, type ReadyMacro } from '@parley/contracts'
import { z } from 'zod'
import { useDesk } from '../../live/desk-context.tsx'
import { tellDone, tellFault } from '../../shell/tell.tsx'

/** Says a ready answer as it was left, and does what belongs to it. */
export function useRunMacro(conversationId: string) {
  const { api, live } = useDesk()
  const path = `/desk/conversations/${conversationId}`
  return async (macro: ReadyMacro, text: string): Promise<boolean> => {
    try {
      await api({
        method: 'POST',
        path: `${path}/run-macro`,
        body: { macroId: macro.id, text, clientId: crypto.randomUUID() },
        answer: z.object({ done: z.array(z.unknown()) }),
      })
      live.put(await api({ path, answer: deskConversation }))
      tellDone(`${macro.name}: done.`)
      return true
    } catch (fault) {
      tellFault(fault)
      return false
    }
  }
}
