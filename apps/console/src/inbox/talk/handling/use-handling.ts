import { conversation as conversationSchema, type DeskConversation, deskConversation } from '@parley/contracts'
import { z } from 'zod'
import { useDesk } from '../../../live/desk-context.tsx'
import { tellDone, tellFault } from '../../../shell/tell.tsx'
import { shopperName } from '../../../words/names.ts'

const handled = z.object({ priority: z.int(), tags: z.array(z.string()) })

/** Sorting a conversation: how pressing, what about, when again, and whose. */
export function useHandling(conversation: DeskConversation) {
  const { api, live } = useDesk()
  const path = `/desk/conversations/${conversation.id}`
  const name = shopperName(conversation)

  const refresh = async () => live.put(await api({ path, answer: deskConversation }))
  const attempt = async (work: () => Promise<unknown>, telling?: string, undo?: () => void) => {
    try {
      await work()
      await refresh()
      if (telling) tellDone(telling, undo)
      return true
    } catch (fault) {
      tellFault(fault)
      return false
    }
  }
  const set = (given: { priority?: number; tags?: string[] }) =>
    attempt(() => api({ method: 'PATCH', path: `${path}/handling`, body: given, answer: handled }))
  const reopen = () => void attempt(() => api({ method: 'POST', path: `${path}/reopen`, answer: conversationSchema }))

  return {
    set,
    snooze: (until: Date, label: string) =>
      attempt(
        () =>
          api({
            method: 'POST',
            path: `${path}/snooze`,
            body: { until: until.toISOString() },
            answer: z.object({ until: z.string() }),
          }),
        `${name} is out of sight until ${label}.`,
        reopen,
      ),
    transfer: (to: { accountId?: string; teamId?: string; note?: string }, label: string) =>
      attempt(
        () => api({ method: 'POST', path: `${path}/transfer`, body: to, answer: conversationSchema }),
        `${name} is with ${label} now.`,
      ),
    merge: (other: string) =>
      attempt(
        () =>
          api({
            method: 'POST',
            path: `${path}/merge`,
            body: { other },
            answer: z.object({ linked: z.array(z.string()) }),
          }),
        'Merged: both are read as one.',
        () => {
          void attempt(() =>
            api({
              method: 'POST',
              path: `${path}/unmerge`,
              body: { other },
              answer: z.object({ linked: z.array(z.string()) }),
            }),
          )
        },
      ),
  }
}
