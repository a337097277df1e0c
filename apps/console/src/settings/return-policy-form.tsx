import { Button, MultiSelect, NumberInput, Switch } from '@mantine/core'
import { texts } from '@parley/contracts'
import { type FormEvent, useState } from 'react'
import { z } from 'zod'
import { categoryChoices, type Facets, useFacets } from '../catalogue/use-facets.ts'
import { AmountsFields } from '../forms/amounts-fields.tsx'
import { fieldErrors } from '../forms/field-errors.ts'
import forms from '../forms/forms.module.css'
import { TextsFields } from '../forms/texts-fields.tsx'
import { Fault, RowsComing } from '../shell/states.tsx'
import { plainWords } from '../words/names.ts'
import { SaveBar } from './save-bar.tsx'
import styles from './settings-page.module.css'
import { useKept } from './use-kept.ts'

const answer = z.object({
  days: z.number(),
  texts,
  finalSale: z.array(z.string()),
  complaintDays: z.number(),
  labelCost: z.record(z.string(), z.number()),
  restockingPercent: z.number(),
  refundsDelivery: z.boolean(),
  exchanges: z.boolean(),
  approvesByItself: z.boolean(),
  reasons: z.array(z.object({ id: z.string(), names: texts, shopPays: z.boolean(), isFault: z.boolean() })),
})
type Policy = z.infer<typeof answer>

/** What may come back, for how long, why and at what cost. */
export function ReturnPolicyForm() {
  const facets = useFacets()
  const { data, error, refetch, saving } = useKept({
    path: '/return-policy',
    method: 'PUT',
    answer,
    undo: (before) => before,
  })
  const fault = error ?? facets.error
  if (fault) return <Fault fault={fault} onRetry={() => void Promise.all([refetch(), facets.refetch()])} />
  if (!data || !facets.data) return <RowsComing rows={8} />
  return (
    <Form
      key={JSON.stringify(data)}
      kept={data}
      facets={facets.data}
      fault={saving.error}
      isPending={saving.isPending}
      onSave={(policy) => saving.mutate(policy)}
    />
  )
}

interface FormProps {
  kept: Policy
  facets: Facets
  fault: unknown
  isPending: boolean
  onSave: (policy: Policy) => void
}

function Form({ kept, facets, fault, isPending, onSave }: FormProps) {
  const [policy, setPolicy] = useState(kept)
  const set = (part: Partial<Policy>) => setPolicy((before) => ({ ...before, ...part }))
  const errors = fieldErrors(fault)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSave(policy)
  }
  return (
    <form onSubmit={submit} className={forms.form}>
      <h2 className={styles.title}>Returns</h2>
      <div className={forms.fields}>
        <DaysField
          label="May come back within"
          value={policy.days}
          onChange={(days) => set({ days })}
          error={errors.days}
        />
        <DaysField
          label="Faults may be complained about within"
          value={policy.complaintDays}
          onChange={(complaintDays) => set({ complaintDays })}
          error={errors.complaintDays}
        />
        <NumberInput
          label="Kept of what comes back"
          description="Where the shop is not at fault."
          value={policy.restockingPercent}
          onChange={(value) => set({ restockingPercent: Number(value) })}
          min={0}
          max={50}
          suffix=" %"
          error={errors.restockingPercent}
        />
        <MultiSelect
          label="Categories that don’t come back"
          searchable
          value={policy.finalSale}
          onChange={(finalSale) => set({ finalSale })}
          data={[
            ...categoryChoices(facets),
            ...policy.finalSale
              .filter((id) => !facets.categories.some((category) => category.id === id))
              .map((id) => ({ value: id, label: id })),
          ]}
          limit={200}
        />
      </div>
      <AmountsFields
        legend="What the way back costs her"
        hint="Where the shop is not at fault; empty is nothing."
        currencies={facets.currencies}
        value={policy.labelCost}
        onChange={(labelCost) => set({ labelCost })}
      />
      <TextsFields
        legend="As shoppers read it; {days} stands for the number"
        languages={facets.languages}
        value={policy.texts}
        onChange={(next) => set({ texts: next })}
      />
      <Switch
        label="The way there is paid back with the last of an order"
        checked={policy.refundsDelivery}
        onChange={({ currentTarget }) => set({ refundsDelivery: currentTarget.checked })}
      />
      <Switch
        label="Exchanges"
        checked={policy.exchanges}
        onChange={({ currentTarget }) => set({ exchanges: currentTarget.checked })}
      />
      <Switch
        label="Approved without anybody looking first (complaints are always looked at)"
        checked={policy.approvesByItself}
        onChange={({ currentTarget }) => set({ approvesByItself: currentTarget.checked })}
      />
      <Reasons policy={policy} languages={facets.languages} onChange={(reasons) => set({ reasons })} />
      <SaveBar fault={fault} isPending={isPending} isTouched={policy !== kept} />
    </form>
  )
}

interface ReasonsProps {
  policy: Policy
  languages: readonly string[]
  onChange: (reasons: Policy['reasons']) => void
}

function Reasons({ policy: { reasons }, languages, onChange }: ReasonsProps) {
  const set = (id: string, part: Partial<Policy['reasons'][number]>) =>
    onChange(reasons.map((reason) => (reason.id === id ? { ...reason, ...part } : reason)))
  return (
    <details>
      <summary className={forms.partTitle}>Reasons she chooses from ({reasons.length})</summary>
      <div className={forms.form}>
        {reasons.map((reason) => (
          <div key={reason.id} className={forms.form}>
            <TextsFields
              legend={plainWords(reason.id)}
              languages={languages}
              value={reason.names}
              onChange={(names) => set(reason.id, { names })}
            />
            <div className={forms.row}>
              <Switch
                label="The shop pays the way back"
                checked={reason.shopPays}
                onChange={({ currentTarget }) => set(reason.id, { shopPays: currentTarget.checked })}
              />
              <Switch
                label="A fault: longer, from any category"
                checked={reason.isFault}
                onChange={({ currentTarget }) => set(reason.id, { isFault: currentTarget.checked })}
              />
              {reasons.length > 1 && (
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={`Take away ${plainWords(reason.id)}`}
                  onClick={() => onChange(reasons.filter(({ id }) => id !== reason.id))}
                >
                  Take away
                </Button>
              )}
            </div>
          </div>
        ))}
      </div>
    </details>
  )
}

interface DaysFieldProps {
  label: string
  value: number
  onChange: (value: number) => void
  error: string | undefined
}

function DaysField({ label, value, onChange, error }: DaysFieldProps) {
  return (
    <NumberInput
      label={label}
      value={value}
      onChange={(next) => onChange(Number(next))}
      min={0}
      allowDecimal={false}
      suffix=" days"
      error={error}
    />
  )
}
