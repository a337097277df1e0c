import { Button } from '@mantine/core'
import type { Order } from '@parley/contracts'
import { formatMoney } from '@parley/ui'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Parcel, Payment } from '../api/commerce-schemas.ts'
import { Part } from '../shell/part.tsx'
import { plainWords } from '../words/names.ts'
import { dateOf, exactTime } from '../words/times.ts'
import styles from './order-page.module.css'
import { PaymentState, RefundState, ReturnState } from './order-state.tsx'
import { usePapers, useReturnsOf } from './use-order.ts'

const money = (amount: Order['totals']['total']) => formatMoney(amount, navigator.language)
const parcelWords = { packed: 'Packed', shipped: 'On its way', delivered: 'Delivered' } as const

interface ParcelsProps {
  order: Order
  parcels: readonly Parcel[]
  mayWrite: boolean
  onSend: (parcel: Parcel) => void
  onDelivered: (parcel: Parcel) => void
}

/** Each parcel with what is in it, where it is, and the next step. */
export function ParcelsPart({ order, parcels, mayWrite, onSend, onDelivered }: ParcelsProps) {
  if (parcels.length === 0) return null
  return (
    <Section title="Parcels">
      {parcels.map((parcel, place) => (
        <li key={parcel.id}>
          <span>
            <b>
              Parcel {place + 1}: {parcelWords[parcel.status].toLowerCase()}
            </b>
            <span className={styles.soft}>
              {parcel.lines
                .map(({ lineId, quantity }) => `${quantity} × ${order.lines.find(({ id }) => id === lineId)?.title}`)
                .join(', ')}
            </span>
            {parcel.tracking && <Tracking {...parcel.tracking} />}
          </span>
          {mayWrite && parcel.status === 'packed' && (
            <Button size="compact-md" onClick={() => onSend(parcel)}>
              Send parcel {place + 1}
            </Button>
          )}
          {mayWrite && parcel.status === 'shipped' && (
            <Button size="compact-md" variant="default" onClick={() => onDelivered(parcel)}>
              Parcel {place + 1} has arrived
            </Button>
          )}
        </li>
      ))}
    </Section>
  )
}

function Tracking({ carrier, number, url }: NonNullable<Parcel['tracking']>) {
  const isAddress = url ? /^https?:\/\//.test(url) : false
  return (
    <span className={styles.soft}>
      {carrier}{' '}
      {isAddress && url ? (
        <a href={url} rel="noreferrer" target="_blank">
          {number}
        </a>
      ) : (
        number
      )}
    </span>
  )
}

/** What was paid, by which way, and what of it went back. */
export function PaymentsPart({ payments }: { payments: readonly Payment[] }) {
  if (payments.length === 0) return null
  return (
    <Section title="Payments">
      {payments.map((payment) => (
        <li key={payment.id}>
          <span>
            <b>
              {money(payment.amount)}, {plainWords(payment.provider)}
            </b>
            <span className={styles.soft}>
              {payment.captured.amount > 0 && `${money(payment.captured)} taken`}
              {payment.refunded.amount > 0 && `, ${money(payment.refunded)} given back`}
              {payment.disputed.amount > 0 && `, ${money(payment.disputed)} disputed`}
            </span>
            {payment.refunds.map((refund) => (
              <span key={refund.id} className={styles.soft}>
                {money(refund.amount)} back on {dateOf(refund.at)}: <RefundState status={refund.status} />
                {refund.reason && ` ${refund.reason}`}
              </span>
            ))}
          </span>
          <PaymentState status={payment.status} />
        </li>
      ))}
    </Section>
  )
}

const paperWords: Readonly<Record<string, string>> = { invoice: 'Invoice', 'credit-note': 'Credit note' }

export function PapersPart({ orderId }: { orderId: string }) {
  const { data: papers = [] } = usePapers(orderId)
  if (papers.length === 0) return null
  return (
    <Part title="Papers">
      {papers.map((paper) => (
        <span key={paper.id}>
          <a href={paper.url} target="_blank" rel="noreferrer">
            {paperWords[paper.kind] ?? plainWords(paper.kind)} {paper.number} (PDF)
          </a>{' '}
          {money(paper.total)}
        </span>
      ))}
    </Part>
  )
}

export function ReturnsPart({ orderId }: { orderId: string }) {
  const { data: returns = [] } = useReturnsOf(orderId)
  if (returns.length === 0) return null
  return (
    <Part title="Returns">
      {returns.map((each) => (
        <span key={each.id}>
          <Link to="/returns/$returnId" params={{ returnId: each.id }}>
            {each.number}
          </Link>{' '}
          <ReturnState status={each.status} />
          <time className={styles.soft} dateTime={each.createdAt} title={exactTime(each.createdAt)}>
            {' '}
            {dateOf(each.createdAt)}
          </time>
        </span>
      ))}
    </Part>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h2>{title}</h2>
      <ul>{children}</ul>
    </section>
  )
}
