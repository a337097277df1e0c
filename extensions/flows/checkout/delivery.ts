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
  delivery: {
    type: 'choice',
    ask: 'ask.delivery',
    options: deliveryChoices,
    means: deliveryMeant,
    accept: acceptDelivery,
  },
  payment: { type: 'choice', ask: 'ask.payment', options: paymentChoices, means: paymentMeant, accept: acceptPayment },
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
  const id = textOf(value)
  if (!deliveryOptions.some((option) => option.id === id))
    return refused('choice.unknown', 'Not one of the ways of delivery')
  const set = await turn.facets.checkout.setDelivery(id)
  return set.ok ? accepted(id) : set
}

async function acceptPayment(value: SlotValue, turn: FlowTurn): Promise<Outcome<SlotValue>> {
  const { paymentOptions } = await turn.facets.checkout.view()
  const id = textOf(value)
  if (!paymentOptions.some((option) => option.id === id)) return refused('choice.unknown', 'Not one of the ways to pay')
  const set = await turn.facets.checkout.setPayment(id)
  return set.ok ? accepted(id) : set
}

/**
 * What people call ways of delivery, whatever a shop has named them: words of the same group in what was said and in what an option says of
 * itself. "Send it home" is "To your door".
 */
async function deliveryMeant(words: string, turn: FlowTurn): Promise<string | null> {
  const { deliveryOptions } = await turn.facets.checkout.view()
  const said = plain(words)
  const groups = ['words.home', 'words.shop', 'words.point'].map((key) => turn.text(key).split(',').map(plain))
  const called = groups.filter((group) => group.some((word) => startsIn(said, word))).flat()
  return onlyBest(deliveryOptions, called, groups.flat())
}

async function paymentMeant(words: string, turn: FlowTurn): Promise<string | null> {
  const { paymentOptions } = await turn.facets.checkout.view()
  const said = plain(words)
    .split(' ')
    .filter((word) => word.length > 3)
  return onlyBest(paymentOptions, said, said)
}

interface Option {
  id: string
  name: string
  description: string
}

/**
 * The option that is called so most clearly. Where names say of what kind they are, a description that mentions the word is not enough:
 * "a shop near you" is not the shop.
 */
function onlyBest(options: readonly Option[], called: readonly string[], telling: readonly string[]): string | null {
  const count = (text: string, words: readonly string[]) => words.filter((word) => startsIn(plain(text), word)).length
  const namesTell = options.some(({ name }) => count(name, telling) > 0)
  const scored = options
    .map(({ id, name, description }) => {
      const inName = count(name, called)
      return { id, score: namesTell && inName === 0 ? 0 : 4 * inName + count(description, called) }
    })
    .toSorted((a, b) => b.score - a.score)
  const [best, next] = scored
  return best !== undefined && best.score > 0 && best.score > (next?.score ?? 0) ? best.id : null
}

/** At the beginning of a word: its end may be bent. */
const startsIn = (text: string, word: string): boolean => word !== '' && ` ${text}`.includes(` ${word}`)

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
