import type { Order, Proposal } from '@parley/contracts'
import type { ReturnShown, Visit } from '../src/shop-port.ts'

/** What comes back of the made-up shop's orders, by order and by proposal. */
export interface FakeReturns {
  proposals: Map<string, { orderId: string; proposal: Proposal }>
  asked: Map<string, ReturnShown[]>
}

export const noReturns = (): FakeReturns => ({ proposals: new Map(), asked: new Map() })

const reasons = [
  { value: 'changed_mind', label: 'Changed my mind', isFault: false, shopPays: false },
  { value: 'damaged', label: 'It is broken', isFault: true, shopPays: true },
]

export function returnsDoor(
  kept: FakeReturns,
  orderOf: (orderId: string, token: string) => Order | null,
): Visit['returns'] {
  return {
    of: async (orderId, token) => (orderOf(orderId, token) ? (kept.asked.get(orderId) ?? []) : []),
    desk: async (orderId, token) => {
      const order = orderOf(orderId, token)
      if (!order) return null
      return {
        days: 30,
        until: '2026-12-22T12:00:00Z',
        items: order.lines.map(({ id, title, options, quantity }) => ({
          lineId: id,
          title,
          options,
          left: quantity,
          onlyFault: false,
          instead: [{ value: 'var_other', label: 'oatmeal' }],
        })),
        refusals: [],
        reasons,
        exchanges: true,
        labelCost: { amount: 490, currency: order.currency },
        restockingPercent: 0,
      }
    },
    propose: async (orderId, _token, wish) => {
      if (wish.note === 'nonsense') {
        const message = 'That was possible for 30 days.'
        return { ok: false, refusals: [{ code: 'return.window', severity: 'error', message }] }
      }
      const proposal: Proposal = {
        id: `prp_return_${kept.proposals.size}`,
        kind: 'return',
        status: 'open',
        summary: [
          { label: 'Comes back', value: `${wish.lines[0]?.quantity} × ${wish.wish}` },
          { label: 'Reason', value: wish.reason },
        ],
        total: null,
        action: 'Return from order T-10042',
        versions: { order: orderId },
        expiresAt: '2099-01-01T00:00:00Z',
      }
      kept.proposals.set(proposal.id, { orderId, proposal })
      return { ok: true, value: proposal }
    },
    proposal: async (orderId, token, id) => {
      const found = kept.proposals.get(id)
      return found?.orderId === orderId && orderOf(orderId, token) ? found.proposal : null
    },
    confirm: async (orderId, token, id) => {
      const [order, found] = [orderOf(orderId, token), kept.proposals.get(id)]
      if (!order || !found) throw new Error('asked without a good link')
      if (found.proposal.status === 'open') {
        const { currency } = order
        const shown: ReturnShown = {
          number: `R-${1001 + (kept.asked.get(orderId)?.length ?? 0)}`,
          wish: 'refund',
          status: 'approved',
          lines: order.lines.slice(0, 1),
          label: { carrier: 'PostNord', number: '00370', url: 'https://label.example/1' },
          total: { amount: 128_510, currency },
          refunded: { amount: 0, currency },
          creditLastFour: null,
          refusal: null,
        }
        kept.asked.set(orderId, [...(kept.asked.get(orderId) ?? []), shown])
      }
      kept.proposals.set(id, { orderId, proposal: { ...found.proposal, status: 'confirmed' } })
      return { ok: true, value: null }
    },
  }
}
