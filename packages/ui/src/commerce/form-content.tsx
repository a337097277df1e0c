import type { Content, FormField, Refusal } from '@parley/contracts'
import { useId, useRef, useState } from 'preact/hooks'
import { type Drawing, inWords, useActing } from '../act.ts'
import { Refusals } from '../refusals.tsx'
import { faultOf } from './form-rules.ts'

/** A few fields at once. Checked here for what can be seen at a glance; the shop has the last word, told at the field it is about. */
export function FormContent(props: { content: Extract<Content, { type: 'form' }>; drawing: Drawing }) {
  const { content, drawing } = props
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const acting = useActing(drawing.act)
  const [values, setValues] = useState(() => startValues(content.fields))
  const [tried, setTried] = useState(false)
  const [altered, setAltered] = useState<string[]>([])
  const refusals = acting.refusals.filter((refusal) => !altered.includes(fieldOf(refusal) ?? ''))

  const faultAt = (field: FormField): string | undefined => {
    const fault = tried ? faultOf(field, values[field.name] ?? '') : undefined
    if (fault) return inWords(drawing, fault)
    const refused = refusals.find((refusal) => fieldOf(refusal) === field.name)?.message
    return refused ?? (altered.includes(field.name) ? undefined : field.error)
  }
  const submit = async (event: Event) => {
    event.preventDefault()
    setTried(true)
    const wrong = content.fields.find((field) => faultOf(field, values[field.name] ?? ''))
    if (wrong) return focusField(form.current, wrong.name)
    setAltered([])
    const answer = await acting.act({ type: 'form', id: content.id, values: trimmed(values) }, content.submit)
    const refused = answer.map(fieldOf).find((name) => name !== undefined)
    if (refused) focusField(form.current, refused)
  }
  const alter = (name: string, value: string) => {
    setValues({ ...values, [name]: value })
    if (!altered.includes(name)) setAltered([...altered, name])
  }

  const ended = acting.state === 'done' || drawing.settled
  return (
    <form class="card form" ref={form} noValidate onSubmit={submit}>
      <h3>{content.title}</h3>
      {ended ? (
        drawing.act && <p class="state">{inWords(drawing, 'form.sent')}</p>
      ) : (
        <>
          {content.fields.map((field) => (
            <Field
              key={field.name}
              id={`${id}-${field.name}`}
              field={field}
              value={values[field.name] ?? ''}
              fault={faultAt(field)}
              drawing={drawing}
              onInput={(value) => alter(field.name, value)}
            />
          ))}
          <Refusals
            refusals={refusals.filter((refusal) => !content.fields.some((field) => field.name === fieldOf(refusal)))}
          />
          <button type="submit" class="button wide" disabled={acting.state === 'busy'}>
            {acting.state === 'busy' ? inWords(drawing, 'form.busy') : content.submit}
          </button>
        </>
      )}
    </form>
  )
}

interface FieldProps {
  id: string
  field: FormField
  value: string
  fault: string | undefined
  drawing: Drawing
  onInput: (value: string) => void
}

function Field({ id, field, value, fault, drawing, onInput }: FieldProps) {
  const shared = {
    id,
    name: field.name,
    value,
    required: field.required,
    autocomplete: field.autocomplete ?? autocompleteOf[field.type] ?? 'on',
    'aria-invalid': fault ? true : undefined,
    'aria-describedby': fault ? `${id}-fault` : undefined,
    onInput: (event: { currentTarget: { value: string } }) => onInput(event.currentTarget.value),
  }
  return (
    <p class={fault ? 'field wrong' : 'field'}>
      <label for={id}>
        {field.label}
        {!field.required && <small> {inWords(drawing, 'form.optional')}</small>}
      </label>
      {field.options ? (
        <select {...shared}>
          {!field.value && <option value="">{inWords(drawing, 'form.choose')}</option>}
          {field.options.map((option) => (
            <option value={option.value}>{option.label}</option>
          ))}
        </select>
      ) : (
        <input {...shared} {...(inputOf[field.type] ?? { type: 'text' })} list={undefined} />
      )}
      {fault && (
        <span class="fault" id={`${id}-fault`}>
          {fault}
        </span>
      )}
    </p>
  )
}

interface Keyboard {
  type: 'text' | 'email' | 'tel'
  inputMode?: 'email' | 'tel' | 'numeric'
  autoCapitalize?: 'none' | 'words'
  spellcheck?: boolean
}
const inputOf: Readonly<Partial<Record<FormField['type'], Keyboard>>> = {
  email: { type: 'email', inputMode: 'email', autoCapitalize: 'none', spellcheck: false },
  phone: { type: 'tel', inputMode: 'tel' },
  number: { type: 'text', inputMode: 'numeric' },
  name: { type: 'text', autoCapitalize: 'words', spellcheck: false },
}
const autocompleteOf: Readonly<Partial<Record<FormField['type'], string>>> = {
  name: 'name',
  email: 'email',
  phone: 'tel',
  'address-line': 'address-line1',
  'postal-code': 'postal-code',
  city: 'address-level2',
  country: 'country',
}

function startValues(fields: FormField[]): Record<string, string> {
  return Object.fromEntries(fields.map((field) => [field.name, field.value ?? '']))
}

function trimmed(values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value.trim()]))
}

/** `values.email`, `contact.email` and `email` all speak about the field `email`. */
function fieldOf(refusal: Refusal): string | undefined {
  return refusal.path?.split('.').at(-1)
}

function focusField(form: HTMLFormElement | null, name: string): void {
  const field = form?.elements.namedItem(name)
  if (field instanceof HTMLElement) field.focus()
}
