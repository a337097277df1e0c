import {
  accepted,
  type Checkout,
  type Content,
  type FlowTurn,
  type Outcome,
  type SlotDefinition,
  type SlotValue,
  type Step,
  textOf,
} from '@parley/sdk'
import { detailsForm } from './form.ts'

export const contactSlots: Record<string, SlotDefinition> = {
  name: { type: 'name', ask: 'ask.name', again: 'ask.name_again', accept: acceptName, show: form },
  email: {
    type: 'email',
    ask: 'ask.email',
    again: 'ask.email_again',
    accept: (value, turn) => store(turn, 'email', textOf(value)),
    show: formAfterErrors,
  },
  phone: {
    type: 'phone',
    ask: 'ask.phone',
    optional: true,
    accept: (value, turn) => store(turn, 'phone', textOf(value)),
  },
}

export const contactSteps: Record<string, Step> = {
  askName: { ask: 'name', next: 'route' },
  askEmail: { ask: 'email', next: 'route' },
}

/** The step that asks for what is missing of name and e-mail; null where nothing is. */
export function contactStep(turn: FlowTurn, view: Checkout): string | null {
  if (view.contact !== null) return null
  if (textOf(turn.slots.name) === '') return 'askName'
  if (textOf(turn.slots.email) === '') return 'askEmail'
  // Both were given and still there is no contact: they are asked for anew rather than believed.
  delete turn.slots.name
  delete turn.slots.email
  return 'askName'
}

/** Name and e-mail often come in one breath. */
async function acceptName(value: SlotValue, turn: FlowTurn): Promise<Outcome<SlotValue>> {
  const text = textOf(value)
  const email = /[^\s@,;<>]+@[^\s@,;<>]+\.[a-z]{2,}/i.exec(text)?.[0]
  const name = (email === undefined ? text : text.replace(email, '')).replace(/^[\s,;<>]+|[\s,;<>]+$/g, '')
  if (email !== undefined) {
    const stored = await store(turn, 'email', email.toLowerCase())
    if (!stored.ok) return stored
    turn.slots.email = email.toLowerCase()
  }
  return name === '' ? { ok: false, refusals: [] } : await store(turn, 'name', name)
}

/** Handed over as soon as it is complete, and again at every change. */
async function store(turn: FlowTurn, part: 'name' | 'email' | 'phone', value: string): Promise<Outcome<SlotValue>> {
  const { contact } = await turn.facets.checkout.view()
  const known = {
    name: textOf(turn.slots.name) || contact?.name || '',
    email: textOf(turn.slots.email) || contact?.email || '',
    phone: textOf(turn.slots.phone) || contact?.phone || '',
    [part]: value,
  }
  if (known.name === '' || known.email === '') return accepted(value)
  const { phone, ...rest } = known
  const set = await turn.facets.checkout.setContact(phone === '' ? rest : { ...rest, phone })
  return set.ok ? accepted(value) : set
}

async function form(turn: FlowTurn): Promise<Content[]> {
  return [await detailsForm(turn)]
}

/** Once the form has been filled in part, the rest is asked for in words. */
async function formAfterErrors(turn: FlowTurn): Promise<Content[]> {
  const last = turn.said.at(-1)
  return last?.type === 'form' ? [await detailsForm(turn)] : []
}
