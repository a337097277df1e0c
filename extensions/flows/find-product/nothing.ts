import type { Choice, FlowTurn, Next } from '@parley/sdk'
import { type Filters, wishInWords } from './query.ts'

const mostCategories = 8
/** So many letters two words share where they are of one stem. */
const stem = 4

/**
 * Says what was looked for in vain, and what there is, the nearest first, with a person last. The cards on the screen stay what "the second
 * one" means, and their search what "cheaper" narrows. Words that nobody could make anything of count as not understood.
 */
export async function sayNothingFound(turn: FlowTurn, filters: Filters): Promise<Next> {
  if (turn.focus.shown.length === 0) turn.focus.search = filters
  const words = wishInWords(turn, filters)
  if (words === '') turn.sayText('nothing')
  else turn.sayText('nothing_for', { words })
  const person = { value: 'person', label: turn.text('action.person') }
  await sayCategories(turn, 'nothing_but', words, [person])
  return isGuess(turn) ? { notUnderstood: 'told' } : { done: true }
}

/** Offers what the shop has, most like these words first. */
export async function sayCategories(turn: FlowTurn, key: string, words = '', besides: Choice[] = []): Promise<void> {
  const categories = await turn.facets.catalogue.categories()
  const near = categories.toSorted((one, other) => likeness(other.name, words) - likeness(one.name, words))
  const choices = near.slice(0, mostCategories).map((each) => ({ value: `find:${each.id}`, label: each.name }))
  if (choices.length > 0) turn.say({ type: 'choices', text: turn.text(key), choices: [...choices, ...besides] })
}

function likeness(name: string, words: string): number {
  const stems = stemsOf(words)
  return stemsOf(name).filter((each) => stems.includes(each)).length
}

const stemsOf = (text: string): string[] =>
  (text.toLowerCase().match(/\p{L}+/gu) ?? []).filter((word) => word.length >= stem).map((word) => word.slice(0, stem))

const searching: ReadonlySet<string> = new Set(['find_product', 'refine_search', 'cheaper', 'gift_help', 'recommend'])
const surely = 0.6

/** Was it no more than words put where words were asked for? */
function isGuess({ reading }: FlowTurn): boolean {
  if (reading === null || reading.entities.some(({ type }) => type === 'category' || type === 'product')) return false
  return reading.job === null || !searching.has(reading.job) || reading.confidence < surely
}
