import { Button, SegmentedControl, Select, TextInput } from '@mantine/core'
import { type ReportMetric, reportMetrics } from '@parley/contracts'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { Fault, RowsComing } from '../shell/states.tsx'
import table from '../shell/table.module.css'
import { FigureCards } from './figure-cards.tsx'
import { askedOf, type Grouping, groupingsFor, groupingWords, isoDay } from './report-search.ts'
import { ReportTable } from './report-table.tsx'
import styles from './reports.module.css'
import { useFigures } from './use-reports.ts'

const spans = [
  { days: 7, label: '7 days' },
  { days: 30, label: '30 days' },
  { days: 90, label: '90 days' },
  { days: 365, label: 'A year' },
] as const

/** What the desk did: every figure of a span, and one of them looked into. */
export function ReportsPage() {
  const search = useSearch({ from: '/desk/reports' })
  const navigate = useNavigate()
  const [now] = useState(Date.now)
  const asked = askedOf(search, now)
  const { data, error, refetch } = useFigures(asked)
  const ask = (given: Partial<typeof asked>) => {
    const metric = given.metric ?? asked.metric
    const wanted = given.by ?? asked.by
    const by = groupingsFor(metric).includes(wanted) ? wanted : (groupingsFor(metric)[0] ?? 'day')
    void navigate({ to: '/reports', search: { ...asked, ...given, metric, by }, replace: true })
  }
  const isTime = reportMetrics[asked.metric].unit === 'time'
  return (
    <div className={styles.page}>
      <header className={table.head}>
        <h1 className={table.title}>Reports</h1>
        <div className={styles.span}>
          {spans.map(({ days, label }) => (
            <Button
              key={days}
              size="compact-sm"
              variant="default"
              onClick={() => ask({ from: isoDay(now - (days - 1) * 86_400_000), to: isoDay(now) })}
            >
              {label}
            </Button>
          ))}
          <TextInput
            type="date"
            size="xs"
            aria-label="From"
            value={asked.from}
            max={asked.to}
            onChange={({ currentTarget }) => currentTarget.value && ask({ from: currentTarget.value })}
          />
          <TextInput
            type="date"
            size="xs"
            aria-label="To, included"
            value={asked.to}
            min={asked.from}
            onChange={({ currentTarget }) => currentTarget.value && ask({ to: currentTarget.value })}
          />
        </div>
      </header>
      <div className={styles.body}>
        {error ? (
          <Fault fault={error} onRetry={() => void refetch()} />
        ) : data ? (
          <FigureCards figures={data} asked={asked} onChoose={(metric) => ask({ metric })} />
        ) : (
          <RowsComing rows={3} height={72} />
        )}
        <section className={styles.into}>
          <div className={styles.choices}>
            <Select
              label="Figure"
              allowDeselect={false}
              data={Object.entries(reportMetrics).map(([value, { title }]) => ({ value, label: title }))}
              value={asked.metric}
              onChange={(value) => value && ask({ metric: metricOf(value) })}
            />
            <Select
              label="By"
              allowDeselect={false}
              data={groupingsFor(asked.metric).map((value) => ({ value, label: groupingWords[value] }))}
              value={asked.by}
              onChange={(value) => value && ask({ by: groupingOf(value) })}
            />
            {isTime && (
              <SegmentedControl
                value={asked.clock}
                onChange={(clock) => ask({ clock })}
                data={[
                  { value: 'all', label: 'All hours' },
                  { value: 'business', label: 'Working hours' },
                ]}
                aria-label="Which hours count"
              />
            )}
          </div>
          <ReportTable asked={asked} />
        </section>
      </div>
    </div>
  )
}

const metricOf = (value: string): ReportMetric =>
  Object.keys(reportMetrics).find((each): each is ReportMetric => each === value) ?? 'first_answer'
const groupingOf = (value: string): Grouping =>
  Object.keys(groupingWords).find((each): each is Grouping => each === value) ?? 'day'
