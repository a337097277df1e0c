import {
  Button,
  CopyButton,
  NativeSelect,
  NumberInput,
  PasswordInput,
  Switch,
  TagsInput,
  Textarea,
  TextInput,
} from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { z } from 'zod'
import { sayFault } from '../api/problem.ts'
import { fieldErrors } from '../forms/field-errors.ts'
import forms from '../forms/forms.module.css'
import type { Provider, ProviderField } from './provider.ts'
import styles from './settings-page.module.css'

interface ProviderFormProps {
  provider: Provider
  onSave: (settings: Record<string, unknown>) => Promise<Provider>
  onDone: () => void
}

/** Drawn from what the provider says its settings may hold. Only what was touched is sent, so that a key stays where it is. */
export function ProviderForm({ provider, onSave, onDone }: ProviderFormProps) {
  const [touched, setTouched] = useState<Readonly<Record<string, unknown>>>({})
  const set = (name: string, value: unknown) => setTouched((before) => ({ ...before, [name]: value }))
  const saving = useMutation({ mutationFn: () => onSave({ ...touched }), onSuccess: onDone })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    saving.mutate()
  }
  const errors = fieldErrors(saving.error, 'settings.')
  const secrets = new Map(provider.secrets.map((secret) => [secret.name, secret]))
  const fields = Object.entries(provider.schema.properties)
  return (
    <form onSubmit={submit} className={forms.form}>
      {provider.currencies && <p className={forms.soft}>It takes {provider.currencies.join(', ')}.</p>}
      {fields.length === 0 && <p>There is nothing to set up.</p>}
      {fields.map(([name, field]) => {
        const secret = secrets.get(name)
        const kept = secret?.set
          ? `It is set${secret.ends ? ` and ends in ${secret.ends}` : ''}. It is never shown.`
          : 'It is not set.'
        // A key as PEM has many lines, which a password's field would run together.
        if (secret && field.pattern?.includes('BEGIN'))
          return (
            <Textarea
              key={name}
              label={labelOf(name)}
              description={kept}
              placeholder={secret.set ? 'Leave empty to keep it' : '-----BEGIN …'}
              autosize
              minRows={3}
              maxRows={8}
              value={textOf(touched[name])}
              onChange={({ currentTarget }) => set(name, currentTarget.value || undefined)}
              error={errors[name]}
            />
          )
        if (secret)
          return (
            <PasswordInput
              key={name}
              label={labelOf(name)}
              description={kept}
              placeholder={secret.set ? 'Leave empty to keep it' : ''}
              autoComplete="off"
              value={textOf(touched[name])}
              onChange={({ currentTarget }) => set(name, currentTarget.value || undefined)}
              error={errors[name]}
            />
          )
        return (
          <SettingField
            key={name}
            label={labelOf(name)}
            field={field}
            value={name in touched ? touched[name] : (provider.settings[name] ?? field.default)}
            onChange={(value) => set(name, value)}
            error={errors[name]}
          />
        )
      })}
      <div className={styles.snippet}>
        <code>{provider.webhookUrl}</code>
        <CopyButton value={provider.webhookUrl}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? 'Copied' : 'Copy the webhook’s address'}
            </Button>
          )}
        </CopyButton>
      </div>
      {saving.error && <p role="alert">{sayFault(saving.error)}</p>}
      <div className={forms.row}>
        <Button type="submit" loading={saving.isPending} disabled={Object.keys(touched).length === 0}>
          Save
        </Button>
      </div>
    </form>
  )
}

interface SettingFieldProps {
  label: string
  field: ProviderField
  value: unknown
  onChange: (value: unknown) => void
  error: string | undefined
}

/** An emptied field is taken away (null), so that its default counts again. */
function SettingField({ label, field, value, onChange, error }: SettingFieldProps) {
  if (field.type === 'boolean')
    return (
      <Switch
        label={label}
        checked={value === true}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
        error={error}
      />
    )
  if (field.enum)
    return (
      <NativeSelect
        label={label}
        value={textOf(value)}
        onChange={({ currentTarget }) => onChange(currentTarget.value || null)}
        data={[
          ...(value === undefined ? [{ value: '', label: 'Not set' }] : []),
          ...field.enum.map((each) => ({ value: each, label: labelOf(each) })),
        ]}
        error={error}
      />
    )
  if (field.type === 'integer' || field.type === 'number')
    return (
      <NumberInput
        label={label}
        value={typeof value === 'number' ? value : ''}
        onChange={(next) => onChange(next === '' ? null : Number(next))}
        {...(field.minimum === undefined || field.minimum < -1e9 ? {} : { min: field.minimum })}
        {...(field.maximum === undefined || field.maximum > 1e9 ? {} : { max: field.maximum })}
        error={error}
      />
    )
  if (field.type === 'array' && field.items?.type === 'string') {
    const list = z.array(z.string()).catch([]).parse(value)
    return (
      <TagsInput
        label={label}
        value={list}
        onChange={(next) => onChange(next.length > 0 ? next : null)}
        error={error}
      />
    )
  }
  if (field.type === 'string' || field.type === undefined)
    return (
      <TextInput
        label={label}
        value={textOf(value)}
        onChange={({ currentTarget }) => onChange(currentTarget.value || null)}
        error={error}
      />
    )
  return <p className={forms.soft}>{label} is set through the API.</p>
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** "merchantSerialNumber" → "Merchant serial number". */
export function labelOf(name: string): string {
  const words = name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/[_-]/g, ' ')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
