import { Button } from '@mantine/core'
import { useState } from 'react'
import { Empty, Fault, RowsComing } from '../shell/states.tsx'
import { doUnlessUndone } from '../shell/tell.tsx'
import { languageName, plainWords } from '../words/names.ts'
import { dateOf } from '../words/times.ts'
import styles from './learning.module.css'
import { useLessons, useTeach } from './use-learning.ts'

/** What this shop has taught its bot, sentence by sentence. */
export function ExamplesPart() {
  const { data, error, refetch } = useLessons()
  const { mutate } = useTeach()
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const hide = (id: string, on: boolean) =>
    setHidden((before) => new Set(on ? [...before, id] : [...before].filter((each) => each !== id)))
  const withdraw = (id: string) => {
    hide(id, true)
    doUnlessUndone(
      'Example taken back.',
      () => mutate({ method: 'DELETE', path: `/learning/lessons/${id}` }, { onSettled: () => hide(id, false) }),
      () => hide(id, false),
    )
  }
  if (error) return <Fault fault={error} onRetry={() => void refetch()} />
  if (!data) return <RowsComing rows={6} />
  const shown = data.lessons.filter(({ id }) => !hidden.has(id))
  if (shown.length === 0)
    return <Empty title="No examples yet.">What you teach under “To look at” stands here, and can be taken back.</Empty>
  return (
    <ul className={styles.groups}>
      {shown.map(({ id, text, language, job, taughtAt }) => (
        <li key={id} className={styles.example}>
          <div className={styles.said}>
            <p className={styles.text} lang={language}>
              “{text}”
            </p>
            <p className={styles.soft}>
              means <b>{plainWords(job)}</b>, {languageName(language)}, {dateOf(taughtAt)}
            </p>
          </div>
          <Button variant="default" size="compact-sm" onClick={() => withdraw(id)} aria-label={`Take back “${text}”`}>
            Take back
          </Button>
        </li>
      ))}
    </ul>
  )
}
