import { SegmentedControl, Select } from '@mantine/core'
import { type LearningBy, type LearningRow, learningBy } from '@parley/contracts'
import { useState } from 'react'
import { isoDay } from '../reports/report-search.ts'
import { Empty, Fault, RowsComing } from '../shell/states.tsx'
import { languageName, plainWords } from '../words/names.ts'
import styles from './learning.module.css'
import { OutcomeChart, outcomes } from './outcome-chart.tsx'
import { useLearningFigures } from './use-learning.ts'

const spans = { '7': '7 days', '30': '30 days', '90': '90 days', '365': 'A year' } as const
const byWords: Readonly<Record<LearningBy, string>> = {
  day: 'Day',
  language: 'Language',
  channel: 'Channel',
  flow: 'Flow',
}

/** How well the bot understands over time: a picture of shares, and every number beneath it. */
export function FiguresPart() {
  const [now] = useState(Date.now)
  const [days, setDays] = useState('30')
  const [by, setBy] = useState<LearningBy>('day')
  const from = isoDay(now - (Number(days) - 1) * 86_400_000)
  const { data, error, refetch } = useLearningFigures({ from, to: isoDay(now), by })
  return (
    <>
      <div className={styles.choices}>
        <SegmentedControl
          aria-label="Span"
          value={days}
          onChange={setDays}
          data={Object.entries(spans).map(([value, label]) => ({ value, label }))}
        />
        <Select
          label="By"
          allowDeselect={false}
          data={learningBy.options.map((value) => ({ value, label: byWords[value] }))}
          value={by}
          onChange={(value) => setBy(learningBy.options.find((each) => each === value) ?? 'day')}
        />
      </div>
      {error ? (
        <Fault fault={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <RowsComing rows={5} />
      ) : data.rows.length === 0 ? (
        <Empty title="The bot has not been talked to in these days." />
      ) : (
        <Figures rows={data.rows} by={by} />
      )}
    </>
  )
}

function Figures({ rows, by }: { rows: readonly LearningRow[]; by: LearningBy }) {
  const told = rows.map((row) => ({ ...row, label: labelOf(row.key, by) }))
  return (
    <>
      <OutcomeChart rows={told} title={`What came of what was said, by ${byWords[by].toLowerCase()}`} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways on a phone must be reachable by keyboard */}
      <section className={styles.wide} aria-label="All numbers" tabIndex={0}>
        <table className={styles.scores}>
          <thead>
            <tr>
              <th scope="col">{byWords[by]}</th>
              <th scope="col">Turns</th>
              {outcomes.map(({ key, label }) => (
                <th key={key} scope="col">
                  {label}
                </th>
              ))}
              <th scope="col">Contained</th>
            </tr>
          </thead>
          <tbody>
            {told.map((row) => (
              <tr key={row.key}>
                <th scope="row">{row.label}</th>
                <td>{row.turns}</td>
                {outcomes.map(({ key }) => (
                  <td key={key}>{share(row[key], row.turns)}</td>
                ))}
                <td>{share(row.contained, row.talks)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className={styles.soft}>Contained: conversations that nobody had to take over.</p>
    </>
  )
}

const dayAndMonth = new Intl.DateTimeFormat(navigator.language, { day: 'numeric', month: 'short' })

const share = (part: number, of: number): string => (of === 0 ? '–' : `${Math.round((part / of) * 100)} %`)

function labelOf(key: string, by: LearningBy): string {
  if (by === 'language') return languageName(key)
  if (by === 'day') return dayAndMonth.format(new Date(`${key}T12:00:00`))
  return key === '' ? 'none' : plainWords(key)
}
