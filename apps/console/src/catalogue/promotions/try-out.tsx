import { Button, NativeSelect, NumberInput, Switch, TagsInput, TextInput } from '@mantine/core'
import { deliverySettings, type PromotionDraft, type StockRow, textIn } from '@parley/contracts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { z } from 'zod'
import { sayFault } from '../../api/problem.ts'
import forms from '../../forms/forms.module.css'
import { useDesk } from '../../live/desk-context.tsx'
import { countryName } from '../../words/names.ts'
import { useFacets } from '../use-facets.ts'
import { tryOutAnswer } from './try-out-answer.ts'
import { TryOutAnswerView } from './try-out-answer-view.tsx'
import { VariantPicker } from './variant-picker.tsx'

interface Line {
  variant: Pick<StockRow, 'variantId' | 'title' | 'options'>
  quantity: number
}

const deliveryAnswer = z.object({ delivery: deliverySettings })

/** What any cart would cost any buyer, reckoned as a real one is, and why. Nothing is written. `draft` is tried along with what runs. */
export function TryOut({ draft }: { draft: PromotionDraft | null }) {
  const { api, shopId } = useDesk()
  const { data: facets } = useFacets()
  const delivery = useQuery({
    queryKey: ['delivery', shopId],
    queryFn: ({ signal }) => api({ path: '/delivery', answer: deliveryAnswer, signal }),
  })
  const [lines, setLines] = useState<readonly Line[]>([])
  const [currency, setCurrency] = useState<string | null>(null)
  const [codes, setCodes] = useState<string[]>([])
  const [buyer, setBuyer] = useState({
    firstOrder: false,
    groups: [] as string[],
    country: '',
    postalCode: '',
    channel: 'web',
  })
  const [way, setWay] = useState('')
  const trying = useMutation({
    mutationFn: () =>
      api({
        method: 'POST',
        path: '/promotions/try-out',
        body: {
          currency: currency ?? facets?.currencies[0],
          lines: lines.map(({ variant, quantity }) => ({ variantId: variant.variantId, quantity })),
          codes,
          buyer: {
            ...buyer,
            country: buyer.country || null,
            postalCode: buyer.postalCode || null,
          },
          delivery: way || null,
          ...(draft ? { promotion: draft } : {}),
        },
        answer: tryOutAnswer,
      }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    trying.mutate()
  }
  const add = (variant: Line['variant']) =>
    setLines((before) =>
      before.some((line) => line.variant.variantId === variant.variantId)
        ? before.map((line) =>
            line.variant.variantId === variant.variantId ? { ...line, quantity: line.quantity + 1 } : line,
          )
        : [...before, { variant, quantity: 1 }],
    )
  const methods = delivery.data?.delivery.methods ?? []
  const countries = [...new Set(methods.flatMap((method) => method.countries ?? []))]
  return (
    <form onSubmit={submit} className={forms.form}>
      {draft && <p className={forms.soft}>“{draft.name}” is tried as it stands here, beside what runs.</p>}
      <VariantPicker label="Put into the cart" onPick={add} />
      {lines.map(({ variant, quantity }, at) => (
        <div key={variant.variantId} className={forms.row}>
          <NumberInput
            label={[variant.title, variant.options].filter(Boolean).join(', ')}
            value={quantity}
            onChange={(next) =>
              setLines((before) =>
                before.map((line, place) => (place === at ? { ...line, quantity: Math.max(1, Number(next)) } : line)),
              )
            }
            min={1}
            max={999}
            allowDecimal={false}
          />
          <Button variant="default" onClick={() => setLines((before) => before.filter((_, place) => place !== at))}>
            Take out
          </Button>
        </div>
      ))}
      <div className={forms.fields}>
        <NativeSelect
          label="Currency"
          value={currency ?? facets?.currencies[0] ?? ''}
          onChange={({ currentTarget }) => setCurrency(currentTarget.value)}
          data={facets?.currencies ?? []}
        />
        <TagsInput label="Codes" value={codes} onChange={setCodes} maxTags={5} />
        <NativeSelect
          label="Country"
          value={buyer.country}
          onChange={({ currentTarget }) => setBuyer({ ...buyer, country: currentTarget.value })}
          data={[
            { value: '', label: 'Not known yet' },
            ...countries.map((code) => ({ value: code, label: countryName(code) })),
          ]}
        />
        <TextInput
          label="Postal code"
          value={buyer.postalCode}
          onChange={({ currentTarget }) => setBuyer({ ...buyer, postalCode: currentTarget.value })}
          maxLength={16}
        />
        <NativeSelect
          label="Delivery"
          value={way}
          onChange={({ currentTarget }) => setWay(currentTarget.value)}
          data={[
            { value: '', label: 'Not chosen yet' },
            ...methods
              .filter(({ points }) => points.length === 0)
              .map(({ id, names }) => ({ value: id, label: textIn(names, 'en', facets?.language) })),
          ]}
        />
        <TagsInput label="Her groups" value={buyer.groups} onChange={(groups) => setBuyer({ ...buyer, groups })} />
        <TextInput
          label="Channel"
          value={buyer.channel}
          onChange={({ currentTarget }) => setBuyer({ ...buyer, channel: currentTarget.value })}
        />
      </div>
      <Switch
        label="It is her first order"
        checked={buyer.firstOrder}
        onChange={({ currentTarget }) => setBuyer({ ...buyer, firstOrder: currentTarget.checked })}
      />
      {trying.error && <p role="alert">{sayFault(trying.error)}</p>}
      <div className={forms.row}>
        <Button type="submit" loading={trying.isPending} disabled={lines.length === 0}>
          Reckon it
        </Button>
      </div>
      {trying.data && <TryOutAnswerView answer={trying.data} />}
    </form>
  )
}
