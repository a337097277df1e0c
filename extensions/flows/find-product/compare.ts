import { type FlowTurn, type Next, numbersOf, type ProductView, type Step, textsOf } from '@parley/sdk'
import { sayCards } from './cards.ts'

const mostCompared = 3

export const compareSteps: Record<string, Step> = { compare: { do: compare } }

/** Side by side: price, stock, and whatever they differ in. */
async function compare(turn: FlowTurn): Promise<Next> {
  const products = await productsMeant(turn)
  if (products.length < 2) {
    turn.sayText('compare_which')
    return turn.focus.search === null ? { go: 'greetWish' } : { done: true }
  }
  const cards = await Promise.all(products.map((product) => turn.facets.catalogue.card(product.id)))
  sayCards(
    turn,
    cards.filter((card) => card !== null).map((card) => ({ card, score: 1, variantId: null })),
  )
  turn.say({ type: 'text', text: differences(turn, products) })
  return { done: true }
}

async function productsMeant(turn: FlowTurn): Promise<ProductView[]> {
  const { shown } = turn.focus
  const named = [...textsOf(turn.slots.product), ...(textsOf(turn.slots.click)[0] ?? '').split(',').filter(Boolean)]
  const pointed = numbersOf(turn.slots.position)
    .map((position) => (position > 0 ? shown[position - 1] : shown.at(position))?.productId)
    .filter((id) => id !== undefined)
  const ids = [...new Set([...named, ...pointed])]
  const meant = ids.length > 1 ? ids : [...new Set([...ids, ...shown.map((each) => each.productId)])]
  const limit = ids.length > 1 || turn.slots.all === true ? mostCompared : 2
  const products = await Promise.all(meant.slice(0, limit).map((id) => turn.facets.catalogue.product(id)))
  return products.filter((product) => product !== null)
}

function differences(turn: FlowTurn, products: ProductView[]): string {
  const rows = rowsOf(turn, products).filter(
    (row) => row.values.some((value) => value !== '') && new Set(row.values).size > 1,
  )
  if (rows.length === 0) return turn.text('alike')
  return rows
    .map((row) => `${row.name}: ${row.values.map((value) => (value === '' ? '–' : value)).join(' / ')}`)
    .join('\n')
}

function rowsOf(turn: FlowTurn, products: ProductView[]): { name: string; values: string[] }[] {
  const codes = [...new Set(products.flatMap((product) => product.attributes.map((each) => each.code)))]
  const attributes = codes.map((code) => {
    const found = products.map((product) => product.attributes.find((each) => each.code === code))
    return { name: found.find(Boolean)?.name ?? code, values: found.map((each) => each?.values.join(', ') ?? '') }
  })
  return [
    {
      name: turn.text('row.price'),
      values: products.map((each) => (each.priceFrom === null ? '' : turn.money(each.priceFrom))),
    },
    { name: turn.text('row.measures'), values: products.map(measures) },
    { name: turn.text('row.brand'), values: products.map((each) => each.brand ?? '') },
    ...attributes,
  ]
}

function measures(product: ProductView): string {
  const { widthMm, depthMm, heightMm } = product.dimensions ?? {}
  const known = [widthMm, depthMm, heightMm].filter((each) => each !== undefined)
  return known.length === 0 ? '' : `${known.map((each) => String(Math.round(each / 10))).join(' × ')} cm`
}
