import type { Order, Proposal } from '@parley/contracts'
import type { Outcome, ReturnsFacet, ReturnTold, ReturnWish } from '@parley/sdk'
import { no, type Till } from './fake-till.ts'

const sent: readonly string[] = ['shipped', 'delivered', 'closed']

/** Sending things back to the little shop: anything that has been sent, each thing once, with the reasons of any shop. */
export function fakeReturns(till: Till, known: () => Order[]): ReturnsFacet {
  const made = new Map<string, { order: Order; wish: ReturnWish; told: ReturnTold | null }>()
  const done: ReturnTold[] = []
  const taken = new Set<string>()
  const orderOf = (number: string) => known().find((order) => order.number === number)
  const leftOf = (order: Order) => order.lines.filter(({ id }) => !taken.has(`${order.number} ${id}`))

  const judged = (orderNumber: string): Outcome<Order> => {
    const order = orderOf(orderNumber)
    if (order === undefined) return no('order.not_found')
    if (!sent.includes(order.status)) return no('return.not_sent')
    return leftOf(order).length > 0 ? { ok: true, value: order } : no('return.already')
  }

  return {
    reasons: async (kind) =>
      kind === 'fault'
        ? [
            { value: 'damaged', label: 'Arrived damaged' },
            { value: 'faulty', label: 'Does not work' },
          ]
        : [
            { value: 'changed_mind', label: 'Changed my mind' },
            { value: 'does_not_fit', label: 'Does not fit' },
          ],
    async items(orderNumber) {
      const order = judged(orderNumber)
      if (!order.ok) return order
      const items = leftOf(order.value).map(({ id, variantId, productId, title, options, quantity }) => ({
        ...{ lineId: id, variantId, productId, title, options },
        left: quantity,
      }))
      return { ok: true, value: items }
    },
    async instead(orderNumber, lineId) {
      const line = orderOf(orderNumber)?.lines.find(({ id }) => id === lineId)
      const goods = till.goods.find(({ id }) => id === line?.productId)
      return [...(goods?.stock ?? [])]
        .filter(([variantId, units]) => variantId !== line?.variantId && units > 0)
        .map(([variantId]) => ({ value: variantId, label: variantId.split('.').at(-1) ?? variantId }))
    },
    async propose(wish) {
      const order = judged(wish.orderNumber)
      if (!order.ok) return order
      if (wish.lines.some(({ lineId }) => !leftOf(order.value).some(({ id }) => id === lineId)))
        return no('return.not_in_order')
      const proposal = proposalOf(till, wish)
      made.set(proposal.id, { order: order.value, wish, told: null })
      return { ok: true, value: proposal }
    },
    async confirm(id) {
      const asked = made.get(id)
      if (asked === undefined) return no('proposal.not_found')
      if (asked.told !== null) return { ok: true, value: asked.told }
      till.confirmed.push(id)
      for (const { lineId } of asked.wish.lines) taken.add(`${asked.order.number} ${lineId}`)
      asked.told = toldOf(asked.order, asked.wish, done.length)
      done.push(asked.told)
      return { ok: true, value: asked.told }
    },
    async setOutcome(number, outcome) {
      const told = done.find((each) => each.number === number)
      if (told === undefined) return no('return.not_found')
      told.wish = outcome
      return { ok: true, value: told }
    },
    async standing(orderNumber) {
      if (orderOf(orderNumber) === undefined) return no('order.not_found')
      return { ok: true, value: { returns: done.filter((told) => told.orderNumber === orderNumber), refunds: [] } }
    },
  }
}

const isFault = ({ reason }: ReturnWish) => reason === 'damaged' || reason === 'faulty'

function proposalOf(till: Till, wish: ReturnWish): Proposal {
  const id = `prp_${till.version}_${till.proposals.size + 1}`
  till.proposals.set(id, { version: till.version, total: 0 })
  return {
    id,
    kind: 'return',
    status: 'open',
    summary: [{ label: 'Comes back', value: `${wish.lines.length} from ${wish.orderNumber}` }],
    total: null,
    action: `${isFault(wish) ? 'Complain about' : wish.wish === 'exchange' ? 'Exchange from' : 'Return from'} order ${wish.orderNumber}`,
    versions: {},
    expiresAt: '2026-01-05T11:00:00Z',
  }
}

function toldOf(order: Order, wish: ReturnWish, before: number): ReturnTold {
  const amount = order.lines
    .filter(({ id }) => wish.lines.some(({ lineId }) => lineId === id))
    .reduce((sum, line) => sum + line.total.amount, 0)
  return {
    number: `R-${1001 + before}`,
    orderNumber: order.number,
    kind: isFault(wish) ? 'complaint' : wish.wish === 'exchange' ? 'exchange' : 'return',
    status: isFault(wish) ? 'asked' : 'approved',
    total: { amount, currency: order.currency },
    wish: wish.wish,
    creditLastFour: null,
  }
}
