import type { Discount, Money, Totals } from '@parley/contracts'
import type { ComponentChildren } from 'preact'
import type { Reader } from '../reader.ts'

interface TotalsProps {
  totals: Totals
  discounts?: readonly Discount[] | undefined
  reader: Reader
  /** The row of the delivery, where more is to be said of it than what it costs. */
  delivery?: ComponentChildren
  totalLabel?: string
  children?: ComponentChildren
}

/** All that makes up what is paid, row by row: each offer by its name, and what gift cards pay of it. */
export function TotalRows({ totals, discounts = [], reader, delivery, totalLabel, children }: TotalsProps) {
  const { say, money } = reader
  const { goods, total, giftCards, toPay } = totals
  const byCards = giftCards && toPay && giftCards.amount > 0
  return (
    <dl class="totals">
      <Row label={say('totals.goods')} value={money(goods)} />
      {rowsOf(totals.discount, discounts).map(({ name, amount }) => (
        <Row label={name ?? say('totals.discount')} value={`−${money(amount)}`} />
      ))}
      {delivery ?? <Row label={say('totals.delivery')} value={deliveryWords(totals, reader)} />}
      <Row label={totalLabel ?? say('totals.total')} value={money(total)} kind={byCards ? undefined : 'grand'} />
      {byCards && (
        <>
          <Row label={say('totals.gift_cards')} value={`−${money(giftCards)}`} />
          <Row label={say('totals.to_pay')} value={money(toPay)} kind="grand" />
        </>
      )}
      {children}
    </dl>
  )
}

export function Row({ label, value, kind }: { label: string; value: string; kind?: 'grand' | 'soft' | undefined }) {
  return (
    <div class={kind}>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  )
}

function deliveryWords({ delivery }: Totals, { say, money }: Reader): string {
  if (!delivery) return say('delivery.later')
  return delivery.amount === 0 ? say('delivery.free') : money(delivery)
}

/** By name, where the names make up all that is taken off; else in one row. */
function rowsOf(whole: Money, discounts: readonly Discount[]): { name?: string; amount: Money }[] {
  const all = { ...whole, amount: Math.abs(whole.amount) }
  const named = discounts.filter(({ amount }) => amount.amount > 0)
  if (named.reduce((sum, { amount }) => sum + amount.amount, 0) === all.amount) return named
  return all.amount > 0 ? [{ amount: all }] : []
}
