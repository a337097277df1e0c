import type { Order } from '@parley/contracts'
import { type Drawing, inWords } from '../act.ts'
import { formatDate } from '../format.ts'
import { safeAddress } from '../linkify.ts'
import { Lines, Row, TotalRows } from './lines.tsx'

export function OrderContent({ order, drawing }: { order: Order; drawing: Drawing }) {
  const title = inWords(drawing, 'order.title', { number: order.number })
  const follow = safeAddress(order.statusUrl)
  const track = safeAddress(order.tracking?.url)
  return (
    <article class="card order" aria-label={title}>
      <header>
        <h3>{title}</h3>
        <span class={`status status-${order.status}`}>{inWords(drawing, `order.${order.status}`)}</span>
      </header>
      <Lines lines={order.lines} drawing={drawing} />
      <dl class="summary">
        <Row
          label={inWords(drawing, 'order.placed_at')}
          value={formatDate(new Date(order.placedAt), drawing.language)}
        />
        {order.delivery && (
          <Row
            label={inWords(drawing, 'totals.delivery')}
            value={`${order.delivery.name}, ${inWords(drawing, 'order.days', days(order.delivery.days))}`}
          />
        )}
        {order.address && <Row label={inWords(drawing, 'order.address')} value={addressLine(order.address)} />}
        {order.payment && <Row label={inWords(drawing, 'order.payment')} value={order.payment.name} />}
        {order.payment?.reference && (
          <Row label={inWords(drawing, 'order.reference')} value={order.payment.reference} />
        )}
        {order.tracking && (
          <Row label={inWords(drawing, 'order.parcel')} value={`${order.tracking.carrier} ${order.tracking.number}`} />
        )}
      </dl>
      <TotalRows totals={order.totals} drawing={drawing} />
      {(track || follow) && (
        <p class="links">
          {track && <a href={track}>{inWords(drawing, 'order.track')}</a>}
          {follow && <a href={follow}>{inWords(drawing, 'order.follow')}</a>}
        </p>
      )}
    </article>
  )
}

function days({ min, max }: { min: number; max: number }) {
  return { days: min === max ? String(min) : `${min}–${max}`, count: max }
}

function addressLine(address: NonNullable<Order['address']>): string {
  const place = `${address.postalCode} ${address.city}`
  return [address.line1, address.line2, place].filter(Boolean).join(', ')
}
