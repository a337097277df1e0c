import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { type Order, orderStatus } from '@parley/contracts'
import { formatMoney } from '@parley/ui'
import { IconSearch } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { ordersAnswer } from '../api/schemas.ts'
import { useDesk } from '../live/desk-context.tsx'
import { useNow } from '../live/now.ts'
import { useCommands } from '../shell/commands.ts'
import { Empty, Fault, RowsComing } from '../shell/states.tsx'
import { stepInList } from '../shell/step-in-list.ts'
import table from '../shell/table.module.css'
import { exactTime, listTime } from '../words/times.ts'
import { OrderState, orderStatusWord, PaymentState } from './order-state.tsx'

const pageSize = 50

export function OrdersPage() {
  const filter = useSearch({ from: '/desk/orders' })
  const { api, shopId } = useDesk()
  const body = useRef<HTMLTableSectionElement>(null)
  const { data, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['orders', shopId, 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      api({ path: '/orders', query: { ...filter, after: pageParam, limit: pageSize }, answer: ordersAnswer, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  })
  const orders = data?.pages.flatMap((page) => page.orders) ?? []
  const step = (by: 1 | -1) => body.current && stepInList(body.current, by)
  useCommands([
    { id: 'next', label: 'Next order', group: 'Orders', key: 'j', run: () => step(1) },
    { id: 'previous', label: 'Previous order', group: 'Orders', key: 'k', run: () => step(-1) },
  ])
  return (
    <div className={table.page}>
      <header className={table.head}>
        <h1 className={table.title}>Orders</h1>
        <Filters status={filter.status} search={filter.search ?? ''} />
      </header>
      {isPending ? (
        <RowsComing rows={12} />
      ) : error ? (
        <Fault fault={error} onRetry={() => void refetch()} />
      ) : orders.length === 0 ? (
        <Empty title={filter.search || filter.status ? 'No order fits.' : 'No orders yet.'}>
          {filter.search || filter.status ? 'Take a filter away to see more.' : 'The first one appears here at once.'}
        </Empty>
      ) : (
        <div className={table.scroll}>
          <table className={table.table}>
            <thead>
              <tr>
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
              </tr>
            </thead>
            <tbody ref={body}>
              {orders.map((order) => (
                <OrderRow key={order.id} order={order} />
              ))}
            </tbody>
          </table>
          {hasNextPage && (
            <Button variant="subtle" fullWidth loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              Earlier orders
            </Button>
          )}
        </div>
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

function Filters({ status, search }: { status: Order['status'] | undefined; search: string }) {
  const navigate = useNavigate({ from: '/orders' })
  const [text, setText] = useState(search)
  const field = useRef<HTMLInputElement>(null)
  const write = useDebouncedCallback((value: string) => {
    void navigate({ search: (before) => ({ ...before, search: value.trim() || undefined }), replace: true })
  }, 250)
  useCommands([{ id: 'search', label: 'Search orders', group: 'Orders', key: '/', run: () => field.current?.select() }])
  return (
    <div className={table.filters}>
      <TextInput
        ref={field}
        value={text}
        onChange={({ currentTarget: { value } }) => {
          setText(value)
          write(value)
        }}
        onKeyDown={(event) => event.key === 'Escape' && field.current?.blur()}
        placeholder="Number or whole e-mail"
        aria-label="Search orders"
        leftSection={<IconSearch size={16} stroke={1.75} />}
        rightSection={text ? null : <kbd>/</kbd>}
      />
      <NativeSelect
        aria-label="Status"
        value={status ?? ''}
        onChange={({ currentTarget: { value } }) => {
          const chosen = orderStatus.safeParse(value)
          void navigate({ search: (before) => ({ ...before, status: chosen.success ? chosen.data : undefined }) })
        }}
        data={[
          { value: '', label: 'Any status' },
          ...orderStatus.options.map((value) => ({ value, label: orderStatusWord(value) })),
        ]}
      />
    </div>
  )
}
