import { Button, NativeSelect, NumberInput } from '@mantine/core'
import type { PromotionAction } from '@parley/contracts'
import { AmountsFields } from '../../forms/amounts-fields.tsx'
import styles from '../../forms/forms.module.css'
import type { Facets } from '../use-facets.ts'
import { SelectionFields } from './selection-fields.tsx'
import { StepsFields } from './steps-fields.tsx'

interface ActionFieldsProps {
  action: PromotionAction
  facets: Facets
  onChange: (action: PromotionAction) => void
  errors: Readonly<Record<string, string>>
}

const kinds: readonly { value: PromotionAction['kind']; label: string }[] = [
  { value: 'percent', label: 'Per cent off' },
  { value: 'fixed', label: 'An amount off' },
  { value: 'free_delivery', label: 'Free delivery' },
  { value: 'buy_get', label: 'Buy some, get some cheaper' },
  { value: 'tier_by_goods', label: 'More off the more it comes to' },
  { value: 'tier_by_quantity', label: 'More off the more are bought' },
]

/** As each kind begins. */
const fresh: Readonly<Record<string, PromotionAction>> = {
  percent: { kind: 'percent', percent: 1000, of: {} },
  fixed: { kind: 'fixed', amounts: {}, of: {} },
  free_delivery: { kind: 'free_delivery' },
  buy_get: { kind: 'buy_get', buy: { quantity: 2, of: {} }, get: { quantity: 1, of: {}, percent: 10_000 } },
  tier_by_goods: { kind: 'tier_by_goods', of: {}, steps: [{ from: {}, off: { percent: 1000 } }] },
  tier_by_quantity: { kind: 'tier_by_quantity', of: {}, steps: [{ from: 2, off: { percent: 1000 } }] },
}

/** What a promotion gives. */
export function ActionFields({ action, facets, onChange, errors }: ActionFieldsProps) {
  if (action.kind === 'bundle')
    return <p className={styles.soft}>Goods that cost one price together. This kind is edited through the API.</p>
  const wrong = Object.entries(errors).find(([path]) => path.startsWith('rule.action'))?.[1]
  return (
    <>
      <NativeSelect
        label="It gives"
        value={action.kind}
        onChange={({ currentTarget }) => onChange(fresh[currentTarget.value] ?? action)}
        data={[...kinds]}
      />
      <KindFields action={action} facets={facets} onChange={onChange} />
      {wrong && (
        <p role="alert" className={styles.error}>
          {wrong}
        </p>
      )}
    </>
  )
}

function KindFields({ action, facets, onChange }: Omit<ActionFieldsProps, 'errors'>) {
  const { currencies } = facets
  switch (action.kind) {
    case 'percent':
      return (
        <>
          <div className={styles.fields}>
            <PercentField
              label="Per cent off"
              value={action.percent}
              onChange={(percent) => onChange({ ...action, percent })}
            />
          </div>
          <SelectionFields
            label="Off"
            facets={facets}
            value={action.of}
            onChange={(of) => onChange({ ...action, of })}
          />
          <AmountsFields
            legend="At most"
            hint="However much is bought; empty is no limit."
            currencies={currencies}
            value={action.most ?? {}}
            onChange={(most) => {
              const { most: _, ...bare } = action
              onChange(Object.keys(most).length === 0 ? bare : { ...bare, most })
            }}
          />
        </>
      )
    case 'fixed':
      return (
        <>
          <AmountsFields
            legend="So much off"
            hint="In a currency that is left empty it is not given."
            currencies={currencies}
            value={action.amounts}
            onChange={(amounts) => onChange({ ...action, amounts })}
          />
          <SelectionFields
            label="Off"
            facets={facets}
            value={action.of}
            onChange={(of) => onChange({ ...action, of })}
          />
        </>
      )
    case 'buy_get':
      return (
        <>
          <div className={styles.fields}>
            <CountField
              label="For so many bought"
              value={action.buy.quantity}
              onChange={(quantity) => onChange({ ...action, buy: { ...action.buy, quantity } })}
            />
            <CountField
              label="So many are cheaper"
              value={action.get.quantity}
              onChange={(quantity) => onChange({ ...action, get: { ...action.get, quantity } })}
            />
            <PercentField
              label="By per cent (100 is free)"
              value={action.get.percent}
              onChange={(percent) => onChange({ ...action, get: { ...action.get, percent } })}
            />
          </div>
          <SelectionFields
            label="Bought"
            facets={facets}
            value={action.buy.of}
            onChange={(of) => onChange({ ...action, buy: { ...action.buy, of } })}
          />
          <SelectionFields
            label="Cheaper"
            facets={facets}
            value={action.get.of}
            onChange={(of) => onChange({ ...action, get: { ...action.get, of } })}
          />
        </>
      )
    case 'tier_by_goods':
    case 'tier_by_quantity':
      return (
        <>
          <StepsFields action={action} currencies={currencies} onChange={onChange} />
          <SelectionFields
            label="Off"
            facets={facets}
            value={action.of}
            onChange={(of) => onChange({ ...action, of })}
          />
        </>
      )
    case 'free_delivery':
      return action.methods ? (
        <div className={styles.row}>
          <p>Only by {action.methods.join(', ')}.</p>
          <Button size="compact-sm" variant="default" onClick={() => onChange({ kind: 'free_delivery' })}>
            By any way
          </Button>
        </div>
      ) : null
    default:
      return null
  }
}

interface NumberFieldProps {
  label: string
  value: number
  onChange: (value: number) => void
}

/** In hundredths of a per cent. */
export function PercentField({ label, value, onChange }: NumberFieldProps) {
  return (
    <NumberInput
      label={label}
      value={value / 100}
      onChange={(next) => onChange(Math.max(1, Math.round(Number(next) * 100)))}
      min={0.01}
      max={100}
      decimalScale={2}
      suffix=" %"
      required
      withAsterisk={false}
    />
  )
}

export function CountField({ label, value, onChange }: NumberFieldProps) {
  return (
    <NumberInput
      label={label}
      value={value}
      onChange={(next) => onChange(Math.max(1, Number(next)))}
      min={1}
      max={99}
      allowDecimal={false}
      required
      withAsterisk={false}
    />
  )
}
