import type { DeskConversation } from '@parley/contracts'
import { formatMoney } from '@parley/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ordersAnswer } from '../../api/schemas.ts'
import { useDesk } from '../../live/desk-context.tsx'
import { OrderState } from '../../orders/order-state.tsx'
import { dateOf } from '../../words/times.ts'
import styles from './person-pane.module.css'

/** What she has bought: hers where she is known, else this conversation's. */
export function OrdersPart({ conversation }: { conversation: DeskConversation }) {
  const { api, shopId } = useDesk()
  const whose = conversation.person ? { personId: conversation.person.id } : { conversationId: conversation.id }
  const { data } = useQuery({
    queryKey: ['orders', shopId, whose],
    queryFn: ({ signal }) => api({ path: '/orders', query: whose, answer: ordersAnswer, signal }),
  })
  const orders = data?.orders ?? []
  return (
    <section className={styles.part}>
      <h3 className={styles.title}>
        Orders {orders.length > 0 && <span className={styles.count}>{orders.length}</span>}
      </h3>
      {orders.length === 0 && <p className={styles.soft}>None yet.</p>}
      <ul>
        {orders.slice(0, 8).map((order) => (
          <li key={order.id}>
            <Link to="/orders/$orderId" params={{ orderId: order.id }} className={styles.order}>
              <span>
                <b>{order.number}</b> <OrderState status={order.status} />
              </span>
              <span className={styles.amount}>{formatMoney(order.totals.total, conversation.language)}</span>
              <span className={styles.soft}>{dateOf(order.placedAt)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
