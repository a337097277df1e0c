import { command, factsRead, reading } from '@parley/contracts'
import { useQuery } from '@tanstack/react-query'
import { z } from 'zod'
import { useDesk } from '../../../live/desk-context.tsx'

const steps = z.array(z.object({ flow: z.string(), step: z.string(), ms: z.number().optional() }))
/** How a trace is kept may grow; what is not known here is left out. */
const trace = z
  .object({
    commands: z.array(command).catch([]),
    steps: steps.catch([]),
    facts: z.array(factsRead).catch([]),
    readMs: z.number().optional(),
  })
  .catch({ commands: [], steps: [], facts: [] })

const turn = z.object({
  id: z.string(),
  fromSeq: z.int(),
  toSeq: z.int(),
  outcome: z.string(),
  readings: z.array(reading.nullable()),
  trace,
  ms: z.number(),
  at: z.string(),
})
export type Turn = z.infer<typeof turn>

/** The bot's turns in a conversation; fetched when somebody asks, anew when there have been more of them since. */
export function useTurns(conversationId: string, turns: number, enabled: boolean) {
  const { api, shopId } = useDesk()
  return useQuery({
    queryKey: ['turns', shopId, conversationId, turns],
    queryFn: async ({ signal }) => {
      const path = `/conversations/${conversationId}/turns`
      return (await api({ path, answer: z.object({ turns: z.array(turn) }), signal })).turns
    },
    enabled,
  })
}
