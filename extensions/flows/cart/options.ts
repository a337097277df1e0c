import {
  accepted,
  type Choice,
  type FlowTurn,
  type Outcome,
  type ProductView,
  refused,
  type SlotValue,
  textOf,
  textsOf,
  type VariantView,
} from '@parley/sdk'

/** Words that came with the wish and may name an option. */
const wordSlots = ['colour', 'size', 'option', 'material']

/**
 * The variants that what was said still allows. Answers to our own questions hold exactly; words of the wish hold where the product
 * has them, and are told and forgotten where it has not.
 */
export async function variantsLeft(turn: FlowTurn, product: ProductView): Promise<VariantView[]> {
  takeAnswer(turn)
  const picked = pickedOptions(turn)
  const words = wordSlots.flatMap((slot) => textsOf(turn.slots[slot]))
  const fitting = words.length === 0 ? product.variants : await turn.facets.catalogue.variantsFor(product.id, words)
  const left = fitting.filter((variant) => picked.every(({ code, value }) => variant.options[code] === value))
  if (left.length > 0) return left
  if (words.length > 0)
    turn.sayText('no_such_option', { title: product.name, words: words.map((word) => asSaid(turn, word)).join(', ') })
  for (const slot of wordSlots) delete turn.slots[slot]
  delete turn.slots.picked
  return product.variants
}

/** A reader hands on codes such as `green`; the shopper hears her own word again. */
function asSaid(turn: FlowTurn, word: string): string {
  return turn.reading?.entities.find((each) => each.value === word)?.text ?? word
}

/** The first option in which the variants differ; null where they don't. */
export function optionToAsk(product: ProductView, left: VariantView[]): { code: string; name: string } | null {
  const differs = (code: string) => new Set(left.map((variant) => variant.options[code])).size > 1
  return product.options.find((option) => differs(option.code)) ?? null
}

/** The values of the option that is asked for, sold-out ones marked. */
export async function optionChoices(turn: FlowTurn): Promise<Choice[]> {
  const left = await stillPossible(turn)
  const code = textOf(turn.slots.asking)
  const values = [...new Set(left.map((variant) => variant.options[code]).filter((value) => value !== undefined))]
  return values.map((value) => {
    const inStock = left.some((variant) => variant.options[code] === value && variant.stock !== 'out')
    return { value, label: value, ...(inStock ? {} : { hint: turn.text('sold_out') }) }
  })
}

/**
 * A word for an option in another language, or less exactly: taken where it leaves one value. The size told while the colour is asked is
 * kept, where the product has it, until the size comes up.
 */
export const acceptOption =
  (slot: string) =>
  async (value: SlotValue, turn: FlowTurn): Promise<Outcome<SlotValue>> => {
    const code = textOf(turn.slots.asking)
    const choices = await optionChoices(turn)
    if (choices.some((choice) => choice.value === value)) return accepted(value)
    // Before a product is known, the word is kept for when it is.
    const [productId] = (textsOf(turn.slots.todo)[0] ?? '').split('/')
    if (productId === undefined || productId === '' || code === '') return accepted(value)
    const fitting = await turn.facets.catalogue.variantsFor(productId, textsOf(value))
    if (slot !== slotOf(code) && fitting.length > 0) return accepted(value)
    const values = new Set(fitting.map((variant) => variant.options[code]))
    const meant = choices.filter((choice) => values.has(choice.value))
    const [only] = meant
    if (slot === slotOf(code) && meant.length === 1 && only !== undefined) return accepted(only.value)
    return refused('option.unknown', 'There is no such option', { option: textOf(turn.slots.option_name) })
  }

/** The slot that an option of a product is asked by. */
export const slotOf = (code: string): string => (code === 'colour' || code === 'size' ? code : 'option')

async function stillPossible(turn: FlowTurn): Promise<VariantView[]> {
  const [productId = ''] = (textsOf(turn.slots.todo)[0] ?? '').split('/')
  const product = productId === '' ? null : await turn.facets.catalogue.product(productId)
  const picked = pickedOptions(turn)
  return (product?.variants ?? []).filter((variant) =>
    picked.every(({ code, value }) => variant.options[code] === value),
  )
}

/** The answer to the question that was open becomes an exact choice. */
function takeAnswer(turn: FlowTurn): void {
  const code = textOf(turn.slots.asking)
  if (code === '') return
  const slot = slotOf(code)
  const value = textOf(turn.slots[slot])
  if (value === '') return
  turn.slots.picked = [...textsOf(turn.slots.picked), `${code}=${value}`]
  delete turn.slots[slot]
  delete turn.slots.asking
}

/** A newer word for the same option takes the place of what was picked before. */
function pickedOptions(turn: FlowTurn): { code: string; value: string }[] {
  const picked = textsOf(turn.slots.picked).map((each) => {
    const at = each.indexOf('=')
    return { code: each.slice(0, at), value: each.slice(at + 1) }
  })
  return picked.filter(({ code }) => code === textOf(turn.slots.asking) || textsOf(turn.slots[code]).length === 0)
}
