import { Button, NativeSelect, NumberInput, Select, TextInput } from '@mantine/core'
import { type TaxSettings, taxSettings } from '@parley/contracts'
import { type FormEvent, useState } from 'react'
import { z } from 'zod'
import { fieldErrors } from '../forms/field-errors.ts'
import forms from '../forms/forms.module.css'
import { Trail } from '../forms/trail.tsx'
import { Fault, RowsComing } from '../shell/states.tsx'
import table from '../shell/table.module.css'
import { countryName, plainWords } from '../words/names.ts'
import { countryCodes } from './country-codes.ts'
import { SaveBar } from './save-bar.tsx'
import styles from './settings-page.module.css'
import { useKept } from './use-kept.ts'

const answer = z.object({ version: z.string(), home: z.string(), tax: taxSettings })
type Answer = z.infer<typeof answer>

/** Where the shop sells to, with what VAT, and what its prices hold. */
export function TaxPart() {
  const { data, error, refetch, saving } = useKept({
    path: '/tax',
    method: 'PUT',
    answer,
    undo: (before, now) => ({ version: now.version, tax: before.tax }),
  })
  if (error) return <Fault fault={error} onRetry={() => void refetch()} />
  if (!data) return <RowsComing rows={8} />
  return (
    <>
      <TaxForm
        key={data.version}
        kept={data}
        fault={saving.error}
        isPending={saving.isPending}
        onSave={(tax) => saving.mutate({ version: data.version, tax })}
      />
      <section>
        <h2 className={styles.title}>Who changed it</h2>
        <Trail action="tax." />
      </section>
    </>
  )
}

interface TaxFormProps {
  kept: Answer
  fault: unknown
  isPending: boolean
  onSave: (tax: TaxSettings) => void
}

function TaxForm({ kept, fault, isPending, onSave }: TaxFormProps) {
  const [tax, setTax] = useState(kept.tax)
  const [added, setAdded] = useState('')
  const set = (part: Partial<TaxSettings>) => setTax((before) => ({ ...before, ...part }))
  const errors = fieldErrors(fault, 'tax.')
  const classes = [...new Set(['standard', ...tax.countries.flatMap(({ vat }) => Object.keys(vat))])]
  const setRate = (code: string, vatClass: string, rate: number | null) =>
    set({
      countries: tax.countries.map((country) => {
        if (country.code !== code) return country
        const { [vatClass]: _, ...others } = country.vat
        return { ...country, vat: rate === null ? others : { ...others, [vatClass]: rate } }
      }),
    })
  const addClass = () => {
    const name = added.trim().toLowerCase().replaceAll(/\s+/g, '_')
    if (!/^[a-z][a-z0-9_]{0,40}$/.test(name) || classes.includes(name)) return
    set({
      countries: tax.countries.map(({ code, vat }) => ({
        code,
        vat: code === kept.home ? { ...vat, [name]: vat.standard ?? 0 } : vat,
      })),
    })
    setAdded('')
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSave(tax)
  }
  return (
    <form onSubmit={submit} className={forms.form}>
      <h2 className={styles.title}>Tax</h2>
      <div className={forms.fields}>
        <NativeSelect
          label="Prices of the catalogue"
          value={tax.include}
          onChange={({ currentTarget }) => set({ include: currentTarget.value === 'vat' ? 'vat' : 'nothing' })}
          data={[
            { value: 'vat', label: `Hold the VAT of ${countryName(kept.home)}` },
            { value: 'nothing', label: 'Are without VAT' },
          ]}
        />
        <NumberInput
          label="Least margin over cost"
          description="No combination of offers goes below it. Empty is none."
          value={tax.leastMargin ?? ''}
          onChange={(value) => set({ leastMargin: value === '' ? null : Number(value) })}
          min={0}
          max={1000}
          suffix=" %"
          error={errors.leastMargin}
        />
      </div>
      {errors.countries && <p role="alert">{errors.countries}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard */}
      <section className={styles.wide} tabIndex={0} aria-label="VAT by country">
        <table className={table.table}>
          <thead>
            <tr>
              <th>Country</th>
              {classes.map((each) => (
                <th key={each}>{plainWords(each)} %</th>
              ))}
              <th aria-label="Take away" />
            </tr>
          </thead>
          <tbody>
            {tax.countries.map(({ code, vat }, at) => (
              <tr key={code}>
                <td>
                  {countryName(code)}
                  {code === kept.home && <span className={styles.scopes}> home</span>}
                </td>
                {classes.map((each) => (
                  <td key={each}>
                    <NumberInput
                      aria-label={`${countryName(code)}, ${plainWords(each)}`}
                      value={vat[each] ?? ''}
                      placeholder={each === 'standard' ? '' : String(vat.standard ?? 0)}
                      onChange={(value) => setRate(code, each, value === '' ? null : Number(value))}
                      min={0}
                      max={50}
                      decimalScale={2}
                      hideControls
                      w={84}
                      required={each === 'standard'}
                      error={errors[`countries.${at}.vat.${each}`]}
                    />
                  </td>
                ))}
                <td data-number>
                  {code !== kept.home && (
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={`Take away ${countryName(code)}`}
                      onClick={() => set({ countries: tax.countries.filter((one) => one.code !== code) })}
                    >
                      Take away
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <div className={forms.fields}>
        <Select
          label="Sell to another country"
          searchable
          value={null}
          onChange={(code) => code && set({ countries: [...tax.countries, { code, vat: { standard: 0 } }] })}
          data={countryCodes
            .filter((code) => !tax.countries.some((country) => country.code === code))
            .map((code) => ({ value: code, label: countryName(code) }))}
          limit={250}
        />
        <TextInput
          label="Another class of goods"
          placeholder="books, food …"
          value={added}
          onChange={({ currentTarget }) => setAdded(currentTarget.value)}
          rightSection={
            <Button size="compact-xs" variant="subtle" onClick={addClass} disabled={added.trim() === ''}>
              Add
            </Button>
          }
          rightSectionWidth={52}
        />
      </div>
      <SaveBar fault={fault} isPending={isPending} isTouched={tax !== kept.tax} />
    </form>
  )
}
