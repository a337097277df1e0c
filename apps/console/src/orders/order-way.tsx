import type { OrderStatus } from '@parley/contracts'
import styles from './order-page.module.css'
import { orderStatusWord } from './order-state.tsx'

const way: readonly OrderStatus[] = ['placed', 'paid', 'packed', 'shipped', 'delivered']

/** How far the order has come. On account it may be packed before it is paid; what lies behind is then still said to be done. */
export function OrderWay({ status }: { status: OrderStatus }) {
  if (status === 'cancelled') return <p className={styles.cancelled}>Cancelled: nothing is sent and nothing is owed.</p>
  const reached = status === 'closed' ? way.length - 1 : way.indexOf(status)
  return (
    <ol className={styles.way} aria-label="How far it has come">
      {way.map((step, place) => (
        <li key={step} data-done={place <= reached} aria-current={place === reached ? 'step' : undefined}>
          {orderStatusWord(step)}
        </li>
      ))}
    </ol>
  )
}
