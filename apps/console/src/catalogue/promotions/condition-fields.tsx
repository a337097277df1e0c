import { NumberInput, Switch, TagsInput } from '@mantine/core'
import type { PromotionCondition } from '@parley/contracts'
import { AmountsFields } from '../../forms/amounts-fields.tsx'
import styles from '../../forms/forms.module.css'
import type { Facets } from '../use-facets.ts'

interface ConditionFieldsProps {
  conditions: readonly PromotionCondition[]
  facets: Facets
  onChange: (conditions: PromotionCondition[]) => void
}

type Kind = PromotionCondition['kind']

/** What has to be so for it to be given: all of it at once. */
export function ConditionFields({ conditions, facets, onChange }: ConditionFieldsProps) {
  const of = <K extends Kind>(kind: K) =>
    conditions.find((one): one is Extract<PromotionCondition, { kind: K }> => one.kind === kind)
  const put = (kind: Kind, next: PromotionCondition | null) =>
    onChange([...conditions.filter((one) => one.kind !== kind), ...(next ? [next] : [])])
  const goods = of('goods_at_least')
  const quantity = of('quantity_at_least')
  const list = (kind: 'segment' | 'channel' | 'country', anyOf: string[]) =>
    put(kind, anyOf.length > 0 ? { kind, anyOf } : null)
  return (
    <>
      <Switch
        label="Only with her first order"
        checked={of('first_order') !== undefined}
        onChange={({ currentTarget }) => put('first_order', currentTarget.checked ? { kind: 'first_order' } : null)}
      />
      <AmountsFields
        legend="From goods worth"
        currencies={facets.currencies}
        value={goods?.amounts ?? {}}
        onChange={(amounts) =>
          put(
            'goods_at_least',
            Object.keys(amounts).length > 0 ? { kind: 'goods_at_least', amounts, of: goods?.of ?? {} } : null,
          )
        }
      />
      <div className={styles.fields}>
        <NumberInput
          label="From so many pieces"
          value={quantity?.quantity ?? ''}
          onChange={(value) => {
            const next = Number(value)
            put(
              'quantity_at_least',
              next >= 1 ? { kind: 'quantity_at_least', quantity: next, of: quantity?.of ?? {} } : null,
            )
          }}
          min={1}
          max={999}
          allowDecimal={false}
        />
        <TagsInput
          label="Only in these countries"
          placeholder="SE, FI …"
          value={[...(of('country')?.anyOf ?? [])]}
          onChange={(anyOf) =>
            list(
              'country',
              anyOf.map((code) => code.trim().toUpperCase()),
            )
          }
        />
        <TagsInput
          label="Only for these groups"
          value={[...(of('segment')?.anyOf ?? [])]}
          onChange={(anyOf) => list('segment', anyOf)}
        />
        <TagsInput
          label="Only through these channels"
          placeholder="web, whatsapp …"
          value={[...(of('channel')?.anyOf ?? [])]}
          onChange={(anyOf) => list('channel', anyOf)}
        />
      </div>
    </>
  )
}
