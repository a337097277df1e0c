import type { BulkChange, BulkPart } from '@parley/contracts'
import { formatMoney } from '@parley/ui'
import table from '../../shell/table.module.css'
import styles from '../catalogue.module.css'
import { shelfWord } from '../shelf-state.tsx'
import { categoryName, type Facets, useFacets } from '../use-facets.ts'

/** What a change of many would do, product by product. */
export function BulkPreview({ change }: { change: BulkChange }) {
  const { data: facets } = useFacets()
  const more = change.count - change.changes.length
  return (
    <>
      <p>
        {change.count === 1 ? '1 product changes' : `${change.count} products change`}
        {change.same > 0 && `, ${change.same} ${change.same === 1 ? 'is' : 'are'} so already`}.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard */}
      <section className={styles.scrollBox} tabIndex={0} aria-label="What would change">
        <table className={table.table}>
          <thead>
            <tr>
              <th>Product</th>
              <th>Now</th>
              <th>Then</th>
            </tr>
          </thead>
          <tbody>
            {change.changes.map(({ productId, name, before, after }) => (
              <tr key={productId}>
                <td className={styles.previewName}>{name}</td>
                <td className={styles.soft}>
                  <Part part={before} facets={facets} beside={after} />
                </td>
                <td>
                  <Part part={after} facets={facets} beside={before} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {more > 0 && <p className={styles.soft}>And {more} more, in the same way.</p>}
    </>
  )
}

function Part({ part, beside, facets }: { part: BulkPart; beside: BulkPart; facets: Facets | undefined }) {
  if (part.status) return shelfWord(part.status)
  if (part.categories) return part.categories.map((id) => categoryName(facets, id)).join(', ') || 'In none'
  const told = new Set(
    (part.prices ?? [])
      .filter(({ variantId, currency, amount, compareAt }) => {
        const other = beside.prices?.find((one) => one.variantId === variantId && one.currency === currency)
        return other?.amount !== amount || other.compareAt !== compareAt
      })
      .map(({ currency, amount, compareAt }) => {
        const money = (value: number) => formatMoney({ amount: value, currency }, navigator.language)
        return compareAt === null ? money(amount) : `${money(amount)} instead of ${money(compareAt)}`
      }),
  )
  const shown = [...told].slice(0, 4)
  return `${shown.join(', ')}${told.size > shown.length ? ` and ${told.size - shown.length} more` : ''}`
}
