import { MultiSelect, Textarea, TextInput } from '@mantine/core'
import type { DeliveryZone } from '@parley/contracts'
import { type FormEvent, useState } from 'react'
import { slug } from '../catalogue/products/draft.ts'
import type { Facets } from '../catalogue/use-facets.ts'
import forms from '../forms/forms.module.css'
import { TextsFields } from '../forms/texts-fields.tsx'
import { countryName } from '../words/names.ts'
import { countryCodes } from './country-codes.ts'
import { SaveBar } from './save-bar.tsx'

interface ZoneFormProps {
  zone: DeliveryZone | null
  facets: Facets
  fault: unknown
  isPending: boolean
  onSave: (zone: DeliveryZone) => void
}

const empty: DeliveryZone = { id: '', names: {}, countries: [], postalCodes: [] }

/** A part of the world that has its own prices of delivery. */
export function ZoneForm({ zone, facets, fault, isPending, onSave }: ZoneFormProps) {
  const [given, setGiven] = useState(zone ?? empty)
  const [spans, setSpans] = useState((zone?.postalCodes ?? []).map(({ from, to }) => `${from} - ${to}`).join('\n'))
  const set = (part: Partial<DeliveryZone>) => setGiven((before) => ({ ...before, ...part }))
  const read = readSpans(spans)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (read === null) return
    const name = given.names[facets.language] ?? Object.values(given.names)[0] ?? ''
    onSave({ ...given, id: given.id || idOf(name), postalCodes: read })
  }
  return (
    <form onSubmit={submit} className={forms.form}>
      <TextsFields
        legend="Name"
        languages={facets.languages}
        value={given.names}
        onChange={(names) => set({ names })}
      />
      <MultiSelect
        label="Countries"
        searchable
        value={given.countries}
        onChange={(countries) => set({ countries })}
        data={countryCodes.map((code) => ({ value: code, label: countryName(code) }))}
        limit={250}
      />
      <Textarea
        label="Only these postal codes, a span on each line"
        description="First and last of each; empty is all of the country."
        placeholder="800 00 - 989 99"
        autosize
        minRows={2}
        value={spans}
        onChange={({ currentTarget }) => setSpans(currentTarget.value)}
        error={read === null ? 'Write each as 800 00 - 989 99.' : undefined}
      />
      {zone && <TextInput label="Id" value={zone.id} disabled />}
      <SaveBar
        fault={fault}
        isPending={isPending}
        isTouched={read !== null && given.countries.length > 0 && Object.keys(given.names).length > 0}
      />
    </form>
  )
}

/** Null where a line is no span. */
function readSpans(text: string): DeliveryZone['postalCodes'] | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const spans = lines.map((line) => {
    const [from = '', to = from, more] = line.split(/\s*[–-]\s*/).map((part) => part.trim())
    return more === undefined && from !== '' && to !== '' && from.length <= 16 && to.length <= 16 ? { from, to } : null
  })
  return spans.every((span) => span !== null) ? spans : null
}

export const idOf = (name: string): string =>
  slug(name)
    .replaceAll(/[^a-z0-9-]/g, '')
    .slice(0, 40) || 'own'
