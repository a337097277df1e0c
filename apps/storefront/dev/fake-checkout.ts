import type { Checkout, Order, Refusal } from '@parley/contracts'
import type { Outcome, Visit } from '../src/shop-port.ts'
import { checkoutOf, type Kept } from './fake-basket.ts'
import type { FakeReader } from './fake-catalogue.ts'

/** The made-up shop's checkout: as strict as the real one where pages have to show it. */
export function checkoutDoor(kept: Kept, reader: FakeReader): Visit['checkout'] {
  const view = () => checkoutOf(kept, reader)
  const done = (): Outcome<Checkout> => ({ ok: true, value: view() })
  return {
    view: async () => view(),
    setContact: async ({ name = '', email = '', phone = '' }) => {
      const refusals = [
        ...(name ? [] : [no('contact.name', 'We need a name.')]),
        ...(/^\S+@\S+\.\w+$/.test(email)
          ? []
          : [no('contact.email', 'Write the e-mail address like name@example.com.')]),
      ]
      if (refusals.length > 0) return { ok: false, refusals }
      kept.contact = { name, email, ...(phone && { phone }) }
      return done()
    },
    setAddress: async (given) => {
      const refusals = Object.entries(given).flatMap(([name, value]) =>
        value || name === 'line2' ? [] : [no(`address.${name}`, name === 'city' ? 'Write the town.' : 'Fill this in.')],
      )
      if (refusals.length > 0) return { ok: false, refusals }
      kept.address = { ...kept.address, ...given }
      return done()
    },
    setDelivery: async (id) => {
      const isOffered = view().deliveryOptions.some((way) => way.id === id)
      if (!isOffered) return { ok: false, refusals: [no('delivery', "That way of delivery isn't available.")] }
      kept.delivery = id
      return done()
    },
    setPayment: async (id) => {
      kept.payment = id
      return done()
    },
    propose: async () => {
      const { delivery, payment, contact, address, cart } = view()
      const refusals = [
        ...(delivery ? [] : [no('delivery', "Choose how you'd like it delivered.")]),
        ...(payment ? [] : [no('payment', "Choose how you'd like to pay.")]),
        ...cart.lines.flatMap(({ problems }) => problems),
      ]
      if (refusals.length > 0 || !delivery || !payment || !contact) return { ok: false, refusals }
      const id = `prp_${kept.token}_${kept.proposals.size}`
      const proposal = {
        id,
        kind: 'place-order',
        status: 'open' as const,
        summary: [
          { label: 'Contact', value: `${contact.name}, ${contact.email}` },
          ...(address
            ? [{ label: 'Deliver to', value: `${address.line1}, ${address.postalCode} ${address.city}` }]
            : []),
          { label: 'Delivery', value: delivery.name, amount: delivery.price },
          { label: 'Payment', value: payment.name },
        ],
        total: cart.totals.total,
        checkout: view(),
        action: `Order and pay ${cart.totals.total.amount / 100} ${cart.currency}`,
        versions: { cart: kept.version },
        expiresAt: '2099-01-01T00:00:00Z',
      }
      kept.proposals.set(id, proposal)
      return { ok: true, value: proposal }
    },
    proposal: async (id) => kept.proposals.get(id) ?? null,
    confirm: async (id) => {
      const proposal = kept.proposals.get(id)
      const earlier = kept.orders.get(id)
      if (earlier) return { ok: true, value: { order: earlier, payUrl: null } }
      if (!proposal)
        return { ok: false, refusals: [no('proposal', "That offer isn't there any more.", 'proposal.missing')] }
      if (proposal.versions.cart !== kept.version) {
        return { ok: false, refusals: [no('proposal', 'Something has changed.', 'proposal.superseded')] }
      }
      const order = orderOf(kept, reader, id)
      kept.orders.set(id, order)
      kept.proposals.set(id, { ...proposal, status: 'confirmed' })
      kept.lines = []
      kept.version++
      return { ok: true, value: { order, payUrl: null } }
    },
  }
}

function orderOf(kept: Kept, reader: FakeReader, proposalId: string): Order {
  const { cart, contact, address, delivery, payment } = checkoutOf(kept, reader)
  const id = proposalId.replace('prp', 'ord')
  return {
    id,
    number: 'T-10042',
    status: 'placed',
    currency: cart.currency,
    lines: cart.lines,
    totals: cart.totals,
    discounts: cart.discounts ?? [],
    contact,
    address,
    delivery,
    payment: {
      id: 'pay_1',
      provider: payment?.id ?? '',
      name: payment?.name ?? '',
      status: 'pending',
      amount: cart.totals.total,
      reference: '1004 2178 95',
      dueOn: '2026-12-10',
    },
    tracking: null,
    placedAt: '2026-11-22T12:00:00Z',
    statusUrl: `/orders/${id}?t=good`,
  }
}

const no = (path: string, message: string, code = path): Refusal => ({ code, path, severity: 'error', message })
