import { type AgentStatus, agentStatus } from '@parley/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { useDesk } from '../live/desk-context.tsx'
import { useCommands } from '../shell/commands.ts'
import { tellFault } from '../shell/tell.tsx'
import { useAgents } from './use-people.ts'

export const statusWords: Readonly<Record<AgentStatus, { label: string; telling: string }>> = {
  online: { label: 'Online', telling: 'Takes new conversations' },
  away: { label: 'Away', telling: 'Keeps her own, gets no new ones' },
  offline: { label: 'Offline', telling: 'Those who wait go to colleagues' },
}

/** Whether one takes conversations: one status for all channels, kept by the server. */
export function useStatus() {
  const { api, session, shopId } = useDesk()
  const client = useQueryClient()
  const { data: agents } = useAgents()
  const status = agents?.find(({ accountId }) => accountId === session.account.id)?.status ?? 'offline'
  const choose = (to: AgentStatus) => {
    api({ method: 'PUT', path: '/desk/status', body: { status: to }, answer: z.object({ status: agentStatus }) })
      .then(() => client.invalidateQueries({ queryKey: ['agents', shopId] }))
      .catch(tellFault)
  }
  useCommands(
    agentStatus.options
      .filter((each) => each !== status)
      .map((each) => ({
        id: `status ${each}`,
        label: `Go ${each}`,
        hint: statusWords[each].telling,
        group: 'Anywhere',
        run: () => choose(each),
      })),
  )
  return { status, choose }
}
