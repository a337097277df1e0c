import { Button, UnstyledButton } from '@mantine/core'
import { type ReportRow, reportMetrics } from '@parley/contracts'
import { IconDownload } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Empty, Fault, RowsComing } from '../shell/states.tsx'
import table from '../shell/table.module.css'
import { shopperName } from '../words/names.ts'
import { exactTime } from '../words/times.ts'
import { BarChart } from './bar-chart.tsx'
import { csvOf, download } from './csv.ts'
import { headline, sayKey, sayMeasure } from './figure-words.ts'
import type { Asked } from './report-search.ts'
import styles from './reports.module.css'
import { useBehind, useRows } from './use-reports.ts'

/** One figure as picture, as numbers, as a file, and the conversations behind each number. */
export function ReportTable({ asked }: { asked: Asked }) {
  const { data, error, refetch } = useRows(asked)
  const [open, setOpen] = useState<string | null>(null)
  if (error) return <Fault fault={error} onRetry={() => void refetch()} />
  if (!data) return <RowsComing rows={6} />
  const { title, definition } = reportMetrics[asked.metric]
  if (data.rows.length === 0)
    return <Empty title="Nothing in these days.">Figures stand here from the first conversation on.</Empty>
  const bars = data.rows.map((row) => ({
    key: row.key,
    label: sayKey(asked.by, row.key, row.label),
    value: headline(asked.metric, row, asked.clock) ?? 0,
    telling: sayMeasure(asked.metric, headline(asked.metric, row, asked.clock), currencyOf(asked, row)),
  }))
  const follows = asked.by === 'day' || asked.by === 'month' || asked.by === 'hour'
  return (
    <>
      <p className={styles.definition}>{definition}</p>
      <BarChart bars={bars} title={chartTitle(asked, title)} upright={follows} />
      <div className={styles.tableHead}>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconDownload size={15} stroke={1.75} />}
          onClick={() => download(`${asked.metric}-${asked.from}-${asked.to}.csv`, csvOf(data.rows))}
        >
          CSV
        </Button>
      </div>
      <Numbers asked={asked} rows={data.rows} open={open} onOpen={(key) => setOpen(key === open ? null : key)} />
    </>
  )
}

const chartTitle = ({ metric, clock }: Asked, title: string): string => {
  const { unit } = reportMetrics[metric]
  if (unit === 'time') return `${title}, median${clock === 'business' ? ' in working hours' : ''}`
  return unit === 'score' ? `${title}, mean` : title
}

const currencyOf = ({ by }: Asked, row: ReportRow): string | undefined => (by === 'currency' ? row.key : undefined)

interface NumbersProps {
  asked: Asked
  rows: readonly ReportRow[]
  open: string | null
  onOpen: (key: string) => void
}

function Numbers({ asked, rows, open, onOpen }: NumbersProps) {
  const { unit } = reportMetrics[asked.metric]
  const spread = unit === 'time' || unit === 'score'
  const say = (value: number | null, row: ReportRow) => sayMeasure(asked.metric, value, currencyOf(asked, row))
  const business = asked.clock === 'business'
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th>{asked.by === 'day' ? 'Day' : 'Of'}</th>
          <th data-number>How many</th>
          {unit === 'money' && <th data-number>Sum</th>}
          {spread && (
            <>
              <th data-number data-minor>
                Mean
              </th>
              <th data-number>Median</th>
              <th data-number>9 of 10 within</th>
            </>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const told = business && row.business ? row.business : row
          return [
            <tr key={row.key} aria-current={open === row.key ? 'true' : undefined}>
              <td>
                <UnstyledButton
                  className={styles.drill}
                  aria-expanded={open === row.key}
                  onClick={() => onOpen(row.key)}
                >
                  {sayKey(asked.by, row.key, row.label)}
                </UnstyledButton>
              </td>
              <td data-number>{row.count.toLocaleString('en-GB')}</td>
              {unit === 'money' && <td data-number>{say(row.sum, row)}</td>}
              {spread && (
                <>
                  <td data-number data-minor>
                    {say(told.mean, row)}
                  </td>
                  <td data-number>{say(told.median, row)}</td>
                  <td data-number>{say(told.p90, row)}</td>
                </>
              )}
            </tr>,
            open === row.key && (
              <tr key={`${row.key} behind`}>
                <td colSpan={6}>
                  <Behind asked={asked} of={row.key} />
                </td>
              </tr>
            ),
          ]
        })}
      </tbody>
    </table>
  )
}

function Behind({ asked, of }: { asked: Asked; of: string }) {
  const { data, error } = useBehind(asked, of)
  if (error) return <Fault fault={error} onRetry={() => {}} />
  if (!data) return <RowsComing rows={2} />
  return (
    <ul className={styles.behind}>
      {data.conversations.map(({ conversation, value, at }) => (
        <li key={`${conversation.id} ${at}`}>
          <Link
            to="/inbox/$conversationId"
            params={{ conversationId: conversation.id }}
            search={{ view: 'all', search: '' }}
          >
            {shopperName(conversation)}
          </Link>
          <span>{exactTime(at)}</span>
          <span>{sayMeasure(asked.metric, value, asked.by === 'currency' ? of : undefined)}</span>
        </li>
      ))}
    </ul>
  )
}
