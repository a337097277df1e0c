import type { FeedPreview } from '@parley/contracts'
import { formatMoney } from '@parley/ui'
import forms from '../../forms/forms.module.css'
import table from '../../shell/table.module.css'
import { plainWords } from '../../words/names.ts'
import styles from '../catalogue.module.css'
import { FeedProblems } from './feed-problems.tsx'

/** What the feed would do, before it does it. */
export function FeedPreviewView({ preview, currency }: { preview: FeedPreview; currency: string }) {
  const { rows, fresh, changed, unchanged, withdrawn, problems, sample } = preview
  const money = (amount: number) => formatMoney({ amount, currency }, navigator.language)
  return (
    <section className={forms.part} aria-label="What it would do" aria-live="polite">
      <h2 className={forms.partTitle}>What it would do</h2>
      <dl className={styles.facts}>
        <Fact label="Rows found" value={rows} />
        <Fact label="New" value={fresh} />
        <Fact label="Changed" value={changed} />
        <Fact label="So already" value={unchanged} />
        <Fact label="Withdrawn" value={withdrawn} />
        <Fact label="Not taken" value={problems.length} />
      </dl>
      {sample.length > 0 && (
        <table className={table.table}>
          <thead>
            <tr>
              <th>Row</th>
              <th>Goods</th>
              <th data-minor>There is</th>
              <th data-number>Price</th>
            </tr>
          </thead>
          <tbody>
            {sample.map((row) => (
              <tr key={row.line}>
                <td>{row.line}</td>
                <td className={table.long}>
                  {row.title}
                  <span className={styles.sub}>
                    {row.isNew ? 'new' : 'changed'}, {row.id}
                  </span>
                </td>
                <td data-minor>{plainWords(row.availability)}</td>
                <td data-number>
                  {row.salePrice !== null && <s className={styles.struck}>{money(row.price)}</s>}{' '}
                  {money(row.salePrice ?? row.price)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {fresh + changed > sample.length && <p className={styles.soft}>And {fresh + changed - sample.length} more.</p>}
      <FeedProblems problems={problems} />
    </section>
  )
}

function Fact({ label, value }: { label: string; value: number }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  )
}
