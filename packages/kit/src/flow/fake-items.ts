import type { Order } from '@parley/contracts'
import type { ItemChange, ItemsFacet, Outcome } from '@parley/sdk'
import { euro, no, type Till } from './fake-till.ts'

const changeable: readonly string[] = ['placed', 'paid']

/** The things of the little shop's orders: changed at once, at nothing more to pay. */
export function fakeItems(till: Till, known: () => Order[]): ItemsFacet {
  const asked = new Map<string, { order: Order; changes: readonly ItemChange[] }>()
  const open = (orderNumber: string): Outcome<Order> => {
    const order = known().find(({ number }) => number === orderNumber)
    if (order === undefined) return no('order.not_found')
    return changeable.includes(order.status) ? { ok: true, value: order } : no('order.items_packed')
  }
  return {
    async lines(orderNumber) {
      const order = open(orderNumber)
      if (!order.ok) return order
      return {
        ok: true,
        value: order.value.lines.map(({ id, variantId, productId, title, options, quantity }) => ({
          ...{ lineId: id, variantId, productId, title, options, quantity },
        })),
      }
    },
    async propose(orderNumber, changes) {
      const order = open(orderNumber)
      if (!order.ok) return order
      const left = order.value.lines.reduce((sum, { id, quantity }) => {
        return sum + (changes.find(({ lineId }) => lineId === id)?.quantity ?? quantity)
      }, 0)
      if (left === 0) return no('order.items_nothing_left')
      const id = `prp_${till.version}_${till.proposals.size + 1}`
      till.proposals.set(id, { version: till.version, total: 0 })
      asked.set(id, { order: order.value, changes })
      const summary = changes.map(({ lineId, quantity }) => ({
        label: order.value.lines.find(({ id }) => id === lineId)?.title ?? '',
        value: `${quantity} then`,
      }))
      const body = { id, kind: 'order-items', status: 'open', summary, total: euro(100), action: 'Change it' } as const
      return { ok: true, value: { ...body, summary, versions: {}, expiresAt: '2026-01-05T11:00:00Z' } }
    },
    async confirm(id) {
      const found = asked.get(id)
      if (found === undefined) return no('proposal.not_found')
      till.confirmed.push(id)
      const { order, changes } = found
      order.lines = order.lines.flatMap((line) => {
        const change = changes.find(({ lineId }) => lineId === line.id)
        if (change === undefined) return [line]
        return change.quantity === 0 ? [] : [{ ...line, quantity: change.quantity }]
      })
      return { ok: true, value: { number: order.number, toPay: null } }
    },
  }
}
