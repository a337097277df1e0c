import { defineFlow, type FlowTurn, type Next, orderInFocus, slotsOf, textOf } from '@parley/sdk'
import { sayOrder, sayParcel } from './tell.ts'

/** Where an order is, and where its parcel. */
export default defineFlow({
  id: 'order-status',
  jobs: {
    order_status: { step: 'status' },
    track_parcel: { step: 'parcel' },
  },
  facets: ['orders'],
  slots: {},
  steps: {
    status: { do: (turn) => whichOrder(turn, 'tellStatus') },
    parcel: { do: (turn) => whichOrder(turn, 'tellParcel') },
    clicked: {
      do: (turn) => {
        turn.slots.order_number = textOf(turn.slots.click)
        return { go: 'status' }
      },
    },
    tellStatus: {
      do: async (turn) => {
        const order = await orderInFocus(turn)
        if (order !== null) sayOrder(turn, order)
        return { done: true }
      },
    },
    tellParcel: {
      do: async (turn) => {
        const order = await orderInFocus(turn)
        if (order !== null) sayParcel(turn, order)
        return { done: true }
      },
    },
  },
  clicks: { 'order:': 'clicked' },
  digressions: 'ends',
})

function whichOrder({ slots }: FlowTurn, then: string): Next {
  return { call: 'which_order', slots: slotsOf(slots, 'order_number', 'email'), then }
}
