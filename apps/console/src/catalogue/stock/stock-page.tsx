import { Button, NativeSelect, NumberInput } from '@mantine/core'
import { keptStock, stockRow } from '@parley/contracts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { z } from 'zod'
import { Trail } from '../../forms/trail.tsx'
import { useDesk } from '../../live/desk-context.tsx'
import { SearchField } from '../../shell/search-field.tsx'
import { Empty, Fault, RowsComing } from '../../shell/states.tsx'
import table from '../../shell/table.module.css'
import styles from '../catalogue.module.css'
import { CatalogueHead } from '../catalogue-head.tsx'
import type { StockSearch } from '../catalogue-search.ts'
import { LevelDialogue, type ShownLevel } from './level-dialogue.tsx'
import { StockTable } from './stock-table.tsx'
import { tellLevel } from './tell-level.ts'

const answer = z.object({
  rows: z.array(stockRow),
  locations: z.array(z.object({ id: z.string(), name: z.string() })),
  total: z.number(),
  next: z.number().nullable(),
})

/** What there is of each variant, place by place, counted anew by whoever stands at the shelf. */
export function StockPage() {
  const search = useSearch({ from: '/desk/catalogue/stock' })
  const { api, shopId } = useDesk()
  const [shown, setShown] = useState<ShownLevel | null>(null)
  const { data, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['stock', shopId, search],
    queryFn: ({ pageParam, signal }) =>
      api({ path: '/stock', query: { ...search, offset: pageParam, limit: 50 }, answer, signal }),
    initialPageParam: 0,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: (before) => before,
  })
  const rows = data?.pages.flatMap((page) => page.rows) ?? []
  const locations = data?.pages[0]?.locations ?? []
  const total = data?.pages[0]?.total ?? 0
  const isFiltered = Boolean(search.q || search.level || search.location)
  return (
    <div className={styles.page}>
      <CatalogueHead title="Stock">
        <StockFilters search={search} locations={locations} />
      </CatalogueHead>
      {isPending ? (
        <RowsComing rows={12} />
      ) : error ? (
        <Fault fault={error} onRetry={() => void refetch()} />
      ) : rows.length === 0 ? (
        <Empty title={isFiltered ? 'Nothing fits.' : 'Nothing to count yet.'}>
          {isFiltered ? 'Take a filter away to see more.' : 'What there is of a product stands here once it is made.'}
        </Empty>
      ) : (
        <div className={table.scroll}>
          <p className={styles.count} role="status">
            {total === 1 ? '1 variant' : `${total} variants`}
          </p>
          <StockTable rows={rows} locations={locations} location={search.location} onOpen={setShown} />
          {hasNextPage && (
            <Button variant="subtle" fullWidth loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              More variants
            </Button>
          )}
          <section className={styles.below}>
            <h2>What was counted lately</h2>
            <Trail action="stock." tell={(entry) => tellLevel(entry, rows, locations)} />
          </section>
        </div>
      )}
      <LevelDialogue shown={shown} locations={locations} onClose={() => setShown(null)} />
    </div>
  )
}

interface StockFiltersProps {
  search: StockSearch
  locations: readonly { id: string; name: string }[]
}

function StockFilters({ search, locations }: StockFiltersProps) {
  const navigate = useNavigate({ from: '/catalogue/stock' })
  const set = (part: Partial<StockSearch>) =>
    void navigate({ search: (before) => ({ ...before, ...part }), replace: true })
  return (
    <div className={styles.filters}>
      <SearchField
        label="Search stock"
        group="Stock"
        placeholder="Name, SKU, bar code"
        value={search.q ?? ''}
        onSearch={(q) => set({ q })}
      />
      <NativeSelect
        aria-label="How much there is"
        value={search.level ?? ''}
        onChange={({ currentTarget }) => set({ level: keptStock.safeParse(currentTarget.value).data })}
        data={[
          { value: '', label: 'Any amount' },
          { value: 'in', label: 'In stock' },
          { value: 'low', label: 'Nearly out' },
          { value: 'out', label: 'Sold out' },
        ]}
      />
      {search.level === 'low' && (
        <NumberInput
          aria-label="Nearly out at"
          value={search.low ?? 3}
          onChange={(value) => set({ low: Number(value) || undefined })}
          min={1}
          max={100_000}
          prefix="at most "
        />
      )}
      {locations.length > 1 && (
        <NativeSelect
          aria-label="Place"
          value={search.location ?? ''}
          onChange={({ currentTarget }) => set({ location: currentTarget.value || undefined })}
          data={[{ value: '', label: 'All places' }, ...locations.map(({ id, name }) => ({ value: id, label: name }))]}
        />
      )}
      <NativeSelect
        aria-label="Order"
        value={search.sort ?? 'name'}
        onChange={({ currentTarget }) => set({ sort: currentTarget.value === 'least' ? 'least' : undefined })}
        data={[
          { value: 'name', label: 'By name' },
          { value: 'least', label: 'Least first' },
        ]}
      />
    </div>
  )
}
