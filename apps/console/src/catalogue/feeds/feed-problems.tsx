import type { FeedPreview } from '@parley/contracts'
import forms from '../../forms/forms.module.css'
import table from '../../shell/table.module.css'
import styles from '../catalogue.module.css'

/** Rows that can't be sold, by their line. The others are taken. */
export function FeedProblems({ problems }: { problems: FeedPreview['problems'] }) {
  if (problems.length === 0) return null
  return (
    <>
      <h3 className={forms.partTitle}>
        {problems.length === 1 ? 'One row is not taken' : `${problems.length} rows are not taken`}
      </h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard */}
      <section className={styles.scrollBox} tabIndex={0} aria-label="Rows that are not taken">
        <table className={table.table}>
          <thead>
            <tr>
              <th>Line</th>
              <th>Id</th>
              <th>Why</th>
            </tr>
          </thead>
          <tbody>
            {problems.slice(0, 500).map((problem) => (
              <tr key={`${problem.line} ${problem.code} ${problem.message}`}>
                <td>{problem.line}</td>
                <td className={table.long}>{problem.id ?? ''}</td>
                <td className={table.long}>{problem.message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}
