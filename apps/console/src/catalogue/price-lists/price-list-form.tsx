import { Button, MultiSelect, NativeSelect, TagsInput, TextInput } from '@mantine/core'
import { company, type PriceList, type PriceListDraft, priceList as priceListSchema } from '@parley/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { z } from 'zod'
import { sayFault } from '../../api/problem.ts'
import { fieldErrors } from '../../forms/field-errors.ts'
import { InstantField } from '../../forms/instant-field.tsx'
import { useDesk } from '../../live/desk-context.tsx'
import dialogue from '../../proposals/proposal-dialogue.module.css'
import { tellDone } from '../../shell/tell.tsx'
import { useMayWrite } from '../may-write.ts'

const companiesAnswer = z.object({ companies: z.array(company) })

/** Whom a list is for, in which currency, and from when until when. */
export function PriceListForm({ list, currencies }: { list: PriceList | null; currencies: readonly string[] }) {
  const { api, shopId } = useDesk()
  const client = useQueryClient()
  const navigate = useNavigate()
  const mayWrite = useMayWrite()
  const [draft, setDraft] = useState<PriceListDraft>(() => draftOf(list, currencies[0] ?? 'EUR'))
  const set = (part: Partial<PriceListDraft>) => setDraft((before) => ({ ...before, ...part }))
  const { data: companies = [] } = useQuery({
    queryKey: ['companies', shopId, 'choices'],
    queryFn: async ({ signal }) =>
      (await api({ path: '/companies', query: { limit: 100 }, answer: companiesAnswer, signal })).companies,
  })
  const saving = useMutation({
    mutationFn: () =>
      list
        ? api({
            method: 'PUT',
            path: `/price-lists/${list.id}`,
            body: { version: list.version, priceList: draft },
            answer: priceListSchema,
          })
        : api({ method: 'POST', path: '/price-lists', body: draft, answer: priceListSchema }),
    onSuccess: async ({ id }) => {
      tellDone(list ? 'Saved.' : 'Made. Put prices into it now.')
      for (const name of ['price-lists', 'audit']) await client.invalidateQueries({ queryKey: [name] })
      if (!list) await navigate({ to: '/catalogue/price-lists/$priceListId', params: { priceListId: id } })
    },
  })
  const errors = fieldErrors(saving.error, list ? 'priceList.' : '')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    saving.mutate()
  }
  return (
    <form onSubmit={submit} className={dialogue.form} style={{ maxWidth: 640 }}>
      <fieldset disabled={!mayWrite} className={dialogue.form} style={{ border: 0, padding: 0, margin: 0 }}>
        <div className={dialogue.fields}>
          <TextInput
            label="Name"
            value={draft.name}
            onChange={({ currentTarget }) => set({ name: currentTarget.value })}
            maxLength={120}
            error={errors.name}
            required
            withAsterisk={false}
          />
          <NativeSelect
            label="Currency"
            description={list ? 'Its prices are in this one.' : undefined}
            data={[...currencies]}
            value={draft.currency}
            disabled={Boolean(list && list.entries > 0)}
            onChange={({ currentTarget }) => set({ currency: currentTarget.value })}
          />
        </div>
        <div className={dialogue.fields}>
          <InstantField label="From" value={draft.startsAt} onChange={(startsAt) => set({ startsAt })} />
          <InstantField
            label="Until"
            value={draft.endsAt}
            onChange={(endsAt) => set({ endsAt })}
            error={errors.endsAt}
          />
        </div>
        <TagsInput
          label="For customers of these groups"
          value={draft.groups}
          onChange={(groups) => set({ groups })}
          disabled={!mayWrite}
        />
        <MultiSelect
          label="For these companies"
          data={companies.map(({ id, name }) => ({ value: id, label: name }))}
          value={draft.companies}
          onChange={(chosen) => set({ companies: chosen })}
          searchable
          disabled={!mayWrite}
        />
        <p className={dialogue.soft}>
          With neither group nor company it is for everybody. A buyer pays the lowest of the catalogue’s price and the
          lists she may buy by.
        </p>
        {saving.error && (
          <p role="alert" className={dialogue.fault}>
            {sayFault(saving.error)}
          </p>
        )}
        {mayWrite && (
          <div>
            <Button type="submit" loading={saving.isPending}>
              {list ? 'Save' : 'Make the list'}
            </Button>
          </div>
        )}
      </fieldset>
    </form>
  )
}

function draftOf(list: PriceList | null, currency: string): PriceListDraft {
  if (!list) return { name: '', currency, groups: [], companies: [], startsAt: null, endsAt: null }
  const { name, groups, companies, startsAt, endsAt } = list
  return { name, currency: list.currency, groups, companies, startsAt, endsAt }
}
