import { Select } from '@mantine/core'
import { type HeardKind, heardKind } from '@parley/contracts'
import { useState } from 'react'
import { Empty, Fault, RowsComing } from '../shell/states.tsx'
import { HeardEntry } from './heard-entry.tsx'
import styles from './learning.module.css'
import { useHeard } from './use-learning.ts'

export const kindWords: Readonly<Record<HeardKind, string>> = {
  not_understood: 'Not understood',
  clarified: 'Had to ask',
  corrected: 'Corrected by the shopper',
  handed_over: 'Handed over',
  rated_badly: 'Rated badly',
}

const everything = 'all'

/** Messages the bot may have got wrong, alike ones together: each is taught, answered or left in one step. */
export function HeardPart() {
  const [kind, setKind] = useState<HeardKind | undefined>(undefined)
  const { data, error, refetch } = useHeard(kind)
  return (
    <>
      <div className={styles.choices}>
        <Select
          label="Show"
          allowDeselect={false}
          data={[
            { value: everything, label: 'Everything' },
            ...heardKind.options.map((value) => ({ value, label: kindWords[value] })),
          ]}
          value={kind ?? everything}
          onChange={(value) => setKind(heardKind.options.find((each) => each === value))}
        />
        <p className={styles.soft}>
          What you say here becomes an example of this shop. The bot learns it in the background.
        </p>
      </div>
      {error ? (
        <Fault fault={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <RowsComing rows={6} height={72} />
      ) : data.groups.length === 0 ? (
        <Empty title="Nothing to look at.">The bot has understood what was said in the last sixty days.</Empty>
      ) : (
        <ul className={styles.groups}>
          {data.groups.map((group) => (
            <HeardEntry key={group.messages[0]?.turnId ?? group.text} group={group} jobs={data.jobs} />
          ))}
        </ul>
      )}
    </>
  )
}
