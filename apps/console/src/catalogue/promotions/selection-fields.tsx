import { MultiSelect } from '@mantine/core'
import type { Selection } from '@parley/contracts'
import styles from '../../forms/forms.module.css'
import { categoryChoices, type Facets } from '../use-facets.ts'

interface SelectionFieldsProps {
  label: string
  facets: Facets
  value: Selection
  onChange: (value: Selection) => void
}

/** Which goods: by category or brand; all where none is named. Single products that were named elsewhere stay named. */
export function SelectionFields({ label, facets, value, onChange }: SelectionFieldsProps) {
  const named = (value.products ?? []).length + (value.variants ?? []).length
  return (
    <>
      <div className={styles.fields}>
        <MultiSelect
          label={`${label}: categories`}
          placeholder={value.categories?.length ? '' : 'All'}
          searchable
          value={value.categories ?? []}
          onChange={(categories) => onChange(withList(value, 'categories', categories))}
          data={categoryChoices(facets)}
          limit={200}
        />
        <MultiSelect
          label={`${label}: brands`}
          placeholder={value.brands?.length ? '' : 'All'}
          searchable
          value={value.brands ?? []}
          onChange={(brands) => onChange(withList(value, 'brands', brands))}
          data={facets.brands.map(({ brand }) => brand)}
          limit={200}
        />
      </div>
      {named > 0 && <p className={styles.soft}>Besides {named === 1 ? 'one product' : `${named} products`} by name.</p>}
    </>
  )
}

function withList(value: Selection, list: 'categories' | 'brands', ids: string[]): Selection {
  const { [list]: _, ...others } = value
  return ids.length === 0 ? others : { ...others, [list]: ids }
}
