import styles from './forms.module.css'
import { MoneyField } from './money-field.tsx'

interface AmountsFieldsProps {
  legend: string
  hint?: string
  currencies: readonly string[]
  /** Minor units by currency. */
  value: Readonly<Record<string, number>>
  onChange: (value: Record<string, number>) => void
  error?: string | undefined
}

/** An amount in each of the shop's currencies; an empty one is none in that currency. */
export function AmountsFields({ legend, hint, currencies, value, onChange, error }: AmountsFieldsProps) {
  const set = (currency: string, amount: number | null) => {
    const { [currency]: _, ...others } = value
    onChange(amount === null ? others : { ...others, [currency]: amount })
  }
  return (
    <fieldset className={styles.group}>
      <legend>{legend}</legend>
      {hint && <p className={styles.hint}>{hint}</p>}
      <div className={styles.amounts}>
        {currencies.map((currency) => (
          <MoneyField
            key={currency}
            label={`${legend}, ${currency}`}
            isLabelHidden
            currency={currency}
            value={value[currency] ?? null}
            onChange={(amount) => set(currency, amount)}
          />
        ))}
      </div>
      {error && (
        <p role="alert" className={styles.error}>
          {error}
        </p>
      )}
    </fieldset>
  )
}
