import { Button } from '@mantine/core'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { LinkButton } from '../../forms/link-button.tsx'
import { Empty, Fault, RowsComing } from '../../shell/states.tsx'
import styles from '../catalogue.module.css'
import { CatalogueHead } from '../catalogue-head.tsx'
import { useMayWrite } from '../may-write.ts'
import { BulkBar } from './bulk-bar.tsx'
import { ProductFilters } from './product-filters.tsx'
import { ProductsTable } from './products-table.tsx'
import { useProducts } from './use-products.ts'

export function ProductsPage() {
  const search = useSearch({ from: '/desk/catalogue/products' })
  const mayWrite = useMayWrite()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const { data, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useProducts(search)
  const products = data?.pages.flatMap((page) => page.products) ?? []
  const total = data?.pages[0]?.total ?? 0
  const { sort: _, currency: __, ...filter } = search
  const isFiltered = Object.values(filter).some((value) => value !== undefined)
  return (
    <div className={styles.page}>
      <CatalogueHead
        title="Products"
        tools={
          mayWrite && (
            <LinkButton to="/catalogue/products/$productId" params={{ productId: 'new' }} label="New product" />
          )
        }
      >
        <ProductFilters search={search} currency={data?.pages[0]?.currency} />
      </CatalogueHead>
      {isPending ? (
        <RowsComing rows={12} />
      ) : error ? (
        <Fault fault={error} onRetry={() => void refetch()} />
      ) : products.length === 0 ? (
        <Empty title={isFiltered ? 'No product fits.' : 'No products yet.'}>
          {isFiltered ? 'Take a filter away to see more.' : 'Make one here, or bring them in with a feed.'}
        </Empty>
      ) : (
        <ProductsTable
          products={products}
          total={total}
          currency={data?.pages[0]?.currency ?? ''}
          chosen={mayWrite ? chosen : null}
          onChoose={setChosen}
        >
          {hasNextPage && (
            <Button variant="subtle" fullWidth loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              More products
            </Button>
          )}
        </ProductsTable>
      )}
      {mayWrite && chosen.size > 0 && (
        <BulkBar chosen={chosen} filter={filter} total={total} onDone={() => setChosen(new Set())} />
      )}
    </div>
  )
}
