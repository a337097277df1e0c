import type { Order, OrderStatus } from '@parley/contracts'
import { formatMoney } from '@parley/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ordersAnswer } from '../api/schemas.ts'
import { useDesk } from '../live/desk-context.tsx'
import { useNow } from '../live/now.ts'
import { Fault, RowsComing } from '../shell/states.tsx'
import { exactTime, listTime } from '../words/times.ts'
import { orderStatusWord, PaymentState } from './order-state.tsx'
import styles from './orders-board.module.css'

/** What somebody still has to do something about, and what has just arrived. */
const columns: readonly OrderStatus[] = ['placed', 'paid', 'packed', 'shipped', 'delivered']
const most = 30

interface BoardProps {
  search: string | undefined
  since: string | undefined
}

/** Orders by how far they have come, the newest first in each. */
export function OrdersBoard(filter: BoardProps) {
  return (
    <div className={styles.board}>
      {columns.map((status) => (
        <Column key={status} status={status} {...filter} />
      ))}
    </div>
  )
}

function Column({ status, search, since }: BoardProps & { status: OrderStatus }) {
  const { api, shopId } = useDesk()
  const { data, error, refetch } = useQuery({
    queryKey: ['orders', shopId, 'board', status, search, since],
    queryFn: ({ signal }) =>
      api({ path: '/orders', query: { status, search, since, limit: most }, answer: ordersAnswer, signal }),
    refetchInterval: 30_000,
  })
  const orders = data?.orders ?? []
  const hasMore = Boolean(data?.next)
  return (
    <section className={styles.column} aria-label={orderStatusWord(status)}>
      <h2>
        {orderStatusWord(status)} {data && <span className={styles.count}>{hasMore ? `${most}+` : orders.length}</span>}
      </h2>
      {error ? (
        <Fault fault={error} onRetry={() => void refetch()} />
      ) : data ? (
        <ul>
          {orders.map((order) => (
            <Card key={order.id} order={order} />
          ))}
          {orders.length === 0 && <li className={styles.none}>Nothing here.</li>}
          {hasMore && (
            <li>
              <Link to="/orders" search={{ status }}>
                All of them
              </Link>
            </li>
          )}
        </ul>
      ) : (
        <RowsComing rows={3} />
      )}
    </section>
  )
}

function Card({ order }: { order: Order }) {
  const now = useNow()
  const items = order.lines.reduce((sum, { quantity }) => sum + quantity, 0)
  return (
    <li className={styles.card}>
      <Link to="/orders/$orderId" params={{ orderId: order.id }} className={styles.opener}>
        {order.number}
      </Link>
      <time dateTime={order.placedAt} title={exactTime(order.placedAt)}>
        {listTime(order.placedAt, now)}
      </time>
      <span className={styles.name}>{order.contact?.name ?? 'Unknown'}</span>
      <span className={styles.total}>{formatMoney(order.totals.total, navigator.language)}</span>
      <span className={styles.soft}>
        {items === 1 ? '1 item' : `${items} items`}
        {order.delivery && `, ${order.delivery.name}`}
      </span>
      {order.status === 'placed' && order.payment && <PaymentState status={order.payment.status} />}
    </li>
  )
}
