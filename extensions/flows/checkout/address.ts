import {
  type AddressParts,
  accepted,
  type Checkout,
  type Choice,
  type Content,
  type FlowTurn,
  type Outcome,
  readAddress,
  refused,
  type SlotDefinition,
  type SlotValue,
  type Step,
  textOf,
} from '@parley/sdk'
import { likelyCountry } from './country.ts'
import { addressForm } from './form.ts'

export const addressSlots: Record<string, SlotDefinition> = {
  address: {
    type: 'address',
    ask: 'ask.address',
    again: 'ask.address_again',
    accept: acceptAddress,
    show: async (turn): Promise<Content[]> => [await addressForm(turn)],
  },
  line1: { type: 'text', ask: 'ask.line1', accept: (value, turn) => acceptPart(turn, 'line1', textOf(value)) },
  postal_code: {
    type: 'text',
    ask: 'ask.postal_code',
    accept: (value, turn) => acceptPart(turn, 'postal_code', textOf(value)),
  },
  city: { type: 'text', ask: 'ask.city', accept: (value, turn) => acceptPart(turn, 'city', textOf(value)) },
  country: {
    type: 'country',
    ask: 'ask.country',
    options: countryChoices,
    accept: (value, turn) => acceptPart(turn, 'country', textOf(value)),
  },
}

export const addressSteps: Record<string, Step> = {
  changeAddress: {
    do: (turn) => {
      if (turn.slots.address !== undefined) return { go: 'route' }
      turn.slots.address_open = true
      return { go: 'askAddress' }
    },
  },
  askAddress: { ask: 'address', next: 'route' },
  askPostalCode: { ask: 'postal_code', next: 'route' },
  askCity: { ask: 'city', next: 'route' },
  askCountry: { ask: 'country', next: 'route' },
}

/** The step that asks for what is missing of the address; null where none is needed or all is there. */
export function addressStep(turn: FlowTurn, view: Checkout): string | null {
  if (view.delivery?.needsAddress !== true && turn.slots.address_open !== true) return null
  if (view.address !== null && turn.slots.address_open !== true) return null
  if (textOf(turn.slots.line1) === '') {
    delete turn.slots.address
    return 'askAddress'
  }
  if (textOf(turn.slots.postal_code) === '') return 'askPostalCode'
  if (textOf(turn.slots.city) === '') return 'askCity'
  if (turn.slots.country_open === true) return 'askCountry'
  // All parts are there and still no address: it is asked for anew rather than believed.
  for (const slot of ['address', 'line1', 'postal_code', 'city']) delete turn.slots[slot]
  return 'askAddress'
}

/** An address in one sentence; what it lacks is asked for on its own. */
async function acceptAddress(value: SlotValue, turn: FlowTurn): Promise<Outcome<SlotValue>> {
  const parts = readAddress(value)
  // A street without a number stands in a longer address, or is none.
  if (parts.line1 === undefined || (parts.city === undefined && !/\d/.test(parts.line1))) {
    return refused('input.line1', 'No street in it')
  }
  const before = { ...turn.slots }
  for (const slot of ['line1', 'postal_code', 'city']) delete turn.slots[slot]
  Object.assign(turn.slots, slotsOf(parts))
  const stored = await store(turn)
  if (!stored.ok) restore(turn, before)
  return stored.ok ? accepted(value) : stored
}

function restore(turn: FlowTurn, before: FlowTurn['slots']): void {
  for (const slot of ['line1', 'postal_code', 'city']) {
    const value = before[slot]
    if (value === undefined) delete turn.slots[slot]
    else turn.slots[slot] = value
  }
}

async function acceptPart(
  turn: FlowTurn,
  part: 'line1' | 'postal_code' | 'city' | 'country',
  value: string,
): Promise<Outcome<SlotValue>> {
  if (!looksLike[part].test(value)) return refused(`input.${part}`, 'It does not look like one')
  if (part === 'country' && !(await countryChoices(turn)).some((each) => each.value === value)) {
    return refused('input.country', 'Not a country that is delivered to')
  }
  const before = turn.slots[part]
  turn.slots[part] = value
  const stored = await store(turn)
  if (stored.ok) return accepted(value)
  if (before === undefined) delete turn.slots[part]
  else turn.slots[part] = before
  return stored
}

/** Enough to tell an answer from a sentence; the shop judges the rest by country. */
const looksLike = {
  line1: /^(?=.*\p{L}).{2,200}$/u,
  postal_code: /^(?=.*\d)[\p{L}\d][\p{L}\d -]{1,11}$/u,
  city: /^\p{L}[\p{L} .'’-]{1,58}$/u,
  country: /^.{2,60}$/,
}

/** Handed over once it is whole; until then it is open. */
async function store(turn: FlowTurn): Promise<Outcome<SlotValue>> {
  const [line1, postalCode, city] = ['line1', 'postal_code', 'city'].map((slot) => textOf(turn.slots[slot]))
  delete turn.slots.country_open
  if (!line1 || !postalCode || !city) {
    turn.slots.address_open = true
    return accepted(null)
  }
  const country = await countryOf(turn, postalCode)
  if (country === null) {
    turn.slots.address_open = true
    turn.slots.country_open = true
    return accepted(null)
  }
  const set = await turn.facets.checkout.setAddress({ line1, postalCode, city, country })
  if (!set.ok) return set
  delete turn.slots.address_open
  return accepted(null)
}

/** The country given, else the one that the postcode and the shopper's language point at. Null where it has to be asked for. */
async function countryOf(turn: FlowTurn, postalCode: string): Promise<string | null> {
  const given = textOf(turn.slots.country)
  if (given !== '') return given
  const { countries } = await turn.facets.store.info()
  return likelyCountry(
    countries.map((each) => each.code),
    postalCode,
    turn.language,
  )
}

async function countryChoices(turn: FlowTurn): Promise<Choice[]> {
  const { countries } = await turn.facets.store.info()
  return countries.map((each) => ({ value: each.code, label: each.name }))
}

function slotsOf(parts: AddressParts): Record<string, string> {
  const slots: Record<string, string> = {}
  if (parts.line1 !== undefined) slots.line1 = parts.line1
  if (parts.postalCode !== undefined) slots.postal_code = parts.postalCode
  if (parts.city !== undefined) slots.city = parts.city
  if (parts.country !== undefined) slots.country = parts.country
  return slots
}
