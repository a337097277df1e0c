import { Button, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { formatMoney } from '@parley/ui'
import { IconSearch } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { type Payment, paymentsAnswer } from '../api/commerce-schemas.ts'
import { useDesk } from '../live/desk-context.tsx'
import { useNow } from '../live/now.ts'
import { PaymentState, RefundState } from '../orders/order-state.tsx'
import { useCommands } from '../shell/commands.ts'
import { Empty, Fault, RowsComing } from '../shell/states.tsx'
import { stepInList } from '../shell/step-in-list.ts'
import table from '../shell/table.module.css'
import { Tabs } from '../shell/tabs.tsx'
import { plainWords } from '../words/names.ts'
import { exactTime, listTime } from '../words/times.ts'
import { ReconciliationsPart } from './reconciliations-part.tsx'

const pageSize = 50
/** A tab is where she is only with the very same search. */
const exactly = { exact: true, includeSearch: true, explicitUndefined: true }
const shows = [
  { show: undefined, label: 'All' },
  { show: 'unsettled', label: 'Unsettled' },
  { show: 'disputed', label: 'Disputed' },
  { show: 'compared', label: 'Compared with the banks' },
] as const

export function PaymentsPage() {
  const { show, find } = useSearch({ from: '/desk/payments' })
  return (
    <div className={table.page}>
      <header className={table.head}>
        <h1 className={table.title}>Payments</h1>
        <Tabs label="Which payments">
          {shows.map((each) => (
            <Link
              key={each.label}
              to="/payments"
              search={{ show: each.show, find }}
              activeOptions={exactly}
              aria-current={show === each.show ? 'page' : undefined}
            >
              {each.label}
            </Link>
          ))}
        </Tabs>
        {show !== 'compared' && <Find find={find ?? ''} />}
      </header>
      {show === 'compared' ? <ReconciliationsPart /> : <List show={show} find={find} />}
    </div>
  )
}

function List({ show, find }: { show: 'unsettled' | 'disputed' | undefined; find: string | undefined }) {
  const { api, shopId } = useDesk()
  const body = useRef<HTMLTableSectionElement>(null)
  const { data, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['payments', shopId, 'list', show, find],
    queryFn: ({ pageParam, signal }) =>
      api({
        path: '/payments',
        query: {
          unsettled: show === 'unsettled' || undefined,
          disputed: show === 'disputed' || undefined,
          search: find,
          after: pageParam,
          limit: pageSize,
        },
        answer: paymentsAnswer,
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  })
  const payments = data?.pages.flatMap((page) => page.payments) ?? []
  const step = (by: 1 | -1) => body.current && stepInList(body.current, by)
  useCommands([
    { id: 'next', label: 'Next payment', group: 'Payments', key: 'j', run: () => step(1) },
    { id: 'previous', label: 'Previous payment', group: 'Payments', key: 'k', run: () => step(-1) },
  ])
  if (isPending) return <RowsComing rows={10} />
  if (error) return <Fault fault={error} onRetry={() => void refetch()} />
  if (payments.length === 0)
    return (
      <Empty title={find ? 'No payment fits.' : empties[show ?? 'all']}>
        {show === 'disputed' && 'A dispute appears here as soon as the customer’s bank tells of it.'}
      </Empty>
    )
  return (
    <div className={table.scroll}>
      <table className={table.table}>
        <thead>
          <tr>
            <th>Order</th>
            <th>Way</th>
            <th>State</th>
            <th data-number>Amount</th>
            <th data-minor data-number>
              Taken
            </th>
            <th data-minor data-number>
              Given back
            </th>
            <th data-minor>Open</th>
            <th data-minor data-number>
              Begun
            </th>
          </tr>
        </thead>
        <tbody ref={body}>
          {payments.map((payment) => (
            <Row key={payment.id} payment={payment} />
          ))}
        </tbody>
      </table>
      {hasNextPage && (
        <Button variant="subtle" fullWidth loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Earlier payments
        </Button>
      )}
    </div>
  )
}

const empties = {
  all: 'No payments yet.',
  unsettled: 'Nothing is open: every payment stands where it should.',
  disputed: 'Nobody disputes a payment.',
} as const

function Row({ payment }: { payment: Payment }) {
  const now = useNow()
  const money = (amount: Payment['amount']) => formatMoney(amount, navigator.language)
  const open = payment.refunds.filter(({ status }) => status !== 'done')
  return (
    <tr>
      <td>
        <Link to="/orders/$orderId" params={{ orderId: payment.orderId }} className={table.opener}>
          {payment.orderNumber}
        </Link>
      </td>
      <td>{plainWords(payment.provider)}</td>
      <td>
        <PaymentState status={payment.status} />
      </td>
      <td data-number>{money(payment.amount)}</td>
      <td data-minor data-number>
        {payment.captured.amount > 0 && money(payment.captured)}
      </td>
      <td data-minor data-number>
        {payment.refunded.amount > 0 && money(payment.refunded)}
      </td>
      <td data-minor>
        {payment.disputed.amount > 0 && <>{money(payment.disputed)} disputed </>}
        {open.map((refund) => (
          <span key={refund.id}>
            {money(refund.amount)} <RefundState status={refund.status} />{' '}
          </span>
        ))}
        {payment.lookAt && open.length === 0 && <>asked again {listTime(payment.lookAt, now)}</>}
      </td>
      <td data-minor data-number title={exactTime(payment.createdAt)}>
        {listTime(payment.createdAt, now)}
      </td>
    </tr>
  )
}

function Find({ find }: { find: string }) {
  const navigate = useNavigate({ from: '/payments' })
  const [text, setText] = useState(find)
  const field = useRef<HTMLInputElement>(null)
  const write = useDebouncedCallback((value: string) => {
    void navigate({ search: (before) => ({ ...before, find: value.trim() || undefined }), replace: true })
  }, 250)
  useCommands([
    { id: 'search', label: 'Search payments', group: 'Payments', key: '/', run: () => field.current?.select() },
  ])
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
        placeholder="Order or the bank’s reference"
        aria-label="Search payments"
        leftSection={<IconSearch size={16} stroke={1.75} />}
        rightSection={text ? null : <kbd>/</kbd>}
      />
    </div>
  )
}
