import type { Checkout, FlowTurn, Next, Step } from '@parley/sdk'
import { addressStep } from './address.ts'
import { contactStep } from './contact.ts'

export const routeSteps: Record<string, Step> = {
  begin: {
    do: async (turn) => {
      const view = await turn.facets.checkout.view()
      if (view.cart.lines.length === 0) return { go: 'empty' }
      await fillInWhatIsKnown(turn, view)
      return { go: turn.slots.delivery === undefined ? 'route' : 'askDelivery' }
    },
  },
  empty: {
    do: (turn) => {
      const choices = [{ value: 'job:find_product', label: turn.text('action.find') }]
      turn.say({ type: 'choices', text: turn.text('empty'), choices })
      return { done: true }
    },
  },
  /** Asks for the first thing that is still missing; with nothing missing there is something to say yes to. */
  route: {
    do: async (turn) => {
      const view = await turn.facets.checkout.view()
      if (view.cart.lines.length === 0) return { go: 'empty' }
      if (view.delivery === null) return await chooseDelivery(turn, view)
      const contact = contactStep(turn, view)
      if (contact !== null) return { go: contact }
      const address = addressStep(turn, view)
      if (address !== null) return { go: address }
      if (view.payment === null) return await choosePayment(turn, view)
      return { go: 'review' }
    },
  },
}

/** The only way there is needs no question. */
async function chooseDelivery(turn: FlowTurn, view: Checkout): Promise<Next> {
  const [only] = view.deliveryOptions
  if (view.deliveryOptions.length !== 1 || only === undefined) {
    delete turn.slots.delivery
    return view.deliveryOptions.length === 0 ? noWay(turn, 'no_delivery') : { go: 'askDelivery' }
  }
  const chosen = await turn.facets.checkout.setDelivery(only.id)
  if (chosen.ok) return { go: 'route' }
  turn.sayRefusals(chosen.refusals)
  return noWay(turn, 'no_delivery')
}

async function choosePayment(turn: FlowTurn, view: Checkout): Promise<Next> {
  const [only] = view.paymentOptions
  if (view.paymentOptions.length !== 1 || only === undefined) {
    delete turn.slots.payment
    return view.paymentOptions.length === 0 ? noWay(turn, 'no_payment') : { go: 'askPayment' }
  }
  const chosen = await turn.facets.checkout.setPayment(only.id)
  if (chosen.ok) return { go: 'route' }
  turn.sayRefusals(chosen.refusals)
  return noWay(turn, 'no_payment')
}

/** Where the shop can't do it by itself, somebody can. */
function noWay(turn: FlowTurn, key: string): Next {
  const choices = [{ value: 'person', label: turn.text('action.person') }]
  turn.say({ type: 'choices', text: turn.text(key), choices })
  return { done: true }
}

async function fillInWhatIsKnown(turn: FlowTurn, view: Checkout): Promise<void> {
  const me = await turn.facets.people.me()
  if (view.contact === null && me.name !== null && me.email !== null) {
    const phone = me.phone === null ? {} : { phone: me.phone }
    await turn.facets.checkout.setContact({ name: me.name, email: me.email, ...phone })
  }
  if (view.address === null && me.address !== null) await turn.facets.checkout.setAddress(me.address)
}
