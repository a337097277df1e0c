import { Button } from '@mantine/core'
import { scheduledMessage } from '@parley/contracts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { useDesk } from '../../live/desk-context.tsx'
import { tellDone, tellFault } from '../../shell/tell.tsx'
import { exactTime } from '../../words/times.ts'
import styles from './scheduled.module.css'

const answer = z.object({ scheduled: z.array(scheduledMessage) })
const key = (shopId: string, conversationId: string) => ['scheduled', shopId, conversationId]

/** What will be said later in this conversation, with a way to take it back. */
export function Scheduled({
  conversationId,
  onTakenBack,
}: {
  conversationId: string
  onTakenBack: (text: string) => void
}) {
  const { api, shopId } = useDesk()
  const { cancel } = useSendLater(conversationId, onTakenBack)
  const { data } = useQuery({
    queryKey: key(shopId, conversationId),
    queryFn: ({ signal }) => api({ path: `/desk/conversations/${conversationId}/scheduled`, answer, signal }),
    refetchInterval: 15_000,
    retry: false,
  })
  if (!data || data.scheduled.length === 0) return null
  return (
    <ul className={styles.list} aria-label="To be sent later">
      {data.scheduled.map(({ id, text, sendAt, by }) => (
        <li key={id} className={styles.item}>
          <span className={styles.text}>{text}</span>
          <span className={styles.when}>
            {by.name}, {exactTime(sendAt)}
          </span>
          <Button size="compact-sm" variant="default" onClick={() => void cancel(id)}>
            Take back
          </Button>
        </li>
      ))}
    </ul>
  )
}

/** Saying something later: in a few seconds, so that it can be undone, or at a chosen time. */
export function useSendLater(conversationId: string, onTakenBack: (text: string) => void) {
  const { api, shopId } = useDesk()
  const client = useQueryClient()
  const path = `/desk/conversations/${conversationId}/scheduled`
  const refresh = () => void client.invalidateQueries({ queryKey: key(shopId, conversationId) })
  const cancel = async (id: string) => {
    try {
      const { text } = await api({ method: 'DELETE', path: `${path}/${id}`, answer: z.object({ text: z.string() }) })
      onTakenBack(text)
    } catch (fault) {
      tellFault(fault)
    }
    refresh()
  }
  const later = async (text: string, sendAt: Date, telling: string): Promise<boolean> => {
    try {
      const { id } = await api({
        method: 'POST',
        path,
        body: { text, sendAt: sendAt.toISOString() },
        answer: scheduledMessage,
      })
      refresh()
      tellDone(telling, () => void cancel(id))
      return true
    } catch (fault) {
      tellFault(fault)
      return false
    }
  }
  return { later, cancel }
}
