import { useQuery } from '@tanstack/react-query'
import { orderLogAnswer } from '../api/schemas.ts'
import { useDesk } from '../live/desk-context.tsx'
import { plainWords } from '../words/names.ts'
import { exactTime } from '../words/times.ts'
import styles from './order-page.module.css'
import { statusWordOf } from './order-state.tsx'

const whoWords: Readonly<Record<string, string>> = {
  shopper: 'the customer',
  bot: 'the bot',
  agent: 'a colleague',
  api: 'another program',
  system: 'the shop itself',
}

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
        {log.map(({ from, to, at, reason, by, byName }) => (
          <li key={`${at} ${to}`}>
            <time dateTime={at}>{exactTime(at)}</time>
            <span>
              {from === to && reason === 'address' ? 'Sent elsewhere' : statusWordOf(to)}
              {reason && from !== to && <span className={styles.soft}> {plainWords(reason)}</span>}
              {by && <span className={styles.soft}> by {byName ?? whoWords[by] ?? by}</span>}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
