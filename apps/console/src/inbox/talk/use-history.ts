import { message } from '@parley/contracts'
import { useQuery } from '@tanstack/react-query'
import { z } from 'zod'
import { useDesk } from '../../live/desk-context.tsx'

const thread = z.object({
  conversationId: z.string(),
  inbox: z.string(),
  isLinked: z.boolean(),
  status: z.string(),
  startedAt: z.string(),
  messages: z.array(message),
})

const answer = z.object({ threads: z.array(thread) })

/** The shopper's other conversations, on any channel, the latest first. */
export function useHistory(conversationId: string) {
  const { api, shopId } = useDesk()
  return useQuery({
    queryKey: ['history', shopId, conversationId],
    queryFn: async ({ signal }) =>
      (await api({ path: `/desk/conversations/${conversationId}/history`, answer, signal })).threads,
  })
}
