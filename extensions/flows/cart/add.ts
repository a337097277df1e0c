import {
  type CartLine,
  type Choice,
  choice,
  type FlowTurn,
  type Next,
  numberOf,
  type Outcome,
  type ProductView,
  type SlotDefinition,
  type Step,
  textOf,
  textsOf,
} from '@parley/sdk'
import { acceptOption, optionChoices, optionToAsk, slotOf, variantsLeft } from './options.ts'
import { sayCart } from './show.ts'
import { acceptProduct, productsMeant } from './which-product.ts'

export const addSlots: Record<string, SlotDefinition> = {
  product: {
    type: 'product',
    ask: 'ask.product',
    again: 'ask.product_again',
    options: candidates,
    accept: acceptProduct,
  },
  colour: { type: 'colour', ask: 'ask.option', options: optionChoices, accept: acceptOption('colour') },
  size: { type: 'size', ask: 'ask.option', options: optionChoices, accept: acceptOption('size') },
  option: { type: 'choice', ask: 'ask.option', options: optionChoices, accept: acceptOption('option') },
  quantity: { type: 'quantity', ask: 'ask.quantity', again: 'ask.quantity_again' },
  take_rest: { type: 'yes_no', ask: 'ask.take_rest' },
}

export const addSteps: Record<string, Step> = {
  find: {
    do: async (turn) => {
      const line = await lineCounted(turn)
      if (line !== null) {
        turn.slots.line = line.id
        return { go: 'setQuantity' }
      }
      const meant = await productsMeant(turn)
      turn.slots.todo = meant.products
      if (meant.products.length > 0) return { go: 'pick' }
      turn.slots.product_candidates = meant.candidates.map(({ value, label }) => ({ value, label }))
      if (meant.said !== null) turn.sayText('not_found', { words: meant.said })
      delete turn.slots.product
      return { go: 'askProduct' }
    },
  },
  askProduct: { ask: 'product', next: 'found' },
  found: {
    do: (turn) => {
      turn.slots.todo = [textOf(turn.slots.product)]
      return { go: 'pick' }
    },
  },
  pick: { do: pick },
  askColour: { ask: 'colour', next: 'pick' },
  askSize: { ask: 'size', next: 'pick' },
  askOption: { ask: 'option', next: 'pick' },
  add: { do: add },
  askTakeRest: { ask: 'take_rest', next: 'takeRest' },
  takeRest: {
    do: (turn) => {
      if (turn.slots.take_rest === true) turn.slots.quantity = turn.slots.available ?? 1
      else turn.sayText('left_it')
      delete turn.slots.take_rest
      return turn.slots.available !== undefined && turn.slots.quantity === turn.slots.available
        ? { go: 'add' }
        : { go: 'next' }
    },
  },
  next: {
    do: async (turn) => {
      turn.slots.todo = textsOf(turn.slots.todo).slice(1)
      for (const slot of ['picked', 'asking', 'variant', 'available']) delete turn.slots[slot]
      if (turn.slots.todo.length > 0) return { go: 'pick' }
      sayCart(turn, await turn.facets.cart.view())
      return { done: true }
    },
  },
}

/** "Make it three", of what was just put in, is how many there shall be, unless three more are wished for. */
async function lineCounted(turn: FlowTurn): Promise<CartLine | null> {
  const { focus, slots } = turn
  const isPointed = slots.product !== undefined && slots.product === focus.productId
  const names = [
    'position',
    'category',
    'colour',
    'size',
    'option',
    'click',
    'all',
    'more',
    ...(isPointed ? [] : ['query']),
  ]
  if (numberOf(slots.quantity) === null || names.some((slot) => slots[slot] !== undefined)) return null
  const isNamed = turn.reading?.entities.some(({ type }) => type === 'product') === true
  if (isNamed || (slots.product !== undefined && slots.product !== focus.productId)) return null
  const { lines } = await turn.facets.cart.view()
  return lines.find((line) => line.variantId === focus.variantId) ?? null
}

/** Narrows the product down to one variant, asking for what still tells them apart. */
async function pick(turn: FlowTurn): Promise<Next> {
  const [productId = '', variantId = ''] = (textsOf(turn.slots.todo)[0] ?? '').split('/')
  const product = await turn.facets.catalogue.product(productId)
  if (product === null) {
    turn.sayText('gone')
    return { go: 'next' }
  }
  turn.slots.title = product.name
  takeSizeFromNumber(turn, product)
  const left = await variantsLeft(turn, product)
  const exact = left.find((variant) => variant.id === variantId)
  const only = exact ?? (left.length === 1 ? left[0] : undefined)
  const asked = only === undefined ? optionToAsk(product, left) : null
  const variant = only ?? (asked === null ? (left.find((each) => each.stock !== 'out') ?? left[0]) : undefined)
  if (variant !== undefined) {
    turn.slots.variant = variant.id
    return { go: 'add' }
  }
  if (asked === null) {
    turn.sayText('gone')
    return { go: 'next' }
  }
  turn.slots.asking = asked.code
  turn.slots.option_name = asked.name.toLowerCase()
  const slot = slotOf(asked.code)
  delete turn.slots[slot]
  return { go: slot === 'colour' ? 'askColour' : slot === 'size' ? 'askSize' : 'askOption' }
}

/** "The brown ones in 41" is one pair, not forty-one. */
function takeSizeFromNumber(turn: FlowTurn, product: ProductView): void {
  const number = numberOf(turn.slots.quantity)
  const sizes = product.options.find((option) => option.code === 'size')?.values ?? []
  if (number === null || textsOf(turn.slots.size).length > 0 || !sizes.includes(String(number))) return
  // Nobody buys a dozen of the same shoe by accident: small numbers stay how many.
  if (number < 10) return
  turn.slots.size = String(number)
  delete turn.slots.quantity
}

async function add(turn: FlowTurn): Promise<Next> {
  const quantity = Math.max(1, numberOf(turn.slots.quantity) ?? 1)
  const variantId = textOf(turn.slots.variant)
  const added = await turn.facets.cart.add(variantId, quantity)
  if (!added.ok) return await notAdded(turn, added.refusals)
  const found = await turn.facets.catalogue.variant(variantId)
  if (found !== null) {
    turn.focus.productId = found.product.id
    turn.focus.variantId = variantId
  }
  turn.sayText('added', {
    quantity,
    title: titleOf(found?.product ?? null, Object.values(found?.variant.options ?? {})),
  })
  return { go: 'next' }
}

/** Says why not, and offers what there is: the rest of the stock, or something like it. */
function notAdded(turn: FlowTurn, refusals: Extract<Outcome<never>, { ok: false }>['refusals']): Next {
  turn.sayRefusals(refusals)
  const available = numberOf(refusals.find((each) => each.code === 'stock.insufficient')?.values?.available)
  if (available !== null && available > 0) {
    turn.slots.available = available
    return { go: 'askTakeRest' }
  }
  const [productId = ''] = (textsOf(turn.slots.todo)[0] ?? '').split('/')
  const choices = [{ value: `similar:${productId}`, label: turn.text('action.similar') }]
  turn.say({ type: 'choices', text: turn.text('instead'), choices })
  turn.slots.todo = textsOf(turn.slots.todo).slice(1)
  return textsOf(turn.slots.todo).length > 0 ? { go: 'pick' } : { done: true }
}

function titleOf(product: ProductView | null, options: string[]): string {
  const name = product?.name ?? ''
  return options.length === 0 || product?.variants.length === 1 ? name : `${name} (${options.join(', ')})`
}

function candidates(turn: FlowTurn): Choice[] {
  const kept = choice.array().safeParse(turn.slots.product_candidates)
  return kept.success ? kept.data : []
}
