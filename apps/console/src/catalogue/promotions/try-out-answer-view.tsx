import type { Money } from '@parley/contracts'
import { formatMoney } from '@parley/ui'
import forms from '../../forms/forms.module.css'
import state from '../../orders/order-state.module.css'
import table from '../../shell/table.module.css'
import styles from '../catalogue.module.css'
import type { TryOutAnswer } from './try-out-answer.ts'

const money = (amount: Money): string => formatMoney(amount, navigator.language)

/** Line by line what it costs and what took something off; then every promotion, with what it did or why it did nothing. */
export function TryOutAnswerView({ answer: { lines, totals, promotions, unknownCodes } }: { answer: TryOutAnswer }) {
  return (
    <section className={forms.part} aria-label="What it costs" aria-live="polite">
      <h2 className={forms.partTitle}>What it costs</h2>
      <table className={table.table}>
        <thead>
          <tr>
            <th>Goods</th>
            <th data-number>Each</th>
            <th data-number>Off</th>
            <th data-number>Total</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.variantId}>
              <td>
                {line.quantity} × {line.title}
                {line.priceList && <span className={styles.sub}>Price of “{line.priceList.name}”</span>}
                {line.offers.map(({ promotionId, name, amount }) => (
                  <span key={promotionId} className={styles.sub}>
                    {name}: {money(amount)} off
                  </span>
                ))}
              </td>
              <td data-number>
                {line.regularPrice.amount !== line.unitPrice.amount && (
                  <s className={styles.struck}>{money(line.regularPrice)}</s>
                )}{' '}
                {money(line.unitPrice)}
              </td>
              <td data-number>{line.discount.amount === 0 ? '–' : money(line.discount)}</td>
              <td data-number>{money(line.total)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot className={styles.sums}>
          <Sum label="Goods" value={totals.goods} />
          {totals.discount.amount !== 0 && <Sum label="Off" value={totals.discount} />}
          {totals.delivery && <Sum label="Delivery" value={totals.delivery} />}
          <Sum label="Total" value={totals.total} isTotal />
          <Sum label={totals.reverseCharge ? 'VAT, reckoned by the buyer' : 'of which VAT'} value={totals.vat} />
        </tfoot>
      </table>
      <h2 className={forms.partTitle}>Why</h2>
      {promotions.length === 0 && unknownCodes.length === 0 && (
        <p className={forms.soft}>No promotion runs that could count here.</p>
      )}
      <ul className={styles.traces}>
        {unknownCodes.map((code) => (
          <li key={code}>
            <b>{code}</b>
            <span className={state.state} data-tone="bad">
              Opens nothing
            </span>
          </li>
        ))}
        {promotions.map((trace) => (
          <li key={trace.promotionId}>
            <b>
              {trace.name}
              {trace.code && <span className={styles.sub}>by {trace.code}</span>}
            </b>
            <span className={state.state} data-tone={trace.applied ? 'good' : 'plain'}>
              {trace.applied ? `${money(trace.amount)} off` : 'Not had'}
            </span>
            {trace.reasons.length > 0 && (
              <span className={styles.reason}>{trace.reasons.map(({ message }) => message).join(' ')}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Sum({ label, value, isTotal = false }: { label: string; value: Money; isTotal?: boolean }) {
  return (
    <tr>
      <th scope="row" colSpan={3} className={styles.sumLabel}>
        {label}
      </th>
      <td data-number>{isTotal ? <b>{money(value)}</b> : money(value)}</td>
    </tr>
  )
}
