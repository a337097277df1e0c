import type { Cart, CartLine, OrderLine, Refusal } from '@parley/contracts'
import { Codes } from '../cart/codes.tsx'
import { Row, TotalRows } from '../cart/totals.tsx'
import { Portrait } from '../frame/product-cards.tsx'
import type { Reader } from '../reader.ts'

/** What is being bought, beside the form. */
export function OrderSummary(props: {
  cart: Cart
  reader: Reader
  refusals: readonly Refusal[]
  typedCode: string
  form: string
}) {
  const { cart, reader, refusals, typedCode, form } = props
  const { say, money } = reader
  return (
    <aside class="summary" aria-label={say('checkout.summary')}>
      <BoughtLines lines={cart.lines} reader={reader} />
      <Codes cart={cart} reader={reader} refusals={refusals} typed={typedCode} form={form} />
      <TotalRows totals={cart.totals} discounts={cart.discounts} reader={reader}>
        <Row label={say('totals.vat')} value={money(cart.totals.vat)} kind="soft" />
      </TotalRows>
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
