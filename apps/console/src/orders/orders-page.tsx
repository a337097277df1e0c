import { Button, NativeSelect } from '@mantine/core'
import { type Order, orderStatus } from '@parley/contracts'
import { formatMoney } from '@parley/ui'
import { IconColumns3, IconList } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { ordersAnswer } from '../api/schemas.ts'
import { useDesk } from '../live/desk-context.tsx'
import { useNow } from '../live/now.ts'
import { useCommands } from '../shell/commands.ts'
import { PagedList } from '../shell/paged-list.tsx'
import { SearchField } from '../shell/search-field.tsx'
import table from '../shell/table.module.css'
import { exactTime, listTime } from '../words/times.ts'
import { BooksDialogue } from './books-dialogue.tsx'
import { OrderState, orderStatusWord, PaymentState } from './order-state.tsx'
import styles from './orders-board.module.css'
import { OrdersBoard } from './orders-board.tsx'

export function OrdersPage() {
  const filter = useSearch({ from: '/desk/orders' })
  const since = useMemo(() => sinceOf(filter.days), [filter.days])
  const { status, search, days } = filter
  return (
    <div className={table.page}>
      <header className={table.head}>
        <h1 className={table.title}>Orders</h1>
        <Filters {...filter} />
      </header>
      {filter.shown === 'board' ? (
        <OrdersBoard search={search} since={since} />
      ) : (
        <PagedList
          one="order"
          many="orders"
          queryKey="orders"
          path="/orders"
          query={{ status, search, since }}
          answer={ordersAnswer}
          items={(page) => page.orders}
          empty={
            search || status || days
              ? { title: 'No order fits.', telling: 'Take a filter away to see more.' }
              : { title: 'No orders yet.', telling: 'The first one appears here at once.' }
          }
          head={
            <>
              <th>Order</th>
              <th>Customer</th>
              <th>Status</th>
              <th data-minor>Payment</th>
              <th data-minor data-number>
                Items
              </th>
              <th data-number>Total</th>
              <th data-minor data-number>
                Placed
              </th>
            </>
          }
          row={(order) => <OrderRow key={order.id} order={order} />}
        />
      )}
    </div>
  )
}

function OrderRow({ order }: { order: Order }) {
  const now = useNow()
  return (
    <tr>
      <td>
        <Link to="/orders/$orderId" params={{ orderId: order.id }} className={table.opener}>
          {order.number}
        </Link>
      </td>
      <td className={table.long}>{order.contact?.name ?? 'Unknown'}</td>
      <td>
        <OrderState status={order.status} />
      </td>
      <td data-minor>{order.payment ? <PaymentState status={order.payment.status} /> : 'None'}</td>
      <td data-minor data-number>
        {order.lines.reduce((sum, { quantity }) => sum + quantity, 0)}
      </td>
      <td data-number>{formatMoney(order.totals.total, navigator.language)}</td>
      <td data-minor data-number title={exactTime(order.placedAt)}>
        {listTime(order.placedAt, now)}
      </td>
    </tr>
  )
}

interface Filter {
  shown?: 'board' | undefined
  status?: Order['status'] | undefined
  search?: string | undefined
  days?: number | undefined
}

function Filters({ shown, status, search = '', days }: Filter) {
  const navigate = useNavigate({ from: '/orders' })
  const { role } = useDesk()
  const [wantsBooks, setWantsBooks] = useState(false)
  const set = (part: Filter, replace = false) =>
    void navigate({ search: (before) => ({ ...before, ...part }), replace })
  const isBoard = shown === 'board'
  const turn = () => set({ shown: isBoard ? undefined : 'board' })
  const seesBooks = role === 'owner' || role === 'admin'
  useCommands([
    { id: 'board', label: isBoard ? 'Show as a list' : 'Show as a board', group: 'Orders', key: 'v', run: turn },
    ...(seesBooks ? [{ id: 'books', label: 'Save the books', group: 'Orders', run: () => setWantsBooks(true) }] : []),
  ])
  return (
    <div className={`${table.filters} ${styles.filters}`}>
      <SearchField
        label="Search orders"
        group="Orders"
        placeholder="Number, name or whole e-mail"
        value={search}
        onSearch={(said) => set({ search: said }, true)}
      />
      {!isBoard && (
        <NativeSelect
          aria-label="Status"
          value={status ?? ''}
          onChange={({ currentTarget: { value } }) => {
            const chosen = orderStatus.safeParse(value)
            set({ status: chosen.success ? chosen.data : undefined })
          }}
          data={[
            { value: '', label: 'Any status' },
            ...orderStatus.options.map((value) => ({ value, label: orderStatusWord(value) })),
          ]}
        />
      )}
      <NativeSelect
        aria-label="Placed"
        value={days ? String(days) : ''}
        onChange={({ currentTarget: { value } }) => set({ days: Number(value) || undefined })}
        data={[
          { value: '', label: 'Any time' },
          { value: '1', label: 'Last day' },
          { value: '7', label: 'Last week' },
          { value: '30', label: 'Last 30 days' },
        ]}
      />
      <Button
        variant="default"
        onClick={turn}
        leftSection={isBoard ? <IconList size={16} /> : <IconColumns3 size={16} />}
      >
        {isBoard ? 'List' : 'Board'}
      </Button>
      {seesBooks && (
        <Button variant="default" onClick={() => setWantsBooks(true)}>
          Books
        </Button>
      )}
      {wantsBooks && <BooksDialogue onClose={() => setWantsBooks(false)} />}
    </div>
  )
}

/** To the hour, so that the question stays the same while the page is looked at. */
function sinceOf(days: number | undefined): string | undefined {
  if (!days) return undefined
  const hour = 3_600_000
  return new Date(Math.floor(Date.now() / hour) * hour - days * 24 * hour).toISOString()
}
