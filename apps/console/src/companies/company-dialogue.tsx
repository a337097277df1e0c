import { Button, Modal, NativeSelect, Select, TextInput } from '@mantine/core'
import { type Company, type CompanyDraft, company as companySchema } from '@parley/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { sayFault } from '../api/problem.ts'
import { useFacets } from '../catalogue/use-facets.ts'
import { fieldErrors } from '../forms/field-errors.ts'
import { MoneyField } from '../forms/money-field.tsx'
import { useDesk } from '../live/desk-context.tsx'
import styles from '../proposals/proposal-dialogue.module.css'
import { countryCodes } from '../settings/country-codes.ts'
import { tellDone } from '../shell/tell.tsx'
import { countryName } from '../words/names.ts'

interface DialogueProps {
  /** Null for one that is yet to be taken in. */
  company: Company | null
  onClose: () => void
  onDone?: (company: Company) => void
}

const countries = countryCodes.map((code) => ({ value: code, label: countryName(code) }))

/** What the shop decides about a company. */
export function CompanyDialogue({ company, onClose, onDone }: DialogueProps) {
  const { api } = useDesk()
  const client = useQueryClient()
  const currencies = useFacets().data?.currencies ?? []
  const [draft, setDraft] = useState(() => draftOf(company))
  const given = { ...draft, currency: draft.currency || currencies[0] || 'EUR' }
  const set = (part: Partial<CompanyDraft>) => setDraft((before) => ({ ...before, ...part }))
  const saving = useMutation({
    mutationFn: () =>
      company
        ? api({
            method: 'PUT',
            path: `/companies/${company.id}`,
            body: { version: company.version, company: given },
            answer: companySchema,
          })
        : api({ method: 'POST', path: '/companies', body: given, answer: companySchema }),
    onSuccess: (saved) => {
      tellDone(company ? 'Saved.' : `${saved.name} may buy now.`)
      for (const name of ['companies', 'company', 'audit']) void client.invalidateQueries({ queryKey: [name] })
      onClose()
      onDone?.(saved)
    },
  })
  const errors = fieldErrors(saving.error, company ? 'company.' : '')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    saving.mutate()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={company ? 'Edit the company' : 'New company'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form onSubmit={submit} className={styles.form}>
        <TextInput
          label="Name"
          value={draft.name}
          onChange={({ currentTarget }) => set({ name: currentTarget.value })}
          maxLength={120}
          error={errors.name}
          required
          withAsterisk={false}
          data-autofocus
        />
        <div className={styles.fields}>
          <Select
            label="Country"
            data={countries}
            value={draft.country}
            onChange={(country) => country && set({ country })}
            searchable
            allowDeselect={false}
          />
          <TextInput
            label="VAT number"
            value={draft.vatNumber ?? ''}
            onChange={({ currentTarget }) => set({ vatNumber: currentTarget.value || null })}
            maxLength={24}
            error={errors.vatNumber}
          />
        </div>
        <div className={styles.fields}>
          <NativeSelect
            label="Currency"
            data={currencies.length > 0 ? currencies : [given.currency]}
            value={given.currency}
            onChange={({ currentTarget }) => set({ currency: currentTarget.value })}
          />
          <NativeSelect
            label="Standing"
            data={[
              { value: 'active', label: 'Buys' },
              { value: 'closed', label: 'Closed: buys nothing more' },
            ]}
            value={draft.status}
            onChange={({ currentTarget }) => set({ status: currentTarget.value === 'closed' ? 'closed' : 'active' })}
          />
        </div>
        <div className={styles.fields}>
          <MoneyField
            label="May owe at once"
            currency={given.currency}
            value={draft.creditLimit}
            onChange={(creditLimit) => set({ creditLimit })}
            error={errors.creditLimit}
          />
          <MoneyField
            label="A colleague’s yes above"
            currency={given.currency}
            value={draft.approvalAbove}
            onChange={(approvalAbove) => set({ approvalAbove })}
            error={errors.approvalAbove}
          />
        </div>
        <p className={styles.soft}>Left empty: nothing on account, and no yes is needed.</p>
        {saving.error && (
          <p role="alert" className={styles.fault}>
            {sayFault(saving.error)}
          </p>
        )}
        <Button type="submit" loading={saving.isPending}>
          {company ? 'Save' : 'Take it in'}
        </Button>
      </form>
    </Modal>
  )
}

function draftOf(company: Company | null): CompanyDraft {
  if (!company)
    return {
      ...{ name: '', vatNumber: null, country: 'SE', currency: '', status: 'active' },
      ...{ creditLimit: null, approvalAbove: null },
    }
  const { name, vatNumber, country, currency, status, creditLimit, approvalAbove } = company
  const limits = { creditLimit: creditLimit?.amount ?? null, approvalAbove: approvalAbove?.amount ?? null }
  return { name, vatNumber, country, currency, status, ...limits }
}
