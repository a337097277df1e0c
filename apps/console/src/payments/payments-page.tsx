import { formatMoney } from '@parley/ui'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type Payment, paymentsAnswer } from '../api/commerce-schemas.ts'
import { useNow } from '../live/now.ts'
import { PaymentState, RefundState } from '../orders/order-state.tsx'
import { PagedList } from '../shell/paged-list.tsx'
import { SearchField } from '../shell/search-field.tsx'
import table from '../shell/table.module.css'
import { Tabs } from '../shell/tabs.tsx'
import { plainWords } from '../words/names.ts'
import { exactTime, listTime } from '../words/times.ts'
import { ReconciliationsPart } from './reconciliations-part.tsx'

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
  const navigate = useNavigate({ from: '/payments' })
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
        {show !== 'compared' && (
          <div className={table.filters}>
            <SearchField
              label="Search payments"
              group="Payments"
              placeholder="Order or the bank’s reference"
              value={find ?? ''}
              onSearch={(said) => void navigate({ search: (before) => ({ ...before, find: said }), replace: true })}
            />
          </div>
        )}
      </header>
      {show === 'compared' ? <ReconciliationsPart /> : <List show={show} find={find} />}
    </div>
  )
}

function List({ show, find }: { show: 'unsettled' | 'disputed' | undefined; find: string | undefined }) {
  return (
    <PagedList
      one="payment"
      many="payments"
      queryKey="payments"
      path="/payments"
      query={{
        unsettled: show === 'unsettled' || undefined,
        disputed: show === 'disputed' || undefined,
        search: find,
      }}
      answer={paymentsAnswer}
      items={(page) => page.payments}
      empty={{
        title: find ? 'No payment fits.' : empties[show ?? 'all'],
        telling: show === 'disputed' && 'A dispute appears here as soon as the customer’s bank tells of it.',
      }}
      head={
        <>
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
        </>
      }
      row={(payment) => <Row key={payment.id} payment={payment} />}
    />
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
