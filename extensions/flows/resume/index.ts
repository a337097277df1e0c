import { defineFlow, type FlowTurn, knownOrders, type Order, type ProductCard, productCards } from '@parley/sdk'

const mostCards = 3
const waitsForMoney: readonly string[] = ['created', 'pending', 'declined']

/** "Where were we?", also after weeks: the basket, the order that is on its way, what was looked at, what was kept. All as it stands today. */
export default defineFlow({
  id: 'resume',
  jobs: { resume_talk: { step: 'tell' } },
  facets: ['cart', 'wishes', 'orders', 'catalogue'],
  slots: {},
  steps: {
    tell: {
      do: async (turn) => {
        const told = [await tellOrder(turn), await tellCart(turn), await tellSeen(turn), await tellWishes(turn)]
        if (!told.includes(true)) {
          const choices = [{ value: 'job:find_product', label: turn.text('action.look') }]
          turn.say({ type: 'choices', text: turn.text('nothing'), choices })
        }
        return { done: true }
      },
    },
  },
  digressions: 'ends',
})

/** The newest order, while it is not yet in her hands. */
async function tellOrder(turn: FlowTurn): Promise<boolean> {
  const open = (await knownOrders(turn)).find((order) => ['placed', 'paid', 'packed', 'shipped'].includes(order.status))
  if (open === undefined) return false
  const actions = [{ value: `order:${open.number}`, label: turn.text('action.order') }]
  const key = isUnpaid(open) ? 'order_unpaid' : 'order_open'
  turn.say({ type: 'choices', text: turn.text(key, { number: open.number }), choices: actions })
  return true
}

const isUnpaid = ({ status, payment }: Order): boolean =>
  status === 'placed' && payment !== null && waitsForMoney.includes(payment.status)

async function tellCart(turn: FlowTurn): Promise<boolean> {
  const cart = await turn.facets.cart.view()
  if (cart.lines.length === 0) return false
  turn.sayText('cart', { count: cart.lines.length })
  turn.say({ type: 'cart', cart, actions: [{ value: 'job:checkout', label: turn.text('action.checkout') }] })
  return true
}

async function tellSeen(turn: FlowTurn): Promise<boolean> {
  const seen = turn.focus.shown.slice(0, mostCards)
  const found = await Promise.all(seen.map((each) => turn.facets.catalogue.card(each.productId, each.variantId)))
  const cards: ProductCard[] = found.filter((card) => card !== null)
  if (cards.length === 0) return false
  turn.sayText('seen', { count: cards.length })
  turn.say(productCards(cards, { show: turn.text('action.show'), add: turn.text('action.add') }))
  return true
}

async function tellWishes(turn: FlowTurn): Promise<boolean> {
  const { length: count } = await turn.facets.wishes.list()
  if (count === 0) return false
  const choices = [{ value: 'job:show_wishes', label: turn.text('action.list') }]
  turn.say({ type: 'choices', text: turn.text('wishes', { count }), choices })
  return true
}
