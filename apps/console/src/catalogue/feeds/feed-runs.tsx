import { useQuery } from '@tanstack/react-query'
import { z } from 'zod'
import forms from '../../forms/forms.module.css'
import { useDesk } from '../../live/desk-context.tsx'
import { useNow } from '../../live/now.ts'
import { Fault, RowsComing } from '../../shell/states.tsx'
import { languageName } from '../../words/names.ts'
import { exactTime, listTime } from '../../words/times.ts'
import styles from '../catalogue.module.css'
import { FeedProblems } from './feed-problems.tsx'

/** What an import did. */
export const feedRun = z.object({
  id: z.string(),
  name: z.string(),
  language: z.string(),
  currency: z.string(),
  rows: z.number(),
  imported: z.number(),
  unchanged: z.number(),
  withdrawn: z.number(),
  problems: z.array(z.object({ line: z.number(), id: z.string().optional(), code: z.string(), message: z.string() })),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
})
const answer = z.object({ runs: z.array(feedRun) })

/** Feeds that were brought in, the latest first, each with the rows it could not take. */
export function FeedRuns() {
  const { api, shopId } = useDesk()
  const now = useNow()
  const { data, error, refetch } = useQuery({
    queryKey: ['feed-runs', shopId],
    queryFn: ({ signal }) => api({ path: '/feeds/runs', query: { limit: 20 }, answer, signal }),
  })
  if (error) return <Fault fault={error} onRetry={() => void refetch()} />
  if (!data) return <RowsComing rows={3} />
  return (
    <section>
      <h2 className={forms.partTitle}>Brought in before</h2>
      {data.runs.length === 0 ? (
        <p className={styles.soft}>Nothing yet.</p>
      ) : (
        <ul className={styles.traces}>
          {data.runs.map((run) => (
            <li key={run.id}>
              <b>
                {run.name}, {languageName(run.language)}, {run.currency}
              </b>
              <time dateTime={run.startedAt} title={exactTime(run.startedAt)} className={styles.soft}>
                {listTime(run.startedAt, now)}
              </time>
              <span className={styles.reason}>
                {run.rows} rows: {run.imported} written, {run.unchanged} so already, {run.withdrawn} withdrawn
                {run.endedAt === null && ', not ended'}
              </span>
              {run.problems.length > 0 && (
                <details className={styles.reason}>
                  <summary>Rows that were not taken</summary>
                  <FeedProblems problems={run.problems} />
                </details>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
