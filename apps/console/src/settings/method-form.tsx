import { Checkbox, MultiSelect, NativeSelect, NumberInput, Switch, TextInput } from '@mantine/core'
import { type DeliveryZone, deliveryKind, deliveryMethodSettings } from '@parley/contracts'
import { type FormEvent, useState } from 'react'
import type { Facets } from '../catalogue/use-facets.ts'
import { AmountsFields } from '../forms/amounts-fields.tsx'
import { fieldErrors } from '../forms/field-errors.ts'
import forms from '../forms/forms.module.css'
import { TextsFields } from '../forms/texts-fields.tsx'
import { countryName } from '../words/names.ts'
import { countryCodes } from './country-codes.ts'
import type { DeliveryMethod } from './delivery-part.tsx'
import { RateFields } from './rate-fields.tsx'
import { SaveBar } from './save-bar.tsx'
import { idOf } from './zone-form.tsx'

interface MethodFormProps {
  method: DeliveryMethod | null
  zones: readonly DeliveryZone[]
  facets: Facets
  /** Its place among the others, by which the server names what is wrong. */
  at: number
  fault: unknown
  isPending: boolean
  onSave: (method: DeliveryMethod) => void
}

const kinds: Readonly<Record<DeliveryMethod['kind'], string>> = {
  parcel: 'Parcel',
  letter: 'Letter',
  pickup_point: 'Parcel shop or locker',
  store_pickup: 'Fetched in the shop',
  freight: 'Freight',
}
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

export function MethodForm({ method, zones, facets, at, fault, isPending, onSave }: MethodFormProps) {
  const [given, setGiven] = useState<DeliveryMethod>(method ?? deliveryMethodSettings.parse({ id: 'new', names: {} }))
  const [isTouched, setIsTouched] = useState(false)
  const set = (part: Partial<DeliveryMethod>) => {
    setIsTouched(true)
    setGiven((before) => ({ ...before, ...part }))
  }
  const errors = fieldErrors(fault, `delivery.methods.${at}.`)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const name = given.names[facets.language] ?? Object.values(given.names)[0] ?? ''
    onSave(method ? given : { ...given, id: idOf(name) })
  }
  const { cutOff, days } = given
  return (
    <form onSubmit={submit} className={forms.form}>
      <TextsFields
        legend="Name"
        languages={facets.languages}
        value={given.names}
        onChange={(names) => set({ names })}
      />
      <TextsFields
        legend="In a few words"
        languages={facets.languages}
        value={given.descriptions}
        onChange={(descriptions) => set({ descriptions })}
      />
      <AmountsFields
        legend="Price"
        hint="Not offered in a currency without one, unless a rate below has it."
        currencies={facets.currencies}
        value={given.prices}
        onChange={(prices) => set({ prices })}
      />
      <AmountsFields
        legend="Free from"
        hint="Goods worth so much or more; empty is never."
        currencies={facets.currencies}
        value={given.freeAbove}
        onChange={(freeAbove) => set({ freeAbove })}
      />
      <div className={forms.fields}>
        <NativeSelect
          label="Kind"
          value={given.kind}
          onChange={({ currentTarget }) => set({ kind: deliveryKind.parse(currentTarget.value) })}
          data={deliveryKind.options.map((kind) => ({ value: kind, label: kinds[kind] }))}
        />
        <NumberInput
          label="Working days, at least"
          value={days.min}
          onChange={(min) => set({ days: { ...days, min: Number(min) } })}
          min={0}
          allowDecimal={false}
          error={errors['days.min']}
        />
        <NumberInput
          label="Working days, at most"
          value={days.max}
          onChange={(max) => set({ days: { ...days, max: Number(max) } })}
          min={days.min}
          allowDecimal={false}
          error={errors['days.max']}
        />
        <NumberInput
          label="Not above so many grams"
          description="Empty is no limit."
          value={given.mostGrams ?? ''}
          onChange={(grams) => set({ mostGrams: grams === '' ? null : Number(grams) })}
          min={1}
          allowDecimal={false}
        />
        <TextInput
          type="time"
          label="Sent the same day until"
          description="By the shop’s clock; empty promises no date."
          value={cutOff?.time ?? ''}
          onChange={({ currentTarget: { value } }) =>
            set({ cutOff: value === '' ? null : { time: value, weekdays: cutOff?.weekdays ?? [1, 2, 3, 4, 5] } })
          }
        />
      </div>
      {cutOff && (
        <Checkbox.Group
          label="Sent on"
          value={cutOff.weekdays.map(String)}
          onChange={(chosen) =>
            chosen.length > 0 && set({ cutOff: { ...cutOff, weekdays: chosen.map(Number).toSorted() } })
          }
        >
          <div className={forms.row}>
            {weekdays.map((day, place) => (
              <Checkbox key={day} value={String(place + 1)} label={day} />
            ))}
          </div>
        </Checkbox.Group>
      )}
      <MultiSelect
        label="Only to these countries"
        searchable
        value={given.countries ?? []}
        onChange={(countries) => set({ countries: countries.length > 0 ? countries : undefined })}
        data={countryCodes.map((code) => ({ value: code, label: countryName(code) }))}
        limit={250}
      />
      <Switch
        label="Needs an address"
        checked={given.needsAddress}
        onChange={({ currentTarget }) => set({ needsAddress: currentTarget.checked })}
      />
      <Switch
        label="For freight goods only"
        checked={given.forFreightOnly}
        onChange={({ currentTarget }) => set({ forFreightOnly: currentTarget.checked })}
      />
      <RateFields rates={given.rates} zones={zones} facets={facets} onChange={(rates) => set({ rates })} />
      {given.points.length > 0 && (
        <p className={forms.soft}>
          {given.points.length} places to fetch it, kept as they are; they come in through the API.
        </p>
      )}
      <SaveBar fault={fault} isPending={isPending} isTouched={isTouched && Object.keys(given.names).length > 0} />
    </form>
  )
}
