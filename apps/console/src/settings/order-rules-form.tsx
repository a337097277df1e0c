import { NativeSelect, NumberInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { z } from 'zod'
import forms from '../forms/forms.module.css'
import { Fault, RowsComing } from '../shell/states.tsx'
import { SaveBar } from './save-bar.tsx'
import styles from './settings-page.module.css'
import { useKept } from './use-kept.ts'

const rule = z.object({ before: z.enum(['packed', 'shipped']), withinHours: z.number().nullable() })
const answer = z.object({ cancel: rule, address: rule, items: rule })
type Rules = z.infer<typeof answer>

const words = {
  cancel: { until: 'Cancel an order until it is', within: 'And within hours (cancel)' },
  address: { until: 'Change the address until it is', within: 'And within hours (address)' },
  items: { until: 'Change what is ordered until it is', within: 'And within hours (what is ordered)' },
} as const

/** Until when shoppers cancel an order, or change its address or things, themselves. */
export function OrderRulesForm() {
  const { data, error, refetch, saving } = useKept({
    path: '/order-rules',
    method: 'PUT',
    answer,
    undo: (before) => before,
  })
  if (error) return <Fault fault={error} onRetry={() => void refetch()} />
  if (!data) return <RowsComing rows={3} />
  return (
    <Form
      key={JSON.stringify(data)}
      kept={data}
      fault={saving.error}
      isPending={saving.isPending}
      onSave={(rules) => saving.mutate(rules)}
    />
  )
}

interface FormProps {
  kept: Rules
  fault: unknown
  isPending: boolean
  onSave: (rules: Rules) => void
}

function Form({ kept, fault, isPending, onSave }: FormProps) {
  const [rules, setRules] = useState(kept)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSave(rules)
  }
  const set = (what: keyof Rules, part: Partial<Rules['cancel']>) =>
    setRules((before) => ({ ...before, [what]: { ...before[what], ...part } }))
  return (
    <form onSubmit={submit} className={forms.form}>
      <h2 className={styles.title}>Orders that shoppers change themselves</h2>
      {(['cancel', 'address', 'items'] as const).map((what) => (
        <div key={what} className={forms.fields}>
          <NativeSelect
            label={words[what].until}
            value={rules[what].before}
            onChange={({ currentTarget }) =>
              set(what, { before: currentTarget.value === 'packed' ? 'packed' : 'shipped' })
            }
            data={[
              { value: 'packed', label: 'packed' },
              // What lies in a parcel is not changed any more, whatever the rule.
              ...(what === 'items' ? [] : [{ value: 'shipped', label: 'handed to the carrier' }]),
            ]}
          />
          <NumberInput
            label={words[what].within}
            description="Empty is no limit, 0 is never."
            value={rules[what].withinHours ?? ''}
            onChange={(value) => set(what, { withinHours: value === '' ? null : Number(value) })}
            min={0}
            allowDecimal={false}
          />
        </div>
      ))}
      <SaveBar fault={fault} isPending={isPending} isTouched={rules !== kept} />
    </form>
  )
}
