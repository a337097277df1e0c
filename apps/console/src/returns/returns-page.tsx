import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useRef } from 'react'
import { type Returned, returnStatus, returnsAnswer } from '../api/commerce-schemas.ts'
import { useDesk } from '../live/desk-context.tsx'
import { useNow } from '../live/now.ts'
import { ReturnState, returnStatusWord } from '../orders/order-state.tsx'
import { useCommands } from '../shell/commands.ts'
import { Empty, Fault, RowsComing } from '../shell/states.tsx'
import { stepInList } from '../shell/step-in-list.ts'
import table from '../shell/table.module.css'
import { Tabs } from '../shell/tabs.tsx'
import { exactTime, listTime } from '../words/times.ts'
import { kindWords, reasonWords } from './return-words.ts'

const pageSize = 50
/** A tab is where she is only with the very same search. */
const exactly = { exact: true, includeSearch: true, explicitUndefined: true }

export function ReturnsPage() {
  const { status } = useSearch({ from: '/desk/returns' })
  const { api, shopId } = useDesk()
  const body = useRef<HTMLTableSectionElement>(null)
  const { data, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['returns', shopId, 'list', status],
    queryFn: ({ pageParam, signal }) =>
      api({ path: '/returns', query: { status, after: pageParam, limit: pageSize }, answer: returnsAnswer, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  })
  const returns = data?.pages.flatMap((page) => page.returns) ?? []
  const step = (by: 1 | -1) => body.current && stepInList(body.current, by)
  useCommands([
    { id: 'next', label: 'Next return', group: 'Returns', key: 'j', run: () => step(1) },
    { id: 'previous', label: 'Previous return', group: 'Returns', key: 'k', run: () => step(-1) },
  ])
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
      {isPending ? (
        <RowsComing rows={10} />
      ) : error ? (
        <Fault fault={error} onRetry={() => void refetch()} />
      ) : returns.length === 0 ? (
        <Empty title={status ? 'None of that kind.' : 'Nothing has come back yet.'}>
          Customers ask for a return in the chat or on their order page; it appears here at once.
        </Empty>
      ) : (
        <div className={table.scroll}>
          <table className={table.table}>
            <thead>
              <tr>
                <th>Return</th>
                <th data-minor>Order</th>
                <th>What</th>
                <th>Status</th>
                <th data-minor>Reason</th>
                <th data-minor data-number>
                  Asked
                </th>
              </tr>
            </thead>
            <tbody ref={body}>
              {returns.map((each) => (
                <Row key={each.id} returned={each} />
              ))}
            </tbody>
          </table>
          {hasNextPage && (
            <Button variant="subtle" fullWidth loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              Earlier returns
            </Button>
          )}
        </div>
      )}
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
