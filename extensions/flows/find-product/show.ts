import { type FlowTurn, hardlyNamed, type ProductView, type Step, textOf } from '@parley/sdk'
import { addAction } from './cards.ts'

export const showSteps: Record<string, Step> = {
  showNamed: {
    do: async (turn) => {
      const named = textOf(turn.slots.product)
      const product = await turn.facets.catalogue.product(named)
      if (product !== null && isBought(turn, product)) return { become: 'add_to_cart', slots: { ...turn.slots } }
      if (product !== null && !hardlyNamed(turn, named, product.name)) {
        turn.slots.click = named
        return { go: 'show' }
      }
      turn.slots.query ??= product === null ? named : wordsHeard(turn)
      return { go: 'search' }
    },
  },
  show: {
    do: async (turn) => {
      const [productId = '', variantId] = textOf(turn.slots.click).split('/')
      const product = await turn.facets.catalogue.product(productId)
      const card = await turn.facets.catalogue.card(productId, variantId)
      if (product === null || card === null) {
        turn.sayText('gone')
        return { done: true }
      }
      const similar = { value: `similar:${productId}`, label: turn.text('action.similar') }
      turn.say({ type: 'product', card, actions: card.stock === 'out' ? [similar] : [addAction(turn, card), similar] })
      sayOptions(turn, product)
      return { done: true }
    },
  },
}

const buying: ReadonlySet<string> = new Set(['add_to_cart', 'checkout'])

/** "I'd like to buy a sofa" looks for one; said of one thing by its whole name it takes that. "Show me" and "do you have" take nothing. */
function isBought({ reading }: FlowTurn, { id, name }: ProductView): boolean {
  if (reading === null || reading.commands.length > 1) return false
  const heard = reading.entities.find(({ type, value }) => type === 'product' && value === id)?.text.toLowerCase() ?? ''
  const isWhole = name
    .toLowerCase()
    .split(/[\s,]+/)
    .every((word) => heard.includes(word))
  return isWhole && reading.runnersUp.slice(0, 2).some(({ job }) => buying.has(job))
}

const wordsHeard = ({ reading }: FlowTurn): string =>
  reading?.entities.find(({ type }) => type === 'product')?.text ?? reading?.query ?? ''

/** What it comes in, and what it is, in two lines. */
function sayOptions(turn: FlowTurn, product: ProductView): void {
  const several = product.options.filter((option) => option.values.length > 1)
  const lines = several.map((option) =>
    turn.text('comes_in', { option: option.name, values: option.values.join(', ') }),
  )
  const about = product.tagline ?? product.description.split(/(?<=[.!?])\s/)[0] ?? ''
  const text = [about, ...lines].filter((line) => line !== '').join('\n')
  if (text !== '') turn.say({ type: 'text', text })
}
