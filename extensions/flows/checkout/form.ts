import { type Content, type FlowTurn, type FormField, textOf } from '@parley/sdk'
import { homeOf } from './country.ts'

/** Everything about the person at once, for clients that can show a form; each field is a slot that can be asked for in words too. */
export async function detailsForm(turn: FlowTurn): Promise<Content> {
  const { contact, delivery } = await turn.facets.checkout.view()
  const fields: FormField[] = [
    field(turn, 'name', 'name', 'name', contact?.name),
    field(turn, 'email', 'email', 'email', contact?.email),
    { ...field(turn, 'phone', 'phone', 'tel', contact?.phone), required: false },
  ]
  if (delivery === null || delivery.needsAddress) fields.push(...(await addressFields(turn)))
  return {
    type: 'form',
    id: 'checkout:details',
    title: turn.text('form.title'),
    fields,
    submit: turn.text('form.submit'),
  }
}

export async function addressForm(turn: FlowTurn): Promise<Content> {
  const fields = await addressFields(turn)
  return {
    type: 'form',
    id: 'checkout:address',
    title: turn.text('form.address_title'),
    fields,
    submit: turn.text('form.submit'),
  }
}

async function addressFields(turn: FlowTurn): Promise<FormField[]> {
  const { address } = await turn.facets.checkout.view()
  const { countries } = await turn.facets.store.info()
  const home = countries.find((each) => each.code === homeOf(turn.language))
  const country = textOf(turn.slots.country) || address?.country || (home ?? countries[0])?.code
  const options = countries.map((each) => ({ value: each.code, label: each.name }))
  return [
    field(turn, 'line1', 'address-line', 'address-line1', address?.line1),
    field(turn, 'postal_code', 'postal-code', 'postal-code', address?.postalCode),
    field(turn, 'city', 'city', 'address-level2', address?.city),
    ...(countries.length > 1 ? [{ ...field(turn, 'country', 'select', 'country', country), options }] : []),
  ]
}

function field(turn: FlowTurn, name: string, type: FormField['type'], autocomplete: string, known?: string): FormField {
  const value = textOf(turn.slots[name]) || known
  const filled = value === undefined || value === '' ? {} : { value }
  return { name, label: turn.text(`field.${name}`), type, required: true, autocomplete, ...filled }
}
