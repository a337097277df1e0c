import styles from './reports.module.css'

export interface Bar {
  key: string
  label: string
  value: number
  telling: string
}

interface BarChartProps {
  bars: readonly Bar[]
  /** What the bars measure: the one message of the chart. */
  title: string
  /** Upright for times that follow one another, lying for names that need room. */
  upright: boolean
}

const height = 160
const mostLabels = 8

/** Bars from nought, each readable without hovering by its number in the table below; the picture itself is told as one sentence. */
export function BarChart({ bars, title, upright }: BarChartProps) {
  const most = Math.max(...bars.map(({ value }) => value), 0)
  if (bars.length === 0 || most <= 0) return null
  return upright ? <Upright bars={bars} most={most} title={title} /> : <Lying bars={bars} most={most} title={title} />
}

interface DrawnProps {
  bars: readonly Bar[]
  most: number
  title: string
}

function Upright({ bars, most, title }: DrawnProps) {
  const width = 100 / bars.length
  const every = Math.ceil(bars.length / mostLabels)
  const top = bars.find(({ value }) => value === most)
  return (
    <figure className={styles.chart}>
      <figcaption className={styles.chartTitle}>
        {title}
        <span>highest: {top?.telling}</span>
      </figcaption>
      <svg
        className={styles.bars}
        viewBox={`0 0 100 ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${title}, ${bars.length} bars, the highest ${top?.label}: ${top?.telling}`}
      >
        {bars.map(({ key, value }, place) => {
          const tall = (value / most) * (height - 4)
          return <rect key={key} x={place * width + width * 0.1} y={height - tall} width={width * 0.8} height={tall} />
        })}
      </svg>
      <div className={styles.axis} aria-hidden>
        {bars
          .filter((_, place) => place % every === 0)
          .map(({ key, label }) => (
            <span key={key}>{label}</span>
          ))}
      </div>
    </figure>
  )
}

function Lying({ bars, most, title }: DrawnProps) {
  return (
    <figure className={styles.chart}>
      <figcaption className={styles.chartTitle}>{title}</figcaption>
      <ul className={styles.lying}>
        {bars.slice(0, 20).map(({ key, label, value, telling }) => (
          <li key={key}>
            <span className={styles.lyingLabel}>{label}</span>
            <span className={styles.track} aria-hidden>
              <span style={{ width: `${(value / most) * 100}%` }} />
            </span>
            <span className={styles.lyingValue}>{telling}</span>
          </li>
        ))}
      </ul>
    </figure>
  )
}
