import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { type Order, orderStatus } from '@parley/contracts'
import { formatMoney } from '@parley/ui'
import { IconColumns3, IconList, IconSearch } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo, useRef, useState } from 'react'
import { ordersAnswer } from '../api/schemas.ts'
import { useDesk } from '../live/desk-context.tsx'
import { useNow } from '../live/now.ts'
import { useCommands } from '../shell/commands.ts'
import { Empty, Fault, RowsComing } from '../shell/states.tsx'
import { stepInList } from '../shell/step-in-list.ts'
import table from '../shell/table.module.css'
import { exactTime, listTime } from '../words/times.ts'
import { BooksDialogue } from './books-dialogue.tsx'
import { OrderState, orderStatusWord, PaymentState } from './order-state.tsx'
import styles from './orders-board.module.css'
import { OrdersBoard } from './orders-board.tsx'

const pageSize = 50

export function OrdersPage() {
  const filter = useSearch({ from: '/desk/orders' })
  const { api, shopId } = useDesk()
  const isBoard = filter.shown === 'board'
  const since = useMemo(() => sinceOf(filter.days), [filter.days])
  const asked = { status: filter.status, search: filter.search, since }
  const isFiltered = Boolean(filter.search || filter.status || filter.days)
  const body = useRef<HTMLTableSectionElement>(null)
  const { data, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['orders', shopId, 'list', asked],
    queryFn: ({ pageParam, signal }) =>
      api({ path: '/orders', query: { ...asked, after: pageParam, limit: pageSize }, answer: ordersAnswer, signal }),
    enabled: !isBoard,
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
        <Filters {...filter} />
      </header>
      {isBoard ? (
        <OrdersBoard search={filter.search} since={since} />
      ) : isPending ? (
        <RowsComing rows={12} />
      ) : error ? (
        <Fault fault={error} onRetry={() => void refetch()} />
      ) : orders.length === 0 ? (
        <Empty title={isFiltered ? 'No order fits.' : 'No orders yet.'}>
          {isFiltered ? 'Take a filter away to see more.' : 'The first one appears here at once.'}
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

interface Filter {
  shown?: 'board' | undefined
  status?: Order['status'] | undefined
  search?: string | undefined
  days?: number | undefined
}

function Filters({ shown, status, search = '', days }: Filter) {
  const navigate = useNavigate({ from: '/orders' })
  const { role } = useDesk()
  const [text, setText] = useState(search)
  const [wantsBooks, setWantsBooks] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const set = (part: Filter, replace = false) =>
    void navigate({ search: (before) => ({ ...before, ...part }), replace })
  const write = useDebouncedCallback((value: string) => set({ search: value.trim() || undefined }, true), 250)
  const isBoard = shown === 'board'
  const turn = () => set({ shown: isBoard ? undefined : 'board' })
  const seesBooks = role === 'owner' || role === 'admin'
  useCommands([
    { id: 'search', label: 'Search orders', group: 'Orders', key: '/', run: () => field.current?.select() },
    { id: 'board', label: isBoard ? 'Show as a list' : 'Show as a board', group: 'Orders', key: 'v', run: turn },
    ...(seesBooks ? [{ id: 'books', label: 'Save the books', group: 'Orders', run: () => setWantsBooks(true) }] : []),
  ])
  return (
    <div className={`${table.filters} ${styles.filters}`}>
      <TextInput
        ref={field}
        value={text}
        onChange={({ currentTarget: { value } }) => {
          setText(value)
          write(value)
        }}
        onKeyDown={(event) => event.key === 'Escape' && field.current?.blur()}
        placeholder="Number, name or whole e-mail"
        aria-label="Search orders"
        leftSection={<IconSearch size={16} stroke={1.75} />}
        rightSection={text ? null : <kbd>/</kbd>}
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
