import { NativeSelect, NumberInput, Switch, TextInput } from '@mantine/core'
import type { PromotionDraft } from '@parley/contracts'
import { AmountsFields } from '../../forms/amounts-fields.tsx'
import styles from '../../forms/forms.module.css'
import { InstantField } from '../../forms/instant-field.tsx'
import { TextsFields } from '../../forms/texts-fields.tsx'
import type { Facets } from '../use-facets.ts'
import { ActionFields } from './action-fields.tsx'
import { ConditionFields } from './condition-fields.tsx'

interface PromotionFieldsProps {
  draft: PromotionDraft
  facets: Facets
  errors: Readonly<Record<string, string>>
  onChange: (part: Partial<PromotionDraft>) => void
}

export function PromotionFields({ draft, facets, errors, onChange }: PromotionFieldsProps) {
  const { rule } = draft
  return (
    <>
      <section className={styles.part}>
        <TextInput
          label="Name"
          description="For the shop; shoppers read the names below, or this one."
          required
          withAsterisk={false}
          value={draft.name}
          onChange={({ currentTarget }) => onChange({ name: currentTarget.value })}
          error={errors.name}
          maxLength={120}
        />
        <TextsFields
          legend="What shoppers read"
          languages={facets.languages}
          value={draft.names}
          onChange={(names) => onChange({ names })}
        />
      </section>
      <section className={styles.part}>
        <h2 className={styles.partTitle}>What it gives</h2>
        <ActionFields
          action={rule.action}
          facets={facets}
          errors={errors}
          onChange={(action) => onChange({ rule: { ...rule, action } })}
        />
      </section>
      <section className={styles.part}>
        <h2 className={styles.partTitle}>What it asks</h2>
        <Switch
          label="Only with a code"
          checked={draft.byCode}
          onChange={({ currentTarget }) => onChange({ byCode: currentTarget.checked })}
        />
        <ConditionFields
          conditions={rule.conditions}
          facets={facets}
          onChange={(conditions) => onChange({ rule: { ...rule, conditions } })}
        />
        <NativeSelect
          label="Together with others"
          value={rule.stacking.kind}
          onChange={({ currentTarget }) =>
            onChange({ rule: { ...rule, stacking: stackings[currentTarget.value] ?? rule.stacking } })
          }
          data={[
            { value: 'best_of', label: 'Only the best of its group counts' },
            { value: 'adds_up', label: 'It adds up with others' },
            { value: 'alone', label: 'Alone, where it saves more than all others together' },
          ]}
        />
        {rule.stacking.kind === 'best_of' && (
          <TextInput
            label="Group"
            required
            withAsterisk={false}
            value={rule.stacking.group}
            onChange={({ currentTarget }) =>
              onChange({ rule: { ...rule, stacking: { kind: 'best_of', group: currentTarget.value } } })
            }
            maxLength={60}
          />
        )}
      </section>
      <section className={styles.part}>
        <h2 className={styles.partTitle}>When and how often</h2>
        <div className={styles.fields}>
          <InstantField
            label="From"
            hint="Empty is at once."
            value={draft.startsAt}
            onChange={(startsAt) => onChange({ startsAt })}
            error={errors.startsAt}
          />
          <InstantField
            label="Until"
            hint="Empty is until it is ended."
            value={draft.endsAt}
            onChange={(endsAt) => onChange({ endsAt })}
            error={errors.endsAt}
          />
          <MostField label="At most so often" value={draft.mostUses} onChange={(mostUses) => onChange({ mostUses })} />
          <MostField
            label="At most so often each"
            value={draft.mostUsesPerPerson}
            onChange={(mostUsesPerPerson) => onChange({ mostUsesPerPerson })}
          />
        </div>
        <AmountsFields
          legend="What it may cost in all"
          hint="Empty in every currency is no limit. Once a limit is set, it is not given in a currency without one."
          currencies={facets.currencies}
          value={draft.budget ?? {}}
          onChange={(budget) => onChange({ budget: Object.keys(budget).length > 0 ? budget : null })}
          error={errors.budget}
        />
      </section>
    </>
  )
}

const stackings: Readonly<Record<string, PromotionDraft['rule']['stacking']>> = {
  best_of: { kind: 'best_of', group: 'offers' },
  adds_up: { kind: 'adds_up' },
  alone: { kind: 'alone' },
}

interface MostFieldProps {
  label: string
  value: number | null
  onChange: (value: number | null) => void
}

function MostField({ label, value, onChange }: MostFieldProps) {
  return (
    <NumberInput
      label={label}
      description="Empty is no limit."
      value={value ?? ''}
      onChange={(next) => onChange(next === '' ? null : Math.max(1, Number(next)))}
      min={1}
      allowDecimal={false}
    />
  )
}
