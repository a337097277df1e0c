import { approval } from '@parley/contracts'
import { useQuery } from '@tanstack/react-query'
import { z } from 'zod'
import { useDesk } from '../live/desk-context.tsx'

export const mention = z.object({
  conversationId: z.string(),
  messageId: z.string(),
  by: z.string(),
  text: z.string(),
  at: z.iso.datetime(),
})
export type Mention = z.infer<typeof mention>

const mentionsAnswer = z.object({ mentions: z.array(mention) })
const approvalsAnswer = z.object({ approvals: z.array(approval) })

/** Notes that name her and that she has not looked at. */
export function useMentions() {
  const { api, shopId } = useDesk()
  return useQuery({
    queryKey: ['desk', 'mentions', shopId],
    queryFn: async ({ signal }) => (await api({ path: '/desk/mentions', answer: mentionsAnswer, signal })).mentions,
    refetchInterval: 20_000,
  })
}

/** What was asked for above somebody's limit. */
export function useApprovals() {
  const { api, shopId } = useDesk()
  return useQuery({
    queryKey: ['desk', 'approvals', shopId],
    queryFn: async ({ signal }) => (await api({ path: '/desk/approvals', answer: approvalsAnswer, signal })).approvals,
    refetchInterval: 20_000,
  })
}

/** Whether her yes is one that allows. */
export function useMayAllow(): boolean {
  const { role } = useDesk()
  return role === 'owner' || role === 'admin'
}

/** How many things wait for her. */
export function useForYouCount(): number {
  const { data: mentions = [] } = useMentions()
  const { data: approvals = [] } = useApprovals()
  const mayAllow = useMayAllow()
  return mentions.length + (mayAllow ? approvals.filter(({ state }) => state === 'asked').length : 0)
}
