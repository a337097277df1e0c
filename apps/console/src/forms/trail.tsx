import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { type AuditEntry, auditAnswer } from '../api/schemas.ts'
import { useDesk } from '../live/desk-context.tsx'
import { Fault, RowsComing } from '../shell/states.tsx'
import { plainWords } from '../words/names.ts'
import { exactTime } from '../words/times.ts'
import styles from './trail.module.css'

interface TrailProps {
  /** What it was done to; everything where it is left out. */
  subject?: string
  /** The beginning of what was done, such as "stock.". */
  action?: string
  /** What more there is to say of an entry. */
  tell?: (entry: AuditEntry) => ReactNode
}

/** Who did what to a thing, the latest first. Only owners and admins may read it. */
export function Trail({ subject, action, tell }: TrailProps) {
  const { api, shopId, session, role } = useDesk()
  const mayRead = role === 'owner' || role === 'admin'
  const { data, error, refetch } = useQuery({
    queryKey: ['audit', shopId, subject, action],
    enabled: mayRead,
    queryFn: ({ signal }) =>
      api({ path: '/audit', query: { subject, action, limit: 50 }, answer: auditAnswer, signal }),
  })
  if (!mayRead) return null
  if (error) return <Fault fault={error} onRetry={() => void refetch()} />
  if (!data) return <RowsComing rows={3} />
  if (data.entries.length === 0) return <p className={styles.soft}>Nothing has been changed by hand yet.</p>
  return (
    <ol className={styles.trail}>
      {data.entries.map((entry) => (
        <li key={entry.id}>
          <span>
            <b>{plainWords(entry.action)}</b>
            <span className={styles.soft}>
              {' '}
              by {entry.actorId === session.account.id ? 'you' : (entry.actorName ?? entry.actorKind)}
            </span>
            {tell && <span className={styles.detail}>{tell(entry)}</span>}
          </span>
          <time dateTime={entry.at}>{exactTime(entry.at)}</time>
        </li>
      ))}
    </ol>
  )
}
