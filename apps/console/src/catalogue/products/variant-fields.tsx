import { Button, SegmentedControl, TextInput } from '@mantine/core'
import type { KeptProduct, ProductDraft, VariantDraft } from '@parley/contracts'
import { useState } from 'react'
import { languageName } from '../../words/names.ts'
import { newVariant, slug } from './draft.ts'
import styles from './product-form.module.css'
import type { PartProps } from './text-fields.tsx'
import { VariantRow } from './variant-row.tsx'

/** Its variants: what tells them apart, their numbers, prices and stock. */
export function VariantFields({
  draft,
  product,
  facets,
  errors,
  onChange,
}: PartProps & { product: KeptProduct | null }) {
  const [currency, setCurrency] = useState(facets.currencies[0] ?? 'EUR')
  const [language, setLanguage] = useState(facets.language)
  const setVariant = (at: number, part: Partial<VariantDraft>) =>
    onChange({ variants: draft.variants.map((one, place) => (place === at ? { ...one, ...part } : one)) })
  return (
    <section className={styles.part}>
      <div className={styles.partHead}>
        <h2 className={styles.partTitle}>Variants and prices</h2>
        <span className={styles.switches}>
          {draft.options.length > 0 && (
            <SegmentedControl
              size="xs"
              aria-label="Language of the choices"
              value={language}
              onChange={setLanguage}
              data={facets.languages.map((tag) => ({ value: tag, label: tag }))}
            />
          )}
          <SegmentedControl
            size="xs"
            aria-label="Currency of the prices"
            value={currency}
            onChange={setCurrency}
            data={[...facets.currencies]}
          />
        </span>
      </div>
      <Axes draft={draft} language={language} onChange={onChange} />
      <ol className={styles.variants}>
        {draft.variants.map((variant, at) => (
          <VariantRow
            key={variant.id ?? `new ${at}`}
            variant={variant}
            at={at}
            axes={draft.options}
            available={product?.variants.find(({ id }) => id === variant.id)?.available ?? null}
            currency={currency}
            language={language}
            errors={errors}
            onChange={(part) => setVariant(at, part)}
            onRemove={
              variant.id === null && draft.variants.length > 1
                ? () => onChange({ variants: draft.variants.filter((_, place) => place !== at) })
                : null
            }
          />
        ))}
      </ol>
      <Button
        variant="default"
        className={styles.add ?? ''}
        onClick={() => onChange({ variants: [...draft.variants, newVariant()] })}
      >
        Add a variant
      </Button>
    </section>
  )
}

type AxesProps = Pick<PartProps, 'onChange'> & { draft: ProductDraft; language: string }

/** What a shopper chooses by: colour, size … */
function Axes({ draft, language, onChange }: AxesProps) {
  const [added, setAdded] = useState('')
  const add = () => {
    const code = slug(added).replaceAll('-', '_')
    if (code === '' || draft.options.some((axis) => axis.code === code)) return
    onChange({ options: [...draft.options, { code, names: { [language]: added.trim() } }] })
    setAdded('')
  }
  return (
    <div className={styles.axes}>
      {draft.options.map((axis) => (
        <TextInput
          key={axis.code}
          label={`Choice “${axis.code}” in ${languageName(language)}`}
          value={axis.names[language] ?? ''}
          onChange={({ currentTarget }) =>
            onChange({
              options: draft.options.map((one) =>
                one.code === axis.code ? { ...one, names: { ...one.names, [language]: currentTarget.value } } : one,
              ),
            })
          }
        />
      ))}
      {draft.options.length < 5 && (
        <TextInput
          label="Another choice"
          placeholder="Colour, size …"
          value={added}
          onChange={({ currentTarget }) => setAdded(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return
            event.preventDefault()
            add()
          }}
          rightSection={
            <Button size="compact-xs" variant="subtle" onClick={add} disabled={added.trim() === ''}>
              Add
            </Button>
          }
          rightSectionWidth={52}
        />
      )}
    </div>
  )
}
