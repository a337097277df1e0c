import { Autocomplete, MultiSelect, NativeSelect, Switch, TextInput } from '@mantine/core'
import { type KeptProduct, productStatus } from '@parley/contracts'
import { plainWords } from '../../words/names.ts'
import { shelfChoices } from '../shelf-state.tsx'
import { categoryChoices } from '../use-facets.ts'
import styles from './product-form.module.css'
import type { PartProps } from './text-fields.tsx'

/** Where it stands in the shop: shown or hidden, under what, by whom, taxed how. */
export function PlaceFields({ draft, product, facets, errors, onChange }: PartProps & { product: KeptProduct | null }) {
  const wrong = Object.entries(errors).find(([path]) => path.startsWith('categories'))?.[1]
  return (
    <div className={styles.place}>
      {product?.picture && <img className={styles.picture} src={product.picture} alt="" />}
      <NativeSelect
        label="In the shop"
        value={draft.status}
        onChange={({ currentTarget }) => onChange({ status: productStatus.parse(currentTarget.value) })}
        data={shelfChoices}
        error={errors.status}
      />
      <MultiSelect
        label="Categories"
        description="The first one is the one it is told by."
        searchable
        hidePickedOptions
        value={draft.categories}
        onChange={(categories) => onChange({ categories })}
        data={categoryChoices(facets)}
        limit={200}
        error={wrong}
      />
      <Autocomplete
        label="Brand"
        value={draft.brand ?? ''}
        onChange={(brand) => onChange({ brand: brand || null })}
        data={facets.brands.map(({ brand }) => brand)}
        limit={20}
        error={errors.brand}
      />
      <NativeSelect
        label="VAT"
        value={draft.vatClass}
        onChange={({ currentTarget }) => onChange({ vatClass: currentTarget.value })}
        data={[...new Set([...facets.vatClasses, draft.vatClass])].map((value) => ({
          value,
          label: plainWords(value),
        }))}
        error={errors.vatClass}
      />
      <Switch
        label="Goes by freight only"
        checked={draft.freight}
        onChange={({ currentTarget }) => onChange({ freight: currentTarget.checked })}
      />
      <TextInput
        label="Address in the shop"
        description="Made of the name where it is left empty."
        value={draft.handle}
        onChange={({ currentTarget }) => onChange({ handle: currentTarget.value })}
        error={errors.handle}
        maxLength={120}
      />
    </div>
  )
}
