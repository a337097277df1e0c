import { useQuery } from '@tanstack/react-query'
import { orderLogAnswer } from '../api/schemas.ts'
import { useDesk } from '../live/desk-context.tsx'
import { plainWords } from '../words/names.ts'
import { exactTime } from '../words/times.ts'
import styles from './order-page.module.css'
import { statusWordOf } from './order-state.tsx'

/** What has happened to the order, with its time and, where one was given, the reason. */
export function OrderLog({ orderId }: { orderId: string }) {
  const { api, shopId } = useDesk()
  const { data } = useQuery({
    queryKey: ['order-log', shopId, orderId],
    queryFn: ({ signal }) => api({ path: `/orders/${orderId}/log`, answer: orderLogAnswer, signal }),
  })
  const log = data?.log ?? []
  if (log.length === 0) return null
  return (
    <section className={styles.log}>
      <h2>What happened</h2>
      <ol>
        {log.map(({ to, at, reason }) => (
          <li key={`${at} ${to}`}>
            <time dateTime={at}>{exactTime(at)}</time>
            <span>
              {statusWordOf(to)}
              {reason && <span className={styles.soft}> {plainWords(reason)}</span>}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
