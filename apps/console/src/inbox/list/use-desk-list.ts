import { type DeskConversation, deskConversation } from '@parley/contracts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo, useSyncExternalStore } from 'react'
import { z } from 'zod'
import { useDesk } from '../../live/desk-context.tsx'
import { belongs, byUrgency, isWaiting, type ListQuery, serverQuery } from './views.ts'

const pageSize = 100
const page = z.object({ conversations: z.array(deskConversation) })

/** The list that the counts are taken from, the same that "Waiting" shows. */
export const openQuery: ListQuery = { view: 'waiting', search: '' }

/** A list as the server told it, with what the socket has told since on top. */
export function useDeskList(query: ListQuery) {
  const { api, live, session, shopId } = useDesk()
  const accountId = session.account.id
  const fetched = useInfiniteQuery({
    queryKey: ['desk', shopId, serverQuery(query)],
    queryFn: ({ pageParam, signal }) =>
      api({
        path: '/desk/conversations',
        query: { ...serverQuery(query), before: pageParam, limit: pageSize },
        answer: page,
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ conversations }) =>
      conversations.length < pageSize ? undefined : (conversations.at(-1)?.lastMessageAt ?? undefined),
  })
  const told = useSyncExternalStore(live.subscribe, live.conversations)
  const pages = fetched.data?.pages
  const all = useMemo(() => merged(pages?.flatMap(({ conversations }) => conversations) ?? [], told), [pages, told])
  const { view, search, filter } = query
  const conversations = useMemo(
    () => all.filter((each) => belongs(each, { view, search, filter }, accountId)).sort(byUrgency),
    [all, view, search, filter, accountId],
  )
  const counts = useMemo(
    () => ({
      waiting: all.filter(isWaiting).length,
      mine: all.filter((each) => belongs(each, { view: 'mine', search: '' }, accountId)).length,
    }),
    [all, accountId],
  )
  return { ...fetched, conversations, counts }
}

function merged(fetched: readonly DeskConversation[], told: ReadonlyMap<string, DeskConversation>): DeskConversation[] {
  const byId = new Map(fetched.map((each) => [each.id, each]))
  for (const [id, conversation] of told) {
    const before = byId.get(id)
    if (!before || conversation.lastChange >= before.lastChange) byId.set(id, conversation)
  }
  return [...byId.values()]
}
