import type { DeskConversation, Order } from '@parley/contracts'
import { formatMoney } from '@parley/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { ordersAnswer } from '../../api/schemas.ts'
import { useDesk } from '../../live/desk-context.tsx'
import { OrderState } from '../../orders/order-state.tsx'
import { dateOf } from '../../words/times.ts'
import { DeedDialogue } from './deeds/deed-dialogue.tsx'
import type { DeedOf } from './deeds/deed-form.tsx'
import { OrderDeeds } from './deeds/order-deeds.tsx'
import { TakeBackDialogue } from './deeds/take-back-dialogue.tsx'
import styles from './person-pane.module.css'

/** What she has bought, found by the address she ordered with; whoever has ordered has given one. */
export function OrdersPart({ conversation }: { conversation: DeskConversation }) {
  const { api, shopId } = useDesk()
  const [deed, setDeed] = useState<DeedOf | null>(null)
  const [back, setBack] = useState<Order | null>(null)
  const email = conversation.person?.email
  const { data } = useQuery({
    queryKey: ['orders', shopId, 'of', email, conversation.lastChange],
    queryFn: ({ signal }) => api({ path: '/orders', query: { search: email, limit: 8 }, answer: ordersAnswer, signal }),
    enabled: email !== undefined,
    placeholderData: (before) => before,
  })
  const orders = data?.orders.filter(({ contact }) => contact?.email.toLowerCase() === email?.toLowerCase()) ?? []
  return (
    <section className={styles.part}>
      <h3 className={styles.title}>
        Orders {orders.length > 0 && <span className={styles.count}>{orders.length}</span>}
      </h3>
      {orders.length === 0 && <p className={styles.soft}>None yet.</p>}
      <ul>
        {orders.map((order) => (
          <li key={order.id} className={styles.orderRow}>
            <Link to="/orders/$orderId" params={{ orderId: order.id }} className={styles.order}>
              <span>
                <b>{order.number}</b> <OrderState status={order.status} />
              </span>
              <span className={styles.amount}>{formatMoney(order.totals.total, conversation.language)}</span>
              <span className={styles.soft}>{dateOf(order.placedAt)}</span>
            </Link>
            <OrderDeeds order={order} onChoose={setDeed} onTakeBack={() => setBack(order)} />
          </li>
        ))}
      </ul>
      {back && <TakeBackDialogue order={back} onClose={() => setBack(null)} />}
      <DeedDialogue conversation={conversation} deed={deed} onClose={() => setDeed(null)} />
    </section>
  )
}
