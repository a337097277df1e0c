import type { Quote } from '@parley/contracts'
import { useNow } from '../live/now.ts'
import styles from '../orders/order-state.module.css'

const words = {
  asked: ['Needs a price', 'warn'],
  priced: ['Offered', 'good'],
  accepted: ['Accepted', 'plain'],
  declined: ['Declined', 'bad'],
} as const

export const quoteStatusWord = (status: Quote['status']): string => words[status][0]

/** How a quote stands; an offer whose time is up says so. */
export function QuoteState({ quote: { status, validUntil } }: { quote: Pick<Quote, 'status' | 'validUntil'> }) {
  const now = useNow()
  const isPast = status === 'priced' && validUntil !== null && Date.parse(validUntil) <= now
  const [word, tone] = isPast ? (['Ended', 'plain'] as const) : words[status]
  return (
    <span className={styles.state} data-tone={tone}>
      {word}
    </span>
  )
}
