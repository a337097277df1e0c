import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { timelineAnswer } from '../../api/schemas.ts'
import { useDesk } from '../../live/desk-context.tsx'
import { useNow } from '../../live/now.ts'
import { exactTime, listTime } from '../../words/times.ts'
import styles from './person-pane.module.css'
import { tellTimeline } from './tell-timeline.ts'

const firstShown = 12

/** What has happened with her, the latest first, in words. */
export function TimelinePart({ personId, freshness }: { personId: string; freshness: number }) {
  const { api, shopId } = useDesk()
  const now = useNow()
  const [showsAll, setShowsAll] = useState(false)
  const { data } = useQuery({
    queryKey: ['timeline', shopId, personId, freshness],
    queryFn: ({ signal }) => api({ path: `/persons/${personId}/timeline`, answer: timelineAnswer, signal }),
    placeholderData: (before) => before,
  })
  const told = tellTimeline(data?.events ?? [])
  if (told.length === 0) return null
  return (
    <section className={styles.part}>
      <h3 className={styles.title}>Timeline</h3>
      <ol className={styles.timeline}>
        {told.slice(0, showsAll ? undefined : firstShown).map(({ id, at, text, count }) => (
          <li key={id}>
            <time dateTime={at} title={exactTime(at)}>
              {listTime(at, now)}
            </time>
            <span>
              {text}
              {count > 1 && <span className={styles.soft}> × {count}</span>}
            </span>
          </li>
        ))}
      </ol>
      {told.length > firstShown && !showsAll && (
        <Button variant="subtle" size="compact-sm" onClick={() => setShowsAll(true)}>
          All {told.length}
        </Button>
      )}
    </section>
  )
}
