import type { CartLine, OrderLine, Totals } from '@parley/contracts'
import { type Drawing, inWords } from '../act.ts'
import { formatMoney } from '../format.ts'
import { safeAddress } from '../linkify.ts'
import { Refusals } from '../refusals.tsx'

/** What is bought: picture, name, options, how many, what it comes to. */
export function Lines({ lines, drawing }: { lines: (CartLine | OrderLine)[]; drawing: Drawing }) {
  return (
    <ul class="lines">
      {lines.map((line) => (
        <li key={line.id}>
          <Thumbnail line={line} />
          <div>
            <p class="line-title">{line.title}</p>
            {line.options && <p class="soft">{line.options}</p>}
            {line.quantity > 1 && (
              <p class="soft">
                {line.quantity} × {formatMoney(line.unitPrice, drawing.language)}
              </p>
            )}
            {'problems' in line && <Refusals refusals={line.problems} />}
          </div>
          <b class="amount">{formatMoney(line.total, drawing.language)}</b>
        </li>
      ))}
    </ul>
  )
}

export function TotalRows({ totals, drawing }: { totals: Totals; drawing: Drawing }) {
  const { goods, delivery, discount, vat, total, giftCards, toPay } = totals
  const money = (amount: Totals['total']) => formatMoney(amount, drawing.language)
  const deliveryWords = delivery && (delivery.amount === 0 ? inWords(drawing, 'totals.free') : money(delivery))
  return (
    <dl class="totals">
      <Row label={inWords(drawing, 'totals.goods')} value={money(goods)} />
      {discount.amount !== 0 && (
        <Row
          label={inWords(drawing, 'totals.discount')}
          value={`−${money({ ...discount, amount: Math.abs(discount.amount) })}`}
        />
      )}
      <Row
        label={inWords(drawing, 'totals.delivery')}
        value={deliveryWords ?? inWords(drawing, 'totals.delivery_later')}
        soft={!delivery}
      />
      <Row label={inWords(drawing, 'totals.total')} value={money(total)} grand />
      {vat.amount > 0 && <Row label={inWords(drawing, 'totals.vat')} value={money(vat)} soft />}
      {giftCards && toPay && giftCards.amount > 0 && (
        <>
          <Row label={inWords(drawing, 'totals.gift_cards')} value={`−${money(giftCards)}`} />
          <Row label={inWords(drawing, 'totals.to_pay')} value={money(toPay)} grand />
        </>
      )}
    </dl>
  )
}

export function Row(props: { label: string; value: string; grand?: boolean; soft?: boolean }) {
  return (
    <div class={props.grand ? 'row grand' : props.soft ? 'row soft' : 'row'}>
      <dt>{props.label}</dt>
      <dd>{props.value}</dd>
    </div>
  )
}

function Thumbnail({ line }: { line: CartLine | OrderLine }) {
  const address = safeAddress(line.picture?.url)
  return <span class="thumbnail">{address && <img src={address} alt="" loading="lazy" />}</span>
}
