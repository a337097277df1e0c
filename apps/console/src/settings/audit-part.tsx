import { useQuery } from '@tanstack/react-query'
import { auditAnswer } from '../api/schemas.ts'
import { useDesk } from '../live/desk-context.tsx'
import { useNow } from '../live/now.ts'
import { Empty, Fault, RowsComing } from '../shell/states.tsx'
import table from '../shell/table.module.css'
import { plainWords } from '../words/names.ts'
import { exactTime, listTime } from '../words/times.ts'
import styles from './settings-page.module.css'

export function AuditPart() {
  const { api, shopId, session } = useDesk()
  const now = useNow()
  const { data, error, refetch } = useQuery({
    queryKey: ['audit', shopId],
    queryFn: ({ signal }) => api({ path: '/audit', query: { limit: 200 }, answer: auditAnswer, signal }),
  })
  if (error) return <Fault fault={error} onRetry={() => void refetch()} />
  if (!data) return <RowsComing rows={8} />
  if (data.entries.length === 0)
    return <Empty title="Nothing yet.">Changes of settings, keys and personal data are noted here.</Empty>
  const who = (id: string | null | undefined, kind: string) => (id === session.account.id ? 'You' : (id ?? kind))
  return (
    <section>
      <h2 className={styles.title}>Who did what</h2>
      <table className={table.table}>
        <thead>
          <tr>
            <th>What</th>
            <th>To</th>
            <th>Who</th>
            <th data-number>When</th>
          </tr>
        </thead>
        <tbody>
          {data.entries.map((entry) => (
            <tr key={entry.id}>
              <td>{plainWords(entry.action)}</td>
              <td className={styles.scopes}>{entry.subject}</td>
              <td className={styles.scopes}>{entry.actorName ?? who(entry.actorId, entry.actorKind)}</td>
              <td data-number title={exactTime(entry.at)}>
                {listTime(entry.at, now)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
