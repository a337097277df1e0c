import type { Cart, FlowTurn, Step } from '@parley/sdk'

export const showSteps: Record<string, Step> = {
  show: {
    do: async (turn) => {
      sayCart(turn, await turn.facets.cart.view())
      return { done: true }
    },
  },
  empty: {
    do: async (turn) => {
      const before = await turn.facets.cart.view()
      if (before.lines.length === 0) {
        sayCart(turn, before)
        return { done: true }
      }
      const emptied = await turn.facets.cart.empty()
      if (!emptied.ok) turn.sayRefusals(emptied.refusals)
      else {
        const choices = [{ value: 'undo:', label: turn.text('action.undo') }]
        turn.say({ type: 'choices', text: turn.text('emptied'), choices })
      }
      return { done: true }
    },
  },
  undo: {
    do: async (turn) => {
      const undone = await turn.facets.cart.undo()
      if (undone.ok) turn.sayText('undone')
      else turn.sayRefusals(undone.refusals)
      sayCart(turn, undone.ok ? undone.value : await turn.facets.cart.view())
      return { done: true }
    },
  },
}

/** The basket as it is now, with the way on to the till. An empty one is told in words. */
export function sayCart(turn: FlowTurn, cart: Cart): void {
  if (cart.lines.length === 0) {
    const choices = [{ value: 'job:find_product', label: turn.text('action.find') }]
    turn.say({ type: 'choices', text: turn.text('empty'), choices })
    return
  }
  const problems = cart.lines.flatMap((line) => line.problems)
  if (problems.length > 0) turn.sayRefusals(problems)
  turn.say({
    type: 'cart',
    cart,
    actions: [
      { value: 'job:checkout', label: turn.text('action.checkout') },
      { value: 'undo:', label: turn.text('action.undo') },
    ],
  })
}
