import { priceList } from '@parley/contracts'
import { IconArrowLeft } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { z } from 'zod'
import { Trail } from '../../forms/trail.tsx'
import { useDesk } from '../../live/desk-context.tsx'
import styles from '../../orders/order-page.module.css'
import { Empty, Fault, RowsComing } from '../../shell/states.tsx'
import table from '../../shell/table.module.css'
import { useFacets } from '../use-facets.ts'
import { EntriesPart } from './entries-part.tsx'
import { PriceListForm } from './price-list-form.tsx'

const answer = z.object({ priceLists: z.array(priceList) })

/** A price list: whom it is for and when, and the prices in it. `new` is one that is not made yet. */
export function PriceListPage() {
  const { priceListId } = useParams({ from: '/desk/catalogue/price-lists/$priceListId' })
  const { api, shopId } = useDesk()
  const facets = useFacets()
  const isNew = priceListId === 'new'
  const { data, error, refetch } = useQuery({
    queryKey: ['price-lists', shopId, 'all'],
    enabled: !isNew,
    queryFn: async ({ signal }) => (await api({ path: '/price-lists', answer, signal })).priceLists,
    refetchOnWindowFocus: false,
  })
  const fault = error ?? facets.error
  if (fault) return <Fault fault={fault} onRetry={() => void Promise.all([refetch(), facets.refetch()])} />
  if (!facets.data || (!isNew && !data)) return <RowsComing rows={8} />
  const list = data?.find(({ id }) => id === priceListId) ?? null
  if (!isNew && !list) return <Empty title="There is no such price list." />
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <Link to="/catalogue/price-lists" className={styles.back} aria-label="Back to the price lists">
          <IconArrowLeft size={20} stroke={1.75} />
        </Link>
        <h1 className={table.title}>{list?.name ?? 'New price list'}</h1>
      </header>
      <div className={styles.columns} style={{ gridTemplateColumns: 'minmax(0, 1fr)' }}>
        <PriceListForm key={`${priceListId} ${list?.version}`} list={list} currencies={facets.data.currencies} />
        {list && <EntriesPart list={list} />}
        {list && (
          <section className={styles.section}>
            <h2>Changed by hand</h2>
            <Trail subject={list.id} />
          </section>
        )}
      </div>
    </div>
  )
}
