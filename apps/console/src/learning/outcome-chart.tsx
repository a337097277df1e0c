import type { LearningRow } from '@parley/contracts'
import styles from './learning.module.css'

export const outcomes = [
  { key: 'understood', label: 'Understood' },
  { key: 'clarified', label: 'Had to ask' },
  { key: 'notUnderstood', label: 'Not understood' },
  { key: 'handedOver', label: 'Handed over' },
] as const

const most = 45

/** Shares that add up to the whole, one bar a row; the picture is told as one sentence, its numbers stand in the table below. */
export function OutcomeChart({ rows, title }: { rows: readonly (LearningRow & { label: string })[]; title: string }) {
  const shown = rows.slice(-most)
  const all = rows.reduce((sum, { turns }) => sum + turns, 0)
  const understood = rows.reduce((sum, row) => sum + row.understood, 0)
  const every = Math.ceil(shown.length / 8)
  return (
    <figure className={styles.chart}>
      <figcaption className={styles.chartTitle}>
        {title}
        <span>{all > 0 && `${Math.round((understood / all) * 100)} % understood of ${all}`}</span>
      </figcaption>
      <svg
        className={styles.bars}
        viewBox="0 0 100 160"
        preserveAspectRatio="none"
        role="img"
        aria-label={`${title}: ${understood} of ${all} understood`}
      >
        {shown.map((row, place) => (
          <Stack key={row.key} row={row} x={(place * 100) / shown.length} width={100 / shown.length} />
        ))}
      </svg>
      <div className={styles.axis} aria-hidden>
        {shown.flatMap(({ key, label }, place) => (place % every === 0 ? [<span key={key}>{label}</span>] : []))}
      </div>
      <ul className={styles.legend}>
        {outcomes.map(({ key, label }) => (
          <li key={key}>
            <span data-outcome={key} aria-hidden /> {label}
          </li>
        ))}
      </ul>
    </figure>
  )
}

function Stack({ row, x, width }: { row: LearningRow; x: number; width: number }) {
  let top = 160
  return outcomes.map(({ key }) => {
    const tall = row.turns === 0 ? 0 : (row[key] / row.turns) * 156
    top -= tall
    return <rect key={key} data-outcome={key} x={x + width * 0.1} y={top} width={width * 0.8} height={tall} />
  })
}
