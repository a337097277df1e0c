import type { Address, Order, Proposal } from '@parley/contracts'
import type {
  AdviceFacet,
  AlertsFacet,
  CallBacksFacet,
  ConsentPurpose,
  OrdersFacet,
  Outcome,
  PrivacyFacet,
  Wish,
  WishesFacet,
} from '@parley/sdk'
import { no, type Till } from './fake-till.ts'

/** What the little shop keeps about its shopper: wishes, alerts, what she agreed to, and what is to be forgotten. */
export interface Records {
  wishes: Wish[]
  alerts: { variantId: string; email: string }[]
  callBacks: { at: string; phone: string | null }[]
  consents: Record<ConsentPurpose, boolean>
  erased: boolean
  copies: string[]
  /** Orders of hers besides the old one. */
  more: Order[]
  /** Whether a code was right in this talk. */
  proved: boolean
}

export const openRecords = (): Records => ({
  wishes: [],
  alerts: [],
  callBacks: [],
  consents: { advice: false, mail: false },
  erased: false,
  copies: [],
  more: [],
  proved: false,
})

const callTimes = [
  { at: '2026-01-06T09:00:00Z', telling: 'Tuesday 6 January at 10:00' },
  { at: '2026-01-06T10:00:00Z', telling: 'Tuesday 6 January at 11:00' },
  { at: '2026-01-07T09:00:00Z', telling: 'Wednesday 7 January at 10:00' },
]

/** Three times at which somebody could call. */
export function fakeCallBacks(records: Records): CallBacksFacet {
  return {
    times: async () => callTimes,
    async ask(at, phone) {
      const known = callTimes.find((one) => one.at === at)
      if (!known) return no('call_back.closed')
      records.callBacks.push({ at, phone })
      return { ok: true, value: { telling: known.telling } }
    },
  }
}

/** Changing and copying orders that are known here; every yes is written into the till's book of proposals. */
export function fakeOrderChanges(
  till: Till,
  records: Records,
  known: () => Order[],
): Pick<OrdersFacet, 'mayChange' | 'proposeCancel' | 'proposeAddress' | 'confirm' | 'mailCopy'> {
  const changes = new Map<string, { order: Order; address: Address | null }>()
  const changeable = (orderNumber: string): Outcome<Order> => {
    const order = known().find((each) => each.number === orderNumber)
    if (order === undefined) return no('order.not_found')
    return ['placed', 'paid', 'packed'].includes(order.status) ? { ok: true, value: order } : no('order.rule_status')
  }
  const propose = (orderNumber: string, address: Address | null, action: string): Outcome<Proposal> => {
    const found = changeable(orderNumber)
    if (!found.ok) return found
    const order = found.value
    const proposal = aProposal(till, address === null ? 'cancel-order' : 'change-address', action)
    changes.set(proposal.id, { order, address })
    return { ok: true, value: proposal }
  }
  return {
    async mayChange(orderNumber) {
      const found = changeable(orderNumber)
      return found.ok ? { ok: true, value: true } : found
    },
    proposeCancel: async (orderNumber) => propose(orderNumber, null, `Cancel order ${orderNumber}`),
    proposeAddress: async (orderNumber, address) => propose(orderNumber, address, 'Change the address'),
    async confirm(id) {
      const change = changes.get(id)
      if (change === undefined) return no('proposal.not_found')
      till.confirmed.push(id)
      if (change.address === null) change.order.status = 'cancelled'
      else change.order.address = change.address
      return { ok: true, value: change.order }
    },
    async mailCopy(orderNumber) {
      if (!known().some((each) => each.number === orderNumber)) return no('order.not_found')
      records.copies.push(orderNumber)
      return { ok: true, value: { sent: true } }
    },
  }
}

export function fakePrivacy(
  till: Till,
  records: Records,
  about: { verified: () => boolean; known: () => Order[]; email: () => string | null },
): PrivacyFacet {
  const open = new Set<string>()
  return {
    verified: async () => about.verified(),
    consents: async () => ({ ...records.consents }),
    async setConsent(purpose, granted) {
      records.consents[purpose] = granted
    },
    async memory() {
      if (!records.consents.advice) return null
      const owned = about.known().flatMap((order) =>
        order.lines.map((line) => ({
          productId: line.productId,
          variantId: line.variantId,
          title: line.title,
          categories: till.goods.filter((each) => each.id === line.productId).map((each) => each.category),
          boughtAt: order.placedAt,
        })),
      )
      return { sizes: owned.some((each) => each.productId === 'prd_sko') ? ['41'] : [], owned }
    },
    async summary() {
      if (!about.verified()) return no('person.unverified')
      const counts = { orders: about.known().length, talks: 1, wishes: records.wishes.length, alerts: 0 }
      const person = { name: 'Anna Berg', email: about.email(), phone: null, address: null }
      return { ok: true, value: { ...person, ...counts, consents: { ...records.consents } } }
    },
    async proposeErase() {
      if (!about.verified()) return no('person.unverified')
      const proposal = aProposal(till, 'erase-person', 'Delete my data')
      open.add(proposal.id)
      return { ok: true, value: proposal }
    },
    async confirmErase(id) {
      if (!open.has(id)) return no('proposal.not_found')
      till.confirmed.push(id)
      records.erased = true
      return { ok: true, value: { dueAt: '2026-01-05T10:10:00Z' } }
    },
  }
}

export function fakeWishes(till: Till, records: Records): WishesFacet {
  return {
    list: async () => [...records.wishes],
    async save(productId, variantId) {
      if (!till.goods.some((each) => each.id === productId)) return no('product.not_found')
      records.wishes = [{ productId, variantId }, ...records.wishes.filter((each) => each.productId !== productId)]
      return { ok: true, value: { kept: records.wishes.length } }
    },
    async remove(productId) {
      records.wishes = records.wishes.filter((each) => each.productId !== productId)
      return { kept: records.wishes.length }
    },
  }
}

export function fakeAlerts(till: Till, records: Records): AlertsFacet {
  return {
    async ask(variantId, email) {
      const item = till.goods.find((each) => each.stock.has(variantId))
      if (item === undefined) return no('product.not_found')
      if ((item.stock.get(variantId) ?? 0) > 0) return no('alert.in_stock')
      records.alerts.push({ variantId, email })
      return { ok: true, value: { waiting: true } }
    },
    async stop() {
      records.alerts = []
    },
  }
}

/** Whoever buys a lamp here also buys a jar. */
export function fakeAdvice(till: Till): AdviceFacet {
  return {
    boughtWith: async (productIds) =>
      productIds.some((id) => ['prd_havn', 'prd_lyst'].includes(id)) ? [{ productId: 'prd_krukke', orders: 7 }] : [],
    popular: async (limit, categories) =>
      till.goods
        .filter((each) => categories === undefined || categories.includes(each.category))
        .slice(0, limit)
        .map((each, index) => ({ productId: each.id, orders: Math.max(0, 5 - index) })),
  }
}

function aProposal(till: Till, kind: string, action: string): Proposal {
  const id = `prp_${till.version}_${till.proposals.size + 1}`
  till.proposals.set(id, { version: till.version, total: 0 })
  return {
    id,
    kind,
    status: 'open',
    summary: [{ label: 'What', value: action }],
    total: null,
    action,
    versions: {},
    expiresAt: '2026-01-05T11:00:00Z',
  }
}
