import { UnstyledButton } from '@mantine/core'
import { type ReportFigure, type ReportMetric, reportMetrics } from '@parley/contracts'
import { headline, sayMeasure, sayTime } from './figure-words.ts'
import type { Asked } from './report-search.ts'
import styles from './reports.module.css'

interface FigureCardsProps {
  figures: { figures: readonly { metric: ReportMetric; figure: ReportFigure }[]; containment: number | null }
  asked: Asked
  onChoose: (metric: ReportMetric) => void
}

/** Every figure with what exactly it means; money stands in the table, by currency. */
export function FigureCards({ figures: { figures, containment }, asked, onChoose }: FigureCardsProps) {
  return (
    <ul className={styles.cards}>
      <li className={styles.card}>
        <h2 className={styles.cardTitle}>Containment</h2>
        <p className={styles.number}>{containment === null ? '–' : `${Math.round(containment * 100)} %`}</p>
        <p className={styles.definition}>Share of conversations that the bot never handed over.</p>
      </li>
      {figures.map(({ metric, figure }) => (
        <li key={metric} className={styles.card} data-chosen={metric === asked.metric}>
          <UnstyledButton
            className={styles.choose}
            aria-pressed={metric === asked.metric}
            onClick={() => onChoose(metric)}
          >
            <span className={styles.cardTitle}>{reportMetrics[metric].title}</span>
          </UnstyledButton>
          <p className={styles.number}>
            {reportMetrics[metric].unit === 'money'
              ? `${figure.count} ${figure.count === 1 ? 'order' : 'orders'}`
              : sayMeasure(metric, headline(metric, figure, 'all'))}
          </p>
          <Beside metric={metric} figure={figure} />
          <p className={styles.definition}>{reportMetrics[metric].definition}</p>
        </li>
      ))}
    </ul>
  )
}

function Beside({ metric, figure }: { metric: ReportMetric; figure: ReportFigure }) {
  const { unit } = reportMetrics[metric]
  if (unit === 'time' && figure.median !== null)
    return (
      <p className={styles.beside}>
        median; nine of ten within {sayTime(figure.p90 ?? 0)}
        {figure.business && (
          <>
            <br />
            in working hours {sayTime(figure.business.median)}, {sayTime(figure.business.p90)}
          </>
        )}
      </p>
    )
  if (unit === 'score' && figure.count > 0)
    return (
      <p className={styles.beside}>
        mean of {figure.count} {figure.count === 1 ? 'answer' : 'answers'}
      </p>
    )
  return null
}
