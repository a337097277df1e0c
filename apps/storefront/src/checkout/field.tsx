import type { Refusal } from '@parley/contracts'
import type { ComponentChildren } from 'preact'

interface FieldProps {
  name: string
  label: string
  value: string
  /** As in refusals: `contact.email`. */
  path: string
  refusals: readonly Refusal[]
  autocomplete: string
  type?: 'text' | 'email' | 'tel'
  inputmode?: 'numeric' | 'text'
  hint?: string
  isOptional?: boolean
  maxLength: number
}

/** A line to write in, with what is wrong with it right below. */
export function Field({ name, label, value, path, refusals, hint, isOptional, ...input }: FieldProps) {
  const errors = refusals.filter((refusal) => refusal.path === path)
  return (
    <div class={errors.length > 0 ? 'field wrong' : 'field'}>
      <label for={`field-${name}`}>
        {label}
        {hint && <span class="soft"> {hint}</span>}
      </label>
      <input
        id={`field-${name}`}
        name={name}
        value={value}
        aria-required={isOptional ? undefined : 'true'}
        aria-invalid={errors.length > 0 ? 'true' : undefined}
        aria-describedby={errors.length > 0 ? `wrong-${name}` : undefined}
        autocapitalize={input.type === 'email' ? 'none' : undefined}
        {...input}
        list={undefined}
      />
      <Wrong name={name} errors={errors} />
    </div>
  )
}

export function Wrong({ name, errors }: { name: string; errors: readonly Refusal[] }) {
  if (errors.length === 0) return null
  return (
    <p class="wrong-words" id={`wrong-${name}`}>
      {errors.map(({ message }) => message).join(' ')}
    </p>
  )
}

interface WayProps {
  name: string
  value: string
  isChosen: boolean
  title: string
  text: string
  aside?: ComponentChildren
  needsNoAddress?: boolean
}

/** One of several ways to choose from, told in full. */
export function Way({ name, value, isChosen, title, text, aside, needsNoAddress }: WayProps) {
  return (
    <label class="way">
      <input type="radio" name={name} value={value} checked={isChosen} data-no-address={needsNoAddress || undefined} />
      <span class="way-words">
        <b>{title}</b>
        <span class="soft">{text}</span>
      </span>
      {aside && <span class="amount">{aside}</span>}
    </label>
  )
}
