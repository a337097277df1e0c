import { Button, NativeSelect, NumberInput } from '@mantine/core'
import { type DeliveryRate, type DeliveryZone, textIn } from '@parley/contracts'
import type { Facets } from '../catalogue/use-facets.ts'
import { AmountsFields } from '../forms/amounts-fields.tsx'
import forms from '../forms/forms.module.css'

interface RateFieldsProps {
  rates: readonly DeliveryRate[]
  zones: readonly DeliveryZone[]
  facets: Facets
  onChange: (rates: DeliveryRate[]) => void
}

/** Prices by weight or by what the goods come to, anywhere or in a zone. The highest step that is reached counts. */
export function RateFields({ rates, zones, facets, onChange }: RateFieldsProps) {
  const put = (at: number, rate: DeliveryRate) => onChange(rates.map((one, place) => (place === at ? rate : one)))
  return (
    <details>
      <summary className={forms.partTitle}>Prices by zone, weight or value ({rates.length})</summary>
      <div className={forms.form}>
        {rates.map((rate, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a rate has no name but its place
          <section key={at} className={forms.part} aria-label={`Rate ${at + 1}`}>
            <div className={forms.row}>
              <NativeSelect
                label="Where"
                value={rate.zone ?? ''}
                onChange={({ currentTarget }) => put(at, { ...rate, zone: currentTarget.value || null })}
                data={[
                  { value: '', label: 'Anywhere' },
                  ...zones.map(({ id, names }) => ({ value: id, label: textIn(names, 'en', facets.language) })),
                ]}
              />
              <NativeSelect
                label="By"
                value={rate.by}
                onChange={({ currentTarget }) => put(at, fresh(currentTarget.value, rate.zone))}
                data={[
                  { value: 'weight', label: 'weight' },
                  { value: 'value', label: 'value of the goods' },
                ]}
              />
              <Button variant="default" onClick={() => onChange(rates.filter((_, place) => place !== at))}>
                Take away
              </Button>
            </div>
            <Steps rate={rate} facets={facets} onChange={(next) => put(at, next)} />
          </section>
        ))}
        <div className={forms.row}>
          <Button variant="default" onClick={() => onChange([...rates, fresh('weight', null)])}>
            Add a rate
          </Button>
        </div>
      </div>
    </details>
  )
}

const fresh = (by: string, zone: string | null): DeliveryRate =>
  by === 'value'
    ? { zone, by: 'value', steps: [{ from: {}, prices: {} }] }
    : { zone, by: 'weight', steps: [{ fromGrams: 0, prices: {} }] }

function Steps({
  rate,
  facets,
  onChange,
}: {
  rate: DeliveryRate
  facets: Facets
  onChange: (rate: DeliveryRate) => void
}) {
  const { currencies } = facets
  const setPrices = (at: number, prices: Record<string, number>) =>
    rate.by === 'weight'
      ? onChange({ ...rate, steps: rate.steps.map((step, place) => (place === at ? { ...step, prices } : step)) })
      : onChange({ ...rate, steps: rate.steps.map((step, place) => (place === at ? { ...step, prices } : step)) })
  const add = () =>
    rate.by === 'weight'
      ? onChange({
          ...rate,
          steps: [...rate.steps, { fromGrams: (rate.steps.at(-1)?.fromGrams ?? 0) + 1000, prices: {} }],
        })
      : onChange({ ...rate, steps: [...rate.steps, { from: {}, prices: {} }] })
  return (
    <>
      {rate.steps.map((step, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step has no name but its place
        <div key={at} className={forms.form}>
          {rate.by === 'weight' ? (
            <NumberInput
              label={`Step ${at + 1}: from grams`}
              value={rate.steps[at]?.fromGrams ?? 0}
              onChange={(grams) =>
                onChange({
                  ...rate,
                  steps: rate.steps.map((one, place) => (place === at ? { ...one, fromGrams: Number(grams) } : one)),
                })
              }
              min={0}
              allowDecimal={false}
            />
          ) : (
            <AmountsFields
              legend={`Step ${at + 1}: from goods worth`}
              currencies={currencies}
              value={rate.steps[at]?.from ?? {}}
              onChange={(from) =>
                onChange({ ...rate, steps: rate.steps.map((one, place) => (place === at ? { ...one, from } : one)) })
              }
            />
          )}
          <AmountsFields
            legend={`Step ${at + 1}: costs`}
            currencies={currencies}
            value={step.prices}
            onChange={(prices) => setPrices(at, prices)}
          />
        </div>
      ))}
      <div className={forms.row}>
        <Button size="compact-sm" variant="default" onClick={add}>
          Add a step
        </Button>
      </div>
    </>
  )
}
