import { type ReturnView as Returned, returnStatus } from '@parley/contracts'
import { Link, useSearch } from '@tanstack/react-router'
import { returnsAnswer } from '../api/commerce-schemas.ts'
import { useNow } from '../live/now.ts'
import { ReturnState, returnStatusWord } from '../orders/order-state.tsx'
import { PagedList } from '../shell/paged-list.tsx'
import table from '../shell/table.module.css'
import { Tabs } from '../shell/tabs.tsx'
import { exactTime, listTime } from '../words/times.ts'
import { kindWords, reasonWords } from './return-words.ts'

/** A tab is where she is only with the very same search. */
const exactly = { exact: true, includeSearch: true, explicitUndefined: true }

export function ReturnsPage() {
  const { status } = useSearch({ from: '/desk/returns' })
  return (
    <div className={table.page}>
      <header className={table.head}>
        <h1 className={table.title}>Returns</h1>
        <Tabs label="Status">
          <Link
            to="/returns"
            search={{ status: undefined }}
            activeOptions={exactly}
            aria-current={status === undefined ? 'page' : undefined}
          >
            All
          </Link>
          {returnStatus.options.map((each) => (
            <Link
              key={each}
              to="/returns"
              search={{ status: each }}
              aria-current={status === each ? 'page' : undefined}
            >
              {returnStatusWord(each)}
            </Link>
          ))}
        </Tabs>
      </header>
      <PagedList
        one="return"
        many="returns"
        queryKey="returns"
        path="/returns"
        query={{ status }}
        answer={returnsAnswer}
        items={(page) => page.returns}
        empty={{
          title: status ? 'None of that kind.' : 'Nothing has come back yet.',
          telling: 'Customers ask for a return in the chat or on their order page; it appears here at once.',
        }}
        head={
          <>
            <th>Return</th>
            <th data-minor>Order</th>
            <th>What</th>
            <th>Status</th>
            <th data-minor>Reason</th>
            <th data-minor data-number>
              Asked
            </th>
          </>
        }
        row={(each) => <Row key={each.id} returned={each} />}
      />
    </div>
  )
}

function Row({ returned }: { returned: Returned }) {
  const now = useNow()
  const { id, number, orderNumber, kind, lines, status, reason, createdAt } = returned
  return (
    <tr>
      <td>
        <Link to="/returns/$returnId" params={{ returnId: id }} className={table.opener}>
          {number}
        </Link>
      </td>
      <td data-minor>{orderNumber}</td>
      <td className={table.long}>
        {kindWords[kind]}: {lines.map(({ quantity, title }) => `${quantity} × ${title}`).join(', ')}
      </td>
      <td>
        <ReturnState status={status} />
      </td>
      <td data-minor>{reasonWords(reason)}</td>
      <td data-minor data-number title={exactTime(createdAt)}>
        {listTime(createdAt, now)}
      </td>
    </tr>
  )
}
