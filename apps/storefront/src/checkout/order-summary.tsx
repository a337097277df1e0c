import type { Cart, CartLine, OrderLine, Totals } from '@parley/contracts'
import { Portrait } from '../frame/product-cards.tsx'
import type { Reader } from '../reader.ts'

/** What is being bought, beside the form. */
export function OrderSummary({ cart, reader }: { cart: Cart; reader: Reader }) {
  const { say } = reader
  return (
    <aside class="summary" aria-label={say('checkout.summary')}>
      <BoughtLines lines={cart.lines} reader={reader} />
      <TotalRows totals={cart.totals} reader={reader} />
    </aside>
  )
}

export function BoughtLines({ lines, reader }: { lines: (CartLine | OrderLine)[]; reader: Reader }) {
  const { money } = reader
  return (
    <ul class="lines">
      {lines.map((line) => (
        <li class="line" key={line.id}>
          <Portrait picture={line.picture} alt="" class="small-portrait" eager />
          <div class="line-words">
            <p>{line.title}</p>
            {line.options && <p class="soft">{line.options}</p>}
            {line.quantity > 1 && <p class="soft">{`${line.quantity} × ${money(line.unitPrice)}`}</p>}
          </div>
          <p class="amount">{money(line.total)}</p>
        </li>
      ))}
    </ul>
  )
}

export function TotalRows({ totals, reader }: { totals: Totals; reader: Reader }) {
  const { say, money } = reader
  const { goods, discount, delivery, total, vat } = totals
  const deliveryWords = !delivery
    ? say('delivery.later')
    : delivery.amount === 0
      ? say('delivery.free')
      : money(delivery)
  return (
    <dl class="totals">
      <div>
        <dt>{say('totals.goods')}</dt>
        <dd>{money(goods)}</dd>
      </div>
      {discount.amount !== 0 && (
        <div>
          <dt>{say('totals.discount')}</dt>
          <dd>−{money({ ...discount, amount: Math.abs(discount.amount) })}</dd>
        </div>
      )}
      <div>
        <dt>{say('totals.delivery')}</dt>
        <dd>{deliveryWords}</dd>
      </div>
      <div class="grand">
        <dt>{say('totals.total')}</dt>
        <dd>{money(total)}</dd>
      </div>
      <div class="soft">
        <dt>{say('totals.vat')}</dt>
        <dd>{money(vat)}</dd>
      </div>
    </dl>
  )
}
