import { type FlowTurn, type Next, productMeant, type Step, textOf } from '@parley/sdk'

export const keepSteps: Record<string, Step> = {
  save: { do: (turn) => whichThen(turn, 'kept') },
  clicked: {
    do: (turn) => {
      const [productId = '', variantId = ''] = textOf(turn.slots.click).split('/')
      turn.slots.product = productId
      if (variantId !== '') turn.slots.variant = variantId
      return { go: 'kept' }
    },
  },
  kept: {
    do: async (turn) => {
      const product = await turn.facets.catalogue.product(textOf(turn.slots.product))
      if (product === null) return { go: 'gone' }
      const variantId = variantMeant(turn, product.id)
      const saved = await turn.facets.wishes.save(product.id, variantId)
      if (saved.ok) sayKept(turn, product.name, saved.value.kept)
      else turn.sayRefusals(saved.refusals)
      return { done: true }
    },
  },
  remove: { do: (turn) => whichThen(turn, 'removed') },
  unclicked: {
    do: (turn) => {
      turn.slots.product = textOf(turn.slots.click)
      return { go: 'removed' }
    },
  },
  removed: {
    do: async (turn) => {
      const productId = textOf(turn.slots.product)
      await turn.facets.wishes.remove(productId)
      const product = await turn.facets.catalogue.product(productId)
      if (product === null) turn.sayText('removed_gone')
      else turn.sayText('removed', { title: product.name })
      return { done: true }
    },
  },
  gone: {
    do: (turn) => {
      turn.sayText('gone')
      return { done: true }
    },
  },
  askProduct: { ask: 'product', next: 'asked' },
  asked: { do: (turn) => ({ go: textOf(turn.slots.asked_by) || 'kept' }) },
}

/** The thing she speaks of goes on to a step; where none is known, she is asked. */
async function whichThen(turn: FlowTurn, step: string): Promise<Next> {
  const product = await productMeant(turn)
  turn.slots.asked_by = step
  if (product === null) return { askAgain: 'product', go: 'askProduct' }
  turn.slots.product = product.id
  return { go: step }
}

/** The one in focus, where it is of this product: "save the blue one". */
function variantMeant({ slots, focus }: FlowTurn, productId: string): string | null {
  const named = textOf(slots.variant)
  if (named !== '') return named
  return focus.productId === productId ? focus.variantId : null
}

function sayKept(turn: FlowTurn, title: string, count: number): void {
  const text = turn.text('kept', { title, count })
  const choices = [{ value: 'job:show_wishes', label: turn.text('action.list') }]
  turn.say(turn.interrupting ? { type: 'text', text } : { type: 'choices', text, choices })
}
