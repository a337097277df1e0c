import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { type ReactNode, useRef } from 'react'
import type { z } from 'zod'
import { useDesk } from '../live/desk-context.tsx'
import { useCommands } from './commands.ts'
import { Empty, Fault, RowsComing } from './states.tsx'
import { stepInList } from './step-in-list.ts'
import table from './table.module.css'

const pageSize = 50

interface PagedListProps<Page extends { next?: string | null | undefined }, Item> {
  /** What one of them is called, and several: "order", "orders". */
  one: string
  many: string
  /** What they are kept under while the page is looked at. */
  queryKey: string
  path: string
  query: Readonly<Record<string, string | number | boolean | undefined>>
  answer: z.ZodType<Page>
  items: (page: Page) => readonly Item[]
  /** The heads of the columns. */
  head: ReactNode
  row: (item: Item) => ReactNode
  empty: { title: string; telling?: ReactNode }
}

/** A list of the shop's, a page at a time: coming, broken, empty or there; `j` and `k` go through it. */
export function PagedList<Page extends { next?: string | null | undefined }, Item>(props: PagedListProps<Page, Item>) {
  const { one, many, queryKey, path, query, answer, items, head, row, empty } = props
  const { api, shopId } = useDesk()
  const body = useRef<HTMLTableSectionElement>(null)
  const { data, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: [queryKey, shopId, 'list', query],
    queryFn: ({ pageParam, signal }) =>
      api({ path, query: { ...query, after: pageParam, limit: pageSize }, answer, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: (before) => before,
  })
  const group = `${many.charAt(0).toUpperCase()}${many.slice(1)}`
  const step = (by: 1 | -1) => body.current && stepInList(body.current, by)
  useCommands([
    { id: 'next', label: `Next ${one}`, group, key: 'j', run: () => step(1) },
    { id: 'previous', label: `Previous ${one}`, group, key: 'k', run: () => step(-1) },
  ])
  if (isPending) return <RowsComing rows={10} />
  if (error) return <Fault fault={error} onRetry={() => void refetch()} />
  const shown = data.pages.flatMap(items)
  if (shown.length === 0) return <Empty title={empty.title}>{empty.telling}</Empty>
  return (
    <div className={table.scroll}>
      <table className={table.table}>
        <thead>
          <tr>{head}</tr>
        </thead>
        <tbody ref={body}>{shown.map(row)}</tbody>
      </table>
      {hasNextPage && (
        <Button variant="subtle" fullWidth loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Earlier {many}
        </Button>
      )}
    </div>
  )
}
