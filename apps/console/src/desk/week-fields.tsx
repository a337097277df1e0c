import { TextInput } from '@mantine/core'
import type { WorkingHours } from '@parley/contracts'
import styles from './desk-settings.module.css'

type Week = WorkingHours['week']

const days = [
  [1, 'Monday'],
  [2, 'Tuesday'],
  [3, 'Wednesday'],
  [4, 'Thursday'],
  [5, 'Friday'],
  [6, 'Saturday'],
  [7, 'Sunday'],
] as const

/** Nine to five from Monday to Friday, where the agent sits. */
export function usualHours(): WorkingHours {
  const day = [{ from: '09:00', to: '17:00' }]
  return {
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    week: { 1: day, 2: day, 3: day, 4: day, 5: day, 6: [], 7: [] },
    exceptions: [],
  }
}

/** From and to of each day; both empty means closed. A second span of a day is kept as it is. */
export function WeekFields({ week, onChange }: { week: Week; onChange: (week: Week) => void }) {
  return (
    <div className={styles.week}>
      {days.map(([day, name]) => {
        const [first, ...rest] = week[day]
        const set = (part: { from?: string; to?: string }) => {
          const span = { from: first?.from ?? '09:00', to: first?.to ?? '17:00', ...part }
          const isClosed = part.from === '' || part.to === ''
          onChange({ ...week, [day]: isClosed ? rest : [span, ...rest] })
        }
        return (
          <div key={day} className={styles.day}>
            <span>{name}</span>
            <TextInput
              type="time"
              aria-label={`${name} from`}
              value={first?.from ?? ''}
              onChange={({ currentTarget }) => set({ from: currentTarget.value })}
            />
            <TextInput
              type="time"
              aria-label={`${name} to`}
              value={first?.to ?? ''}
              onChange={({ currentTarget }) => set({ to: currentTarget.value })}
            />
            {!first && <span className={styles.soft}>closed</span>}
          </div>
        )
      })}
    </div>
  )
}
