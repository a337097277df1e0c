import {
  type CartLine,
  type Choice,
  type FlowTurn,
  type Next,
  numberOf,
  type SlotDefinition,
  type Step,
  textOf,
  textsOf,
} from '@parley/sdk'
import { sayCart } from './show.ts'

export const lineSlots: Record<string, SlotDefinition> = {
  line: { type: 'line', ask: 'ask.line', options: lineChoices },
}

/** What is done to a line once it is known. */
type Change = 'changeQuantity' | 'takeOut'

export const lineSteps: Record<string, Step> = {
  change: { do: (turn) => findLine(turn, 'changeQuantity') },
  remove: { do: (turn) => findLine(turn, 'takeOut') },
  removeClicked: {
    do: (turn) => {
      turn.slots.line = textOf(turn.slots.click)
      return { go: 'takeOut' }
    },
  },
  askLine: { ask: 'line', next: 'lineFound' },
  lineFound: { do: (turn) => ({ go: textOf(turn.slots.change) === 'takeOut' ? 'takeOut' : 'changeQuantity' }) },
  changeQuantity: { do: (turn) => ({ go: numberOf(turn.slots.quantity) === null ? 'askQuantity' : 'setQuantity' }) },
  askQuantity: { ask: 'quantity', next: 'setQuantity' },
  setQuantity: {
    do: async (turn) => {
      const quantity = numberOf(turn.slots.quantity) ?? 1
      const line = await lineById(turn, textOf(turn.slots.line))
      if (line === null || quantity < 1) return { go: 'takeOut' }
      const changed = await turn.facets.cart.setQuantity(line.id, quantity)
      if (changed.ok) turn.sayText('changed', { title: nameOf(line), quantity })
      else turn.sayRefusals(changed.refusals)
      return { go: 'show' }
    },
  },
  takeOut: {
    do: async (turn) => {
      const line = await lineById(turn, textOf(turn.slots.line))
      if (line === null) {
        turn.sayText('not_there')
        return { go: 'show' }
      }
      const quantity = numberOf(turn.slots.quantity)
      const some =
        textOf(turn.slots.change) === 'takeOut' && quantity !== null && quantity > 0 && quantity < line.quantity
      const changed = some
        ? await turn.facets.cart.setQuantity(line.id, line.quantity - quantity)
        : await turn.facets.cart.remove(line.id)
      if (changed.ok)
        turn.sayText(some ? 'took_some' : 'took_out', { title: nameOf(line), quantity: quantity ?? line.quantity })
      else turn.sayRefusals(changed.refusals)
      return { go: 'show' }
    },
  },
}

/** Which line is meant: by product, by words, by its place in the basket, or because there is only one. */
async function findLine(turn: FlowTurn, change: Change): Promise<Next> {
  turn.slots.change = change
  const cart = await turn.facets.cart.view()
  if (cart.lines.length === 0) return noLines(turn, change)
  // "I don't want the lamp any more, take it out": what is not wanted goes, not what was put in last.
  const unwanted = turn.reading?.entities.filter(({ type, negated }) => type === 'product' && negated === true) ?? []
  const gone = cart.lines.find(({ productId }) => unwanted.some(({ value }) => value === productId))
  if (change === 'takeOut' && gone !== undefined && unwanted.length === 1) turn.slots.product = gone.productId
  if (change === 'takeOut' && turn.slots.all === true) return { go: 'empty' }
  if (change === 'changeQuantity' && isOfFocus(turn, cart.lines)) return { go: 'find' }
  const meant = await linesMeant(turn, cart.lines)
  const [first] = meant
  if (first === undefined) {
    turn.sayText('not_there')
    sayCart(turn, cart)
    return { done: true }
  }
  if (meant.length > 1) {
    turn.slots.line_candidates = meant.map((line) => line.id)
    delete turn.slots.line
    return { go: 'askLine' }
  }
  turn.slots.line = first.id
  return { go: change }
}

/** Whether nothing but what is being looked at can be meant, and that is not in the basket. */
function isOfFocus(turn: FlowTurn, lines: CartLine[]): boolean {
  const { productId } = turn.focus
  const names = ['product', 'position', 'query', 'category', 'colour', 'size', 'option', 'line']
  return (
    productId !== null &&
    names.every((slot) => turn.slots[slot] === undefined || turn.slots[slot] === productId) &&
    !lines.some((line) => line.productId === productId)
  )
}

function noLines(turn: FlowTurn, change: Change): Next {
  // "Make it two" about a product that is only being looked at is a wish to buy it.
  if (change === 'changeQuantity' && (turn.focus.productId !== null || turn.slots.product !== undefined))
    return { go: 'find' }
  turn.sayText('empty')
  return { done: true }
}

async function linesMeant(turn: FlowTurn, lines: CartLine[]): Promise<CartLine[]> {
  const pool = await linesNamed(turn, lines)
  if (pool.length < 2) return pool
  const words = [turn.slots.query, turn.slots.colour, turn.slots.size, turn.slots.option].flatMap(textsOf)
  const byWords = pool.filter((line) => words.every((word) => hasWord(line, word)))
  if (words.length > 0 && byWords.length > 0) return byWords
  const fitting = await linesOfVariants(turn, pool)
  if (fitting.length > 0) return fitting
  const position = numberOf(turn.slots.position)
  const at = position === null ? undefined : position > 0 ? lines[position - 1] : lines.at(position)
  if (at !== undefined) return [at]
  if (pool.length < lines.length) return pool
  const byTitle = pool.filter((line) => words.some((word) => word.length > 2 && hasWord(line, word)))
  if (byTitle.length > 0) return byTitle
  const inFocus = lines.filter((line) => line.productId === turn.focus.productId)
  return inFocus.length > 0 ? inFocus : lines
}

/** The lines of the products or kinds of goods that were named: none, where something else was; all, where nothing was. */
async function linesNamed(turn: FlowTurn, lines: CartLine[]): Promise<CartLine[]> {
  const products = textsOf(turn.slots.product)
  const byProduct = lines.filter((line) => products.includes(line.productId))
  if (byProduct.length > 0) return byProduct
  const categories = textsOf(turn.slots.category)
  if (categories.length === 0) return products.length > 0 ? [] : lines
  const named: CartLine[] = []
  for (const line of lines) {
    const product = await turn.facets.catalogue.product(line.productId)
    if (product?.categories.some((each) => categories.includes(each.id))) named.push(line)
  }
  return named
}

/** "The blue one", where the basket speaks another language than the shopper. */
async function linesOfVariants(turn: FlowTurn, lines: CartLine[]): Promise<CartLine[]> {
  const words = [turn.slots.colour, turn.slots.size, turn.slots.option].flatMap(textsOf)
  const found: CartLine[] = []
  for (const line of words.length === 0 ? [] : lines) {
    const variants = await turn.facets.catalogue.variantsFor(line.productId, words)
    if (variants.some((variant) => variant.id === line.variantId)) found.push(line)
  }
  return found
}

function hasWord(line: CartLine, word: string): boolean {
  return `${line.title} ${line.options}`.toLowerCase().includes(word.toLowerCase())
}

async function lineChoices(turn: FlowTurn): Promise<Choice[]> {
  const { lines } = await turn.facets.cart.view()
  const candidates = textsOf(turn.slots.line_candidates)
  const shown = candidates.length === 0 ? lines : lines.filter((line) => candidates.includes(line.id))
  return shown.map((line) => ({ value: line.id, label: nameOf(line) }))
}

async function lineById(turn: FlowTurn, id: string): Promise<CartLine | null> {
  const { lines } = await turn.facets.cart.view()
  return lines.find((line) => line.id === id) ?? null
}

const nameOf = (line: CartLine): string => (line.options === '' ? line.title : `${line.title} (${line.options})`)
