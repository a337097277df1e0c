import { defineFlow, orderInFocus, slotsOf } from '@parley/sdk'

/** The papers of an order once more: mailed to the address it was ordered with, and shown here with its page. */
export default defineFlow({
  id: 'invoice-copy',
  jobs: { invoice_copy: { step: 'begin' } },
  facets: ['orders'],
  slots: {},
  steps: {
    begin: {
      do: ({ slots }) => ({ call: 'which_order', slots: slotsOf(slots, 'order_number', 'email'), then: 'mail' }),
    },
    mail: {
      do: async (turn) => {
        const order = await orderInFocus(turn)
        if (order === null) return { done: true }
        const sent = await turn.facets.orders.mailCopy(order.number)
        if (sent.ok) turn.sayText('mailed', { number: order.number, email: order.contact?.email ?? '' })
        else turn.sayRefusals(sent.refusals)
        if (order.statusUrl !== undefined) turn.sayText('page', { url: order.statusUrl })
        const reference = order.payment?.reference
        if (reference !== undefined) turn.sayText('reference', { reference })
        return { done: true }
      },
    },
  },
})
