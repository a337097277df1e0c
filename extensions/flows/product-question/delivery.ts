import type { DeliveryOption, FlowTurn, Step } from '@parley/sdk'

export const deliverySteps: Record<string, Step> = {
  deliveryTime: {
    do: async (turn) => {
      const options = await turn.facets.checkout.deliveryOptions()
      await tellOptions(turn, options, 'delivery_time')
      return { done: true }
    },
  },
  deliveryCost: {
    do: async (turn) => {
      const options = await turn.facets.checkout.deliveryOptions()
      await tellOptions(turn, options, 'delivery_cost')
      const { freeDeliveryIn, lines } = await turn.facets.cart.view()
      if (freeDeliveryIn !== null && freeDeliveryIn.amount > 0 && lines.length > 0) {
        turn.sayText('free_in', { amount: turn.money(freeDeliveryIn) })
      }
      return { done: true }
    },
  },
}

/** Every way of delivery with its days and price, as they are now; the article where the shop has written one. */
async function tellOptions(turn: FlowTurn, options: DeliveryOption[], key: string): Promise<void> {
  const lines = options.map((option) => optionLine(turn, option))
  if (lines.length > 0) turn.say({ type: 'text', text: [turn.text(key), ...lines].join('\n') })
  const article = await turn.facets.knowledge.topic('delivery')
  if (article !== null && lines.length === 0) {
    turn.say({ type: 'article', id: article.id, title: article.title, text: article.passage, url: article.url })
  } else if (lines.length === 0) {
    const choices = [{ value: 'person', label: turn.text('action.person') }]
    turn.say({ type: 'choices', text: turn.text('no_delivery'), choices })
  }
}

function optionLine(turn: FlowTurn, option: DeliveryOption): string {
  const { min, max } = option.days
  const days = min === max ? turn.text('days', { days: max }) : turn.text('days_between', { min, max })
  const price = option.price.amount === 0 ? turn.text('free') : turn.money(option.price)
  return `${option.name}: ${days}, ${price}`
}
