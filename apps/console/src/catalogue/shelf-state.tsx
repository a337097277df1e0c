import type { ProductStatus } from '@parley/contracts'
import styles from '../orders/order-state.module.css'

const words: Readonly<Record<ProductStatus, readonly [string, string]>> = {
  published: ['Shown', 'good'],
  draft: ['Hidden', 'warn'],
  withdrawn: ['Withdrawn', 'plain'],
}

export const shelfWord = (status: ProductStatus): string => words[status][0]

export const shelfChoices = [
  { value: 'published', label: 'Shown' },
  { value: 'draft', label: 'Hidden' },
  { value: 'withdrawn', label: 'Withdrawn' },
] as const satisfies readonly { value: ProductStatus; label: string }[]

/** Whether shoppers see it. */
export function ShelfState({ status }: { status: ProductStatus }) {
  const [word, tone] = words[status]
  return (
    <span className={styles.state} data-tone={tone}>
      {word}
    </span>
  )
}
