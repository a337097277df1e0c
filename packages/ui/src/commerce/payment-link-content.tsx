import type { Content } from '@parley/contracts'
import { type Drawing, inWords } from '../act.ts'
import { formatMoney } from '../format.ts'
import { safeAddress } from '../linkify.ts'
import { Row } from './lines.tsx'

export function PaymentLinkContent(props: { content: Extract<Content, { type: 'payment_link' }>; drawing: Drawing }) {
  const { content, drawing } = props
  const title = inWords(drawing, 'order.title', { number: content.orderNumber })
  const address = safeAddress(content.url)
  return (
    <article class="card payment" aria-label={title}>
      <h3>{title}</h3>
      <dl class="totals">
        <Row label={inWords(drawing, 'payment.amount')} value={formatMoney(content.amount, drawing.language)} grand />
      </dl>
      {address && (
        <a class="button wide" href={address}>
          {content.label}
        </a>
      )}
    </article>
  )
}
