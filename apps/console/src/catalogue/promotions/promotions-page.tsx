import { Button, NativeSelect } from '@mantine/core'
import { type Promotion, promotion as promotionSchema, promotionStatus } from '@parley/contracts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useRef } from 'react'
import { z } from 'zod'
import { LinkButton } from '../../forms/link-button.tsx'
import { useDesk } from '../../live/desk-context.tsx'
import { useNow } from '../../live/now.ts'
import state from '../../orders/order-state.module.css'
import { useCommands } from '../../shell/commands.ts'
import { SearchField } from '../../shell/search-field.tsx'
import { Empty, Fault, RowsComing } from '../../shell/states.tsx'
import { stepInList } from '../../shell/step-in-list.ts'
import table from '../../shell/table.module.css'
import { dateOf } from '../../words/times.ts'
import styles from '../catalogue.module.css'
import { CatalogueHead } from '../catalogue-head.tsx'
import { useMayWrite } from '../may-write.ts'
import { amountsText, standing, tellAction } from './tell-promotion.ts'

const answer = z.object({ promotions: z.array(promotionSchema), next: z.string().nullable() })

export function PromotionsPage() {
  const search = useSearch({ from: '/desk/catalogue/promotions' })
  const navigate = useNavigate({ from: '/catalogue/promotions' })
  const { api, shopId } = useDesk()
  const mayWrite = useMayWrite()
  const { data, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['promotions', shopId, 'list', search],
    queryFn: ({ pageParam, signal }) =>
      api({ path: '/promotions', query: { ...search, after: pageParam, limit: 50 }, answer, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: (before) => before,
  })
  const promotions = data?.pages.flatMap((page) => page.promotions) ?? []
  const isFiltered = Boolean(search.q || search.status)
  return (
    <div className={styles.page}>
      <CatalogueHead
        title="Promotions"
        tools={
          mayWrite && (
            <LinkButton to="/catalogue/promotions/$promotionId" params={{ promotionId: 'new' }} label="New promotion" />
          )
        }
      >
        <div className={styles.filters}>
          <SearchField
            label="Search promotions"
            group="Promotions"
            placeholder="Name or whole code"
            value={search.q ?? ''}
            onSearch={(q) => void navigate({ search: (before) => ({ ...before, q }), replace: true })}
          />
          <NativeSelect
            aria-label="Status"
            value={search.status ?? ''}
            onChange={({ currentTarget }) => {
              const status = promotionStatus.safeParse(currentTarget.value).data
              void navigate({ search: (before) => ({ ...before, status }), replace: true })
            }}
            data={[
              { value: '', label: 'Any status' },
              { value: 'active', label: 'Active' },
              { value: 'paused', label: 'Paused' },
              { value: 'ended', label: 'Ended' },
            ]}
          />
        </div>
      </CatalogueHead>
      {isPending ? (
        <RowsComing rows={8} />
      ) : error ? (
        <Fault fault={error} onRetry={() => void refetch()} />
      ) : promotions.length === 0 ? (
        <Empty title={isFiltered ? 'No promotion fits.' : 'No promotions yet.'}>
          {isFiltered
            ? 'Take a filter away to see more.'
            : 'Per cent off, free delivery, three for two: make one here.'}
        </Empty>
      ) : (
        <div className={table.scroll}>
          <PromotionsTable promotions={promotions} />
          {hasNextPage && (
            <Button variant="subtle" fullWidth loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              Earlier promotions
            </Button>
          )}
        </div>
      )}
    </div>
  )
}

function PromotionsTable({ promotions }: { promotions: readonly Promotion[] }) {
  const body = useRef<HTMLTableSectionElement>(null)
  const step = (by: 1 | -1) => body.current && stepInList(body.current, by)
  useCommands([
    { id: 'next', label: 'Next promotion', group: 'Promotions', key: 'j', run: () => step(1) },
    { id: 'previous', label: 'Previous promotion', group: 'Promotions', key: 'k', run: () => step(-1) },
  ])
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th>Promotion</th>
          <th>State</th>
          <th data-number>Used</th>
          <th data-number data-minor>
            Cost so far
          </th>
          <th data-number data-minor>
            Codes
          </th>
          <th data-number data-minor>
            Until
          </th>
        </tr>
      </thead>
      <tbody ref={body}>
        {promotions.map((promotion) => (
          <PromotionRow key={promotion.id} promotion={promotion} />
        ))}
      </tbody>
    </table>
  )
}

function PromotionRow({ promotion }: { promotion: Promotion }) {
  const now = useNow()
  const { id, name, rule, uses, mostUses, spent, codes, byCode, endsAt } = promotion
  const [word, tone] = standing(promotion, now)
  return (
    <tr>
      <td className={table.long}>
        <Link
          to="/catalogue/promotions/$promotionId"
          params={{ promotionId: id }}
          className={`${table.opener} ${styles.wraps}`}
        >
          {name}
        </Link>
        <span className={styles.sub}>{tellAction(rule.action)}</span>
      </td>
      <td>
        <span className={state.state} data-tone={tone}>
          {word}
        </span>
      </td>
      <td data-number>{mostUses === null ? uses : `${uses} of ${mostUses}`}</td>
      <td data-number data-minor>
        {amountsText(spent) || '–'}
      </td>
      <td data-number data-minor>
        {byCode ? `${codes.used} of ${codes.count}` : 'None needed'}
      </td>
      <td data-number data-minor>
        {endsAt ? dateOf(endsAt) : '–'}
      </td>
    </tr>
  )
}
