import { type OrderStatus, orderStatus, type PaymentStatus, type ReturnStatus } from '@parley/contracts'
import type { Payment } from '../api/commerce-schemas.ts'
import { plainWords } from '../words/names.ts'
import styles from './order-state.module.css'

type Tone = 'plain' | 'good' | 'warn' | 'bad'

const orderWords: Readonly<Record<OrderStatus, readonly [string, Tone]>> = {
  placed: ['Placed', 'warn'],
  paid: ['Paid', 'good'],
  packed: ['Packed', 'good'],
  shipped: ['On its way', 'good'],
  delivered: ['Delivered', 'plain'],
  cancelled: ['Cancelled', 'bad'],
  closed: ['Closed', 'plain'],
}

const paymentWords: Readonly<Record<PaymentStatus, readonly [string, Tone]>> = {
  created: ['Not paid', 'warn'],
  pending: ['Awaited', 'warn'],
  authorised: ['Approved', 'good'],
  captured: ['Paid', 'good'],
  declined: ['Declined', 'bad'],
  voided: ['Called off', 'plain'],
  refunded: ['Paid back', 'plain'],
  failed: ['Failed', 'bad'],
}

const refundWords: Readonly<Record<Payment['refunds'][number]['status'], readonly [string, Tone]>> = {
  asked: ['On its way', 'warn'],
  pending: ['Not known yet', 'warn'],
  done: ['Given back', 'good'],
  refused: ['Refused by the bank', 'bad'],
}

const returnWords: Readonly<Record<ReturnStatus, readonly [string, Tone]>> = {
  asked: ['Asked for', 'warn'],
  approved: ['Approved', 'good'],
  received: ['Received', 'warn'],
  refunded: ['Paid back', 'plain'],
  exchanged: ['Exchanged', 'plain'],
  rejected: ['Refused', 'bad'],
  withdrawn: ['Called off', 'plain'],
}

export const orderStatusWord = (status: OrderStatus): string => orderWords[status][0]

/** The same for a status that came as plain text and may be newer than this page. */
export function statusWordOf(status: string): string {
  const known = orderStatus.safeParse(status)
  return known.success ? orderStatusWord(known.data) : plainWords(status)
}

export function OrderState({ status }: { status: OrderStatus }) {
  return <State told={orderWords[status]} />
}

export function PaymentState({ status }: { status: PaymentStatus }) {
  return <State told={paymentWords[status]} />
}

export function RefundState({ status }: { status: Payment['refunds'][number]['status'] }) {
  return <State told={refundWords[status]} />
}

export const returnStatusWord = (status: ReturnStatus): string => returnWords[status][0]

export function ReturnState({ status }: { status: ReturnStatus }) {
  return <State told={returnWords[status]} />
}

function State({ told: [word, tone] }: { told: readonly [string, Tone] }) {
  return (
    <span className={styles.state} data-tone={tone}>
      {word}
    </span>
  )
}
