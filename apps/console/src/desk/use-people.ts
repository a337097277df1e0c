import { deskAgent, team } from '@parley/contracts'
import { useQuery } from '@tanstack/react-query'
import { z } from 'zod'
import { useDesk } from '../live/desk-context.tsx'

const agentsAnswer = z.object({ agents: z.array(deskAgent) })
const teamsAnswer = z.object({ teams: z.array(team) })

/** The people of the desk, with who is here and what each has in hand. */
export function useAgents() {
  const { api, shopId } = useDesk()
  return useQuery({
    queryKey: ['agents', shopId],
    queryFn: async ({ signal }) => (await api({ path: '/desk/agents', answer: agentsAnswer, signal })).agents,
    refetchInterval: 30_000,
  })
}

export function useTeams() {
  const { api, shopId } = useDesk()
  return useQuery({
    queryKey: ['teams', shopId],
    queryFn: async ({ signal }) => (await api({ path: '/desk/teams', answer: teamsAnswer, signal })).teams,
  })
}
