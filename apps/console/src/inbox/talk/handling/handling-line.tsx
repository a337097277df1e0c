import type { DeskConversation } from '@parley/contracts'
import { useNow } from '../../../live/now.ts'
import { exactTime } from '../../../words/times.ts'
import styles from './handling.module.css'
import { PriorityMark, priorities } from './priority.tsx'

const kinds = { first_answer: 'First answer', next_answer: 'Answer', resolution: 'End' } as const

/** Team, priority, tags, what falls due and until when it is put off; nothing where there is nothing to say. */
export function HandlingLine({ conversation: { handling } }: { conversation: DeskConversation }) {
  const now = useNow()
  if (!handling) return null
  const { team, priority, tags, due, snoozedUntil } = handling
  if (!team && priority === 0 && tags.length === 0 && !due && !snoozedUntil) return null
  return (
    <p className={styles.line}>
      {due && <Due due={due} now={now} />}
      {snoozedUntil && <span>Put off until {exactTime(snoozedUntil)}</span>}
      {priority !== 0 && (
        <span className={styles.mark} data-priority={priority}>
          <PriorityMark priority={priority} /> {priorities.find(({ value }) => value === priority)?.label}
        </span>
      )}
      {team && <span>{team.name}</span>}
      {tags.map((tag) => (
        <span key={tag} className={styles.tag}>
          {tag}
        </span>
      ))}
    </p>
  )
}

type DueGiven = NonNullable<NonNullable<DeskConversation['handling']>['due']>

function Due({ due, now }: { due: DueGiven; now: number }) {
  const heat = dueHeat(due, now)
  return (
    <span className={styles.due} data-heat={heat} title={exactTime(due.at)}>
      {kinds[due.kind]} {dueWords(due, now)}
    </span>
  )
}

export const dueHeat = (due: DueGiven, now: number): 'calm' | 'warm' | 'late' =>
  Date.parse(due.at) <= now ? 'late' : Date.parse(due.warnsAt) <= now ? 'warm' : 'calm'

/** "due in 12 min", "3 h late". */
export function dueWords(due: Pick<DueGiven, 'at'>, now: number): string {
  const minutes = Math.round((Date.parse(due.at) - now) / 60_000)
  const span = (given: number) =>
    given < 60 ? `${given} min` : given < 1440 ? `${Math.round(given / 60)} h` : `${Math.round(given / 1440)} d`
  return minutes > 0 ? `due in ${span(minutes)}` : `${span(-minutes)} late`
}
