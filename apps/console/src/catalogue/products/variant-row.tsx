import { Button, Switch, TextInput } from '@mantine/core'
import { type ProductDraft, textIn, type VariantDraft } from '@parley/contracts'
import { MoneyField } from '../../forms/money-field.tsx'
import { usualAndSale, withPrice } from './draft.ts'
import styles from './product-form.module.css'

interface VariantRowProps {
  variant: VariantDraft
  at: number
  axes: ProductDraft['options']
  available: number | null
  currency: string
  language: string
  errors: Readonly<Record<string, string>>
  onChange: (part: Partial<VariantDraft>) => void
  /** Only one that is not saved yet can go: orders name the others. */
  onRemove: (() => void) | null
}

export function VariantRow(props: VariantRowProps) {
  const { variant, at, axes, available, currency, language, errors, onChange, onRemove } = props
  const { usual, sale } = usualAndSale(variant.prices[currency])
  const error = (field: string) => errors[`variants.${at}.${field}`]
  const setOption = (code: string, value: string) =>
    onChange({ options: { ...variant.options, [code]: { ...variant.options[code], [language]: value } } })
  const told = axes.map(({ code }) => textIn(variant.options[code] ?? {}, language)).filter(Boolean)
  return (
    <li className={styles.variant} data-hidden={variant.status !== 'published'}>
      <div className={styles.variantHead}>
        <b>{told.join(', ') || variant.sku || 'New variant'}</b>
        {available !== null && (
          <span className={available > 0 ? styles.soft : styles.out}>
            {available > 0 ? `${available} in stock` : 'Sold out'}
          </span>
        )}
        <span style={{ flex: 1 }} />
        {onRemove ? (
          <Button size="compact-sm" variant="default" onClick={onRemove}>
            Take away
          </Button>
        ) : (
          <Switch
            label="Sold"
            checked={variant.status === 'published'}
            onChange={({ currentTarget }) => onChange({ status: currentTarget.checked ? 'published' : 'withdrawn' })}
          />
        )}
      </div>
      <div className={styles.variantFields}>
        {axes.map(({ code, names }, place) => (
          <TextInput
            key={code}
            label={textIn(names, language) || code}
            value={variant.options[code]?.[language] ?? ''}
            placeholder={textIn(variant.options[code] ?? {}, language)}
            onChange={({ currentTarget }) => setOption(code, currentTarget.value)}
            error={place === 0 ? error('options') : undefined}
          />
        ))}
        <TextInput
          label="SKU"
          required
          withAsterisk={false}
          value={variant.sku}
          onChange={({ currentTarget }) => onChange({ sku: currentTarget.value })}
          error={error('sku') ?? (axes.length === 0 ? error('options') : undefined)}
          maxLength={100}
        />
        <TextInput
          label="Bar code"
          value={variant.gtin ?? ''}
          onChange={({ currentTarget }) => onChange({ gtin: currentTarget.value || null })}
          error={error('gtin')}
          maxLength={20}
        />
        <MoneyField
          label="Price"
          currency={currency}
          value={usual}
          onChange={(next) => onChange({ prices: withPrice(variant.prices, currency, { usual: next, sale }) })}
          error={error(`prices.${currency}.compareAt`)}
        />
        <MoneyField
          label="Sale price"
          currency={currency}
          value={sale}
          onChange={(next) => onChange({ prices: withPrice(variant.prices, currency, { usual, sale: next }) })}
          error={error(`prices.${currency}.amount`)}
        />
      </div>
    </li>
  )
}
