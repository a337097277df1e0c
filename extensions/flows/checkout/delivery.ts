import {
  accepted,
  type Choice,
  type FlowTurn,
  type Outcome,
  refused,
  type SlotDefinition,
  type SlotValue,
  type Step,
  textOf,
} from '@parley/sdk'

export const deliverySlots: Record<string, SlotDefinition> = {
  delivery: { type: 'choice', ask: 'ask.delivery', options: deliveryChoices, accept: acceptDelivery },
  payment: { type: 'choice', ask: 'ask.payment', options: paymentChoices, accept: acceptPayment },
}

export const deliverySteps: Record<string, Step> = {
  askDelivery: { ask: 'delivery', next: 'route' },
  askPayment: { ask: 'payment', next: 'route' },
}

/** What each costs and how long it takes stands beside it, before anything else is asked. */
async function deliveryChoices(turn: FlowTurn): Promise<Choice[]> {
  const { deliveryOptions } = await turn.facets.checkout.view()
  return deliveryOptions.map((option) => {
    const price = option.price.amount === 0 ? turn.text('free') : turn.money(option.price)
    const { min, max } = option.days
    const days = min === max ? turn.text('days', { days: max }) : turn.text('days_between', { min, max })
    return { value: option.id, label: `${option.name}, ${price}`, hint: days }
  })
}

async function paymentChoices(turn: FlowTurn): Promise<Choice[]> {
  const { paymentOptions } = await turn.facets.checkout.view()
  return paymentOptions.map((option) => {
    const hint = option.description === '' ? {} : { hint: option.description }
    return { value: option.id, label: option.name, ...hint }
  })
}

async function acceptDelivery(value: SlotValue, turn: FlowTurn): Promise<Outcome<SlotValue>> {
  const { deliveryOptions } = await turn.facets.checkout.view()
  const id = meant(deliveryOptions, textOf(value))
  if (id === null) return refused('choice.unknown', 'Not one of the ways of delivery')
  const set = await turn.facets.checkout.setDelivery(id)
  return set.ok ? accepted(id) : set
}

async function acceptPayment(value: SlotValue, turn: FlowTurn): Promise<Outcome<SlotValue>> {
  const { paymentOptions } = await turn.facets.checkout.view()
  const id = meant(paymentOptions, textOf(value))
  if (id === null) return refused('choice.unknown', 'Not one of the ways to pay')
  const set = await turn.facets.checkout.setPayment(id)
  return set.ok ? accepted(id) : set
}

/** By id, else by words that only one option has. */
function meant(options: { id: string; name: string; description: string }[], words: string): string | null {
  const exact = options.find((option) => option.id === words)
  if (exact !== undefined) return exact.id
  const said = words
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 2)
  const fitting = options.filter((option) => {
    const about = `${option.name} ${option.description}`.toLowerCase()
    return said.some((word) => about.includes(word))
  })
  const [only] = fitting
  return fitting.length === 1 && only !== undefined ? only.id : null
}
