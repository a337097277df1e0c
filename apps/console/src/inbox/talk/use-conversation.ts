import { type DeskConversation, deskConversation } from '@parley/contracts'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { useDesk } from '../../live/desk-context.tsx'
import type { Sending } from '../../live/sendings.ts'
import type { Talk } from '../../live/talk.ts'

/** The conversation as the desk lists it, kept fresh by the socket. */
export function useConversation(conversationId: string) {
  const { api, live, shopId } = useDesk()
  const fetched = useQuery({
    queryKey: ['desk', shopId, 'one', conversationId],
    queryFn: async ({ signal }) => {
      const conversation = await api({
        path: `/desk/conversations/${conversationId}`,
        answer: deskConversation,
        signal,
      })
      live.put(conversation)
      return conversation
    },
  })
  const told = useSyncExternalStore(live.subscribe, () => live.conversations().get(conversationId))
  const conversation: DeskConversation | undefined = told ?? fetched.data
  return { conversation, error: fetched.error, isPending: fetched.isPending && !told, refetch: fetched.refetch }
}

/** What has been said and done in it, followed while the caller is mounted. */
export function useTalk(conversationId: string): Talk {
  const { talks } = useDesk()
  useEffect(() => talks.follow(conversationId), [talks, conversationId])
  return useSyncExternalStore(
    (listener) => talks.subscribe(conversationId, listener),
    () => talks.read(conversationId),
  )
}

export function useSendings(conversationId: string): readonly Sending[] {
  const { sendings } = useDesk()
  return useSyncExternalStore(sendings.subscribe, () => sendings.of(conversationId))
}
