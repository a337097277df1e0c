import { NativeSelect, Select } from '@mantine/core'
import { keptSort, keptStock, productStatus } from '@parley/contracts'
import { useNavigate } from '@tanstack/react-router'
import { SearchField } from '../../shell/search-field.tsx'
import styles from '../catalogue.module.css'
import type { ProductsSearch } from '../catalogue-search.ts'
import { shelfChoices } from '../shelf-state.tsx'
import { categoryChoices, useFacets } from '../use-facets.ts'

const stockChoices = [
  { value: '', label: 'Any stock' },
  { value: 'in', label: 'In stock' },
  { value: 'low', label: 'Some nearly out' },
  { value: 'out', label: 'Sold out' },
]

const sortChoices = [
  { value: 'updated', label: 'Changed last' },
  { value: 'name', label: 'By name' },
  { value: 'price_up', label: 'Cheapest first' },
  { value: 'price_down', label: 'Dearest first' },
  { value: 'stock', label: 'Least stock first' },
]

interface ProductFiltersProps {
  search: ProductsSearch
  /** The one that the prices are shown in. */
  currency: string | undefined
}

export function ProductFilters({ search, currency }: ProductFiltersProps) {
  const navigate = useNavigate({ from: '/catalogue/products' })
  const { data: facets } = useFacets()
  const set = (part: Partial<ProductsSearch>) =>
    void navigate({ search: (before) => ({ ...before, ...part }), replace: true })
  return (
    <div className={styles.filters}>
      <SearchField
        label="Search products"
        group="Products"
        placeholder="Name, brand, SKU, bar code"
        value={search.q ?? ''}
        onSearch={(q) => set({ q })}
      />
      <NativeSelect
        aria-label="Shown or hidden"
        value={search.status ?? ''}
        onChange={({ currentTarget }) => set({ status: productStatus.safeParse(currentTarget.value).data })}
        data={[{ value: '', label: 'Shown or not' }, ...shelfChoices]}
      />
      <Select
        aria-label="Category"
        placeholder="Any category"
        searchable
        clearable
        value={search.category ?? null}
        onChange={(category) => set({ category: category ?? undefined })}
        data={categoryChoices(facets)}
        comboboxProps={{ width: 280, position: 'bottom-start' }}
        limit={200}
      />
      <Select
        aria-label="Brand"
        placeholder="Any brand"
        searchable
        clearable
        value={search.brand ?? null}
        onChange={(brand) => set({ brand: brand ?? undefined })}
        data={(facets?.brands ?? []).map(({ brand, count }) => ({ value: brand, label: `${brand} (${count})` }))}
        limit={200}
      />
      <NativeSelect
        aria-label="Stock"
        value={search.stock ?? ''}
        onChange={({ currentTarget }) => set({ stock: keptStock.safeParse(currentTarget.value).data })}
        data={stockChoices}
      />
      <NativeSelect
        aria-label="Order"
        value={search.sort ?? 'updated'}
        onChange={({ currentTarget }) => set({ sort: keptSort.safeParse(currentTarget.value).data })}
        data={sortChoices}
      />
      <NativeSelect
        aria-label="Currency"
        value={search.currency ?? currency ?? ''}
        onChange={({ currentTarget }) => set({ currency: currentTarget.value })}
        data={facets?.currencies ?? []}
      />
    </div>
  )
}
