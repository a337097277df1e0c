import type { FlowTurn, Next, ProductView, Step, VariantView } from '@parley/sdk'
import { sizeOfHers } from './facts.ts'
import { reviewsChoice } from './others.ts'
import { aboutProduct, asSaid, isProduct, optionWords } from './which.ts'

export const priceSteps: Record<string, Step> = {
  price: {
    do: async (turn) => {
      if (turn.slots.all === true && (await tellCartTotal(turn))) return { done: true }
      const product = await aboutProduct(turn, 'price')
      return isProduct(product) ? await tellPrice(turn, product) : product
    },
  },
  availability: {
    do: async (turn) => {
      const product = await aboutProduct(turn, 'availability')
      return isProduct(product) ? await tellStock(turn, product) : product
    },
  },
}

/** "How much is all that?" asks for the basket. */
async function tellCartTotal(turn: FlowTurn): Promise<boolean> {
  const { lines, totals } = await turn.facets.cart.view()
  if (lines.length > 0) turn.sayText('basket_total', { total: turn.money(totals.total) })
  return lines.length > 0
}

async function tellPrice(turn: FlowTurn, product: ProductView): Promise<Next> {
  const words = optionWords(turn)
  const fitting = words.length === 0 ? [] : await turn.facets.catalogue.variantsFor(product.id, words)
  const [variant] = fitting
  const price = variant?.price ?? product.priceFrom
  const title = variant === undefined ? product.name : nameOf(product, variant)
  if (price === null) turn.sayText('no_price', { title })
  else if (variant === undefined && product.priceTo !== null && product.priceTo.amount > price.amount) {
    turn.sayText('price_between', { title, from: turn.money(price), to: turn.money(product.priceTo) })
  } else turn.sayText('price', { title, price: turn.money(price) })
  const before = variant === undefined ? undefined : variant.compareAt
  if (before !== undefined) turn.sayText('price_before', { price: turn.money(before) })
  await offerToAdd(turn, product, variant)
  return { done: true }
}

async function tellStock(turn: FlowTurn, product: ProductView): Promise<Next> {
  const named = optionWords(turn)
  const sizes = product.options.find((option) => option.code === 'size')?.values ?? []
  const hers = named.length === 0 ? await sizeOfHers(turn, sizes) : null
  if (hers !== null) turn.sayText('your_size', { size: hers })
  const words = hers === null ? named : [hers]
  const fitting = words.length === 0 ? product.variants : await turn.facets.catalogue.variantsFor(product.id, words)
  if (fitting.length === 0) {
    turn.sayText('no_such_option', { title: product.name, words: asSaid(turn, words) })
    sayOptions(turn, product)
    return { done: true }
  }
  const [variant] = fitting
  if (fitting.length === 1 && variant !== undefined) {
    if (variant.stock === 'low' && variant.available !== undefined) {
      turn.sayText('stock.few', { title: nameOf(product, variant), available: variant.available })
    } else turn.sayText(`stock.${variant.stock}`, { title: nameOf(product, variant) })
    await offerToAdd(turn, product, variant)
    return { done: true }
  }
  return await tellSeveral(turn, product, fitting)
}

async function tellSeveral(turn: FlowTurn, product: ProductView, variants: VariantView[]): Promise<Next> {
  const there = variants.filter((each) => each.stock !== 'out')
  const gone = variants.filter((each) => each.stock === 'out')
  const list = (some: VariantView[]) => some.map((each) => Object.values(each.options).join(' ')).join(', ')
  if (there.length === 0) turn.sayText('stock.out', { title: product.name })
  else if (gone.length === 0) turn.sayText('stock.all', { title: product.name })
  else turn.sayText('stock.some', { title: product.name, there: list(there), gone: list(gone) })
  if (there.length > 0) await offerToAdd(turn, product, there.length === 1 ? there[0] : undefined)
  else offerSimilar(turn, product)
  return { done: true }
}

function sayOptions(turn: FlowTurn, product: ProductView): void {
  const lines = product.options.map((option) => `${option.name}: ${option.values.join(', ')}`)
  if (lines.length > 0) turn.say({ type: 'text', text: lines.join('\n') })
}

async function offerToAdd(turn: FlowTurn, product: ProductView, variant: VariantView | undefined): Promise<void> {
  if (turn.interrupting) return
  const sold = variant === undefined ? product.stock !== 'out' : variant.stock !== 'out'
  if (!sold) {
    offerSimilar(turn, product, variant)
    return
  }
  const add = { value: `add:${variant?.id ?? product.id}`, label: turn.text('action.add') }
  const choices = [add, ...(await reviewsChoice(turn, product.id))]
  turn.say({ type: 'choices', text: turn.text('want_it'), choices })
}

/** Something close to it now, or word when it is back. */
function offerSimilar(turn: FlowTurn, product: ProductView, variant?: VariantView): void {
  if (turn.interrupting) return
  const choices = [
    { value: `similar:${product.id}`, label: turn.text('action.similar') },
    { value: `alert:${variant?.id ?? product.id}`, label: turn.text('action.alert') },
  ]
  turn.say({ type: 'choices', text: turn.text('want_similar'), choices })
}

function nameOf(product: ProductView, variant: VariantView): string {
  const options = Object.values(variant.options).join(', ')
  return product.variants.length < 2 || options === '' ? product.name : `${product.name} (${options})`
}
