import { Button, NumberInput, Switch } from '@mantine/core'
import { type DeskRules, decimalsOf, deskRules } from '@parley/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { z } from 'zod'
import { sayFault } from '../api/problem.ts'
import { shopAnswer } from '../api/schemas.ts'
import { useDesk } from '../live/desk-context.tsx'
import { Fault, RowsComing } from '../shell/states.tsx'
import { tellDone } from '../shell/tell.tsx'
import styles from './desk-settings.module.css'

const currencies = z.object({ currencies: z.array(z.string()).catch([]) })
const asks = [
  { field: 'name', label: 'Name' },
  { field: 'email', label: 'E-mail' },
  { field: 'phone', label: 'Phone' },
] as const

/** What agents may give by themselves, and how the desk meets shoppers. */
export function RulesPart() {
  const { api, shopId } = useDesk()
  const { data, error, refetch } = useQuery({
    queryKey: ['desk-rules', shopId],
    queryFn: ({ signal }) => api({ path: '/desk/rules', answer: deskRules, signal }),
  })
  const { data: shop } = useQuery({
    queryKey: ['shop', shopId],
    queryFn: ({ signal }) => api({ path: '/shop', answer: shopAnswer, signal }),
  })
  if (error) return <Fault fault={error} onRetry={() => void refetch()} />
  if (!data || !shop) return <RowsComing rows={6} />
  return <RulesForm rules={data} currencies={currencies.parse(shop.settings).currencies} />
}

function RulesForm({ rules, currencies }: { rules: DeskRules; currencies: readonly string[] }) {
  const { api, shopId } = useDesk()
  const client = useQueryClient()
  const [given, setGiven] = useState(rules)
  const set = (part: Partial<DeskRules>) => setGiven((before) => ({ ...before, ...part }))
  const saving = useMutation({
    mutationFn: () => api({ method: 'PUT', path: '/desk/rules', body: given, answer: deskRules }),
    onSuccess: (saved) => {
      client.setQueryData(['desk-rules', shopId], saved)
      tellDone('Saved.')
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    saving.mutate()
  }
  return (
    <form onSubmit={submit} className={styles.form}>
      <fieldset className={styles.group}>
        <legend>What agents may give by themselves</legend>
        <p className={styles.soft}>
          Above that an owner or admin is asked, and nothing is given until one has said yes.
        </p>
        <div className={styles.fields}>
          <NumberInput
            label="Off a basket"
            suffix=" %"
            min={0}
            max={100}
            value={given.offerPercent}
            onChange={(value) => set({ offerPercent: Number(value) || 0 })}
          />
          <NumberInput
            label="An offer holds"
            suffix=" days"
            min={1}
            max={90}
            value={given.offerDays}
            onChange={(value) => set({ offerDays: Number(value) || 1 })}
          />
          {currencies.map((currency) => (
            <RefundLimit key={currency} currency={currency} given={given} onChange={set} />
          ))}
        </div>
      </fieldset>
      <fieldset className={styles.group}>
        <legend>Before the first word</legend>
        <p className={styles.soft}>Asked in the chat before it begins; nothing is asked where nothing is chosen.</p>
        {asks.map((one) => (
          <Ask key={one.field} {...one} given={given} onChange={set} />
        ))}
      </fieldset>
      <fieldset className={styles.group}>
        <legend>What the desk sees</legend>
        <Switch
          label="What shoppers write before they send it"
          description="They are told so in the chat."
          checked={given.typingPreview}
          onChange={({ currentTarget }) => set({ typingPreview: currentTarget.checked })}
        />
        <Switch
          label="Who is in the shop now"
          description="The page, the basket, the language, and whether she has been here before. Nothing of it is kept."
          checked={given.liveVisitors}
          onChange={({ currentTarget }) => set({ liveVisitors: currentTarget.checked })}
        />
      </fieldset>
      {saving.error && <p role="alert">{sayFault(saving.error)}</p>}
      <div>
        <Button type="submit" loading={saving.isPending}>
          Save
        </Button>
      </div>
    </form>
  )
}

interface FieldProps {
  given: DeskRules
  onChange: (part: Partial<DeskRules>) => void
}

function RefundLimit({ currency, given, onChange }: FieldProps & { currency: string }) {
  const unit = 10 ** decimalsOf(currency)
  const { [currency]: most, ...others } = given.refundUpTo
  const change = (value: string | number) =>
    onChange({
      refundUpTo: value === '' ? others : { ...others, [currency]: Math.round(Number(value) * unit) },
    })
  return (
    <NumberInput
      label={`Back at a time, ${currency}`}
      placeholder="No limit"
      min={0}
      decimalScale={decimalsOf(currency)}
      value={most === undefined ? '' : most / unit}
      onChange={change}
    />
  )
}

function Ask({ field, label, given, onChange }: FieldProps & (typeof asks)[number]) {
  const known = given.preChat.find((one) => one.field === field)
  const others = given.preChat.filter((one) => one.field !== field)
  const ordered = (next: DeskRules['preChat']) =>
    onChange({ preChat: asks.flatMap((one) => next.filter((each) => each.field === one.field)) })
  return (
    <div className={styles.buttons}>
      <Switch
        label={label}
        checked={known !== undefined}
        onChange={({ currentTarget }) =>
          ordered(currentTarget.checked ? [...others, { field, required: false }] : others)
        }
        miw={140}
      />
      {known && (
        <Switch
          label="has to be given"
          aria-label={`${label} has to be given`}
          checked={known.required}
          onChange={({ currentTarget }) => ordered([...others, { field, required: currentTarget.checked }])}
        />
      )}
    </div>
  )
}
