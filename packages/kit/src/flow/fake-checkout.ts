import type { Checkout, DeliveryOption, Order, PaymentOption, Proposal } from '@parley/contracts'
import type { CheckoutFacet } from '@parley/sdk'
import { cartView, euro, no, type Till } from './fake-till.ts'

const fakeDeliveries: DeliveryOption[] = [
  {
    id: 'home',
    name: 'Home delivery',
    description: 'To your door',
    price: euro(590),
    days: { min: 2, max: 4 },
    needsAddress: true,
  },
  {
    id: 'pickup',
    name: 'Collect in the shop',
    description: 'Pickup at our counter',
    price: euro(0),
    days: { min: 1, max: 1 },
    needsAddress: false,
  },
]
const fakePayments: PaymentOption[] = [
  { id: 'invoice', name: 'Invoice', description: 'Pay within 14 days' },
  { id: 'sandbox', name: 'Card', description: '' },
]

export function fakeCheckout(till: Till): CheckoutFacet {
  const done = () => ({ ok: true as const, value: checkoutView(till) })
  const touch = () => {
    till.version += 1
  }
  return {
    view: async () => checkoutView(till),
    async setContact(contact) {
      touch()
      if (contact.name !== undefined && contact.email !== undefined)
        till.contact = {
          name: contact.name,
          email: contact.email,
          ...(contact.phone === undefined ? {} : { phone: contact.phone }),
        }
      return done()
    },
    async setAddress({ line1, postalCode, city, country }) {
      if (postalCode === '00000') return no('address.postal_code')
      touch()
      if (line1 && postalCode && city && country) till.address = { line1, postalCode, city, country }
      return done()
    },
    async setDelivery(id) {
      const option = fakeDeliveries.find((each) => each.id === id)
      if (option === undefined) return no('delivery.not_offered')
      touch()
      till.delivery = option
      return done()
    },
    async setPayment(id) {
      const option = fakePayments.find((each) => each.id === id)
      if (option === undefined) return no('payment.not_offered')
      touch()
      till.payment = option
      return done()
    },
    async propose() {
      const view = checkoutView(till)
      if (view.missing.length > 0) return no(`checkout.missing_${view.missing[0]}`)
      const proposal = proposalOf(till, view)
      till.proposals.set(proposal.id, { version: till.version, total: view.cart.totals.total.amount })
      return { ok: true, value: proposal }
    },
    async confirm(id) {
      const kept = till.proposals.get(id)
      if (kept === undefined) throw new Error(`Confirmed a proposal that was never made: ${id}`)
      if (kept.version !== till.version || kept.total !== cartView(till).totals.total.amount)
        return no('proposal.superseded')
      till.confirmed.push(id)
      const order = orderOf(till)
      till.orders.push(order)
      till.lines = []
      till.before = null
      touch()
      return {
        ok: true,
        value: { order, payUrl: till.payment?.id === 'sandbox' ? `https://shop.example/pay/${order.number}` : null },
      }
    },
    deliveryOptions: async () => fakeDeliveries,
    paymentOptions: async () => fakePayments,
  }
}

function checkoutView(till: Till): Checkout {
  const cart = cartView(till)
  const missing: Checkout['missing'] = []
  if (cart.lines.length === 0) missing.push('lines')
  if (till.contact === null) missing.push('contact')
  if (till.delivery === null) missing.push('delivery')
  if (till.delivery?.needsAddress === true && till.address === null) missing.push('address')
  if (till.payment === null) missing.push('payment')
  const { contact, address, delivery, payment } = till
  return {
    cartId: cart.id,
    cart,
    contact,
    address,
    delivery,
    payment,
    deliveryOptions: fakeDeliveries,
    paymentOptions: fakePayments,
    missing,
  }
}

function proposalOf(till: Till, view: Checkout): Proposal {
  const id = `prp_${till.version}_${till.proposals.size + 1}`
  const summary = [
    { label: 'Delivery', value: view.delivery?.name ?? '' },
    { label: 'Payment', value: view.payment?.name ?? '' },
  ]
  return {
    id,
    kind: 'place-order',
    status: 'open',
    summary,
    total: view.cart.totals.total,
    checkout: view,
    action: 'Order and pay',
    versions: { cart: till.version },
    expiresAt: '2026-01-05T11:00:00Z',
  }
}

function orderOf(till: Till): Order {
  const { lines, totals } = cartView(till)
  const { contact, address, delivery, payment } = till
  const kept = lines.map(({ id, variantId, productId, sku, title, options, quantity, unitPrice, total }) => ({
    id,
    variantId,
    productId,
    sku,
    title,
    options,
    quantity,
    unitPrice,
    total,
  }))
  return {
    id: `ord_${till.orders.length + 1}`,
    number: `T-${10_001 + till.orders.length}`,
    status: 'placed',
    currency: 'EUR',
    lines: kept,
    totals,
    contact,
    address,
    delivery: delivery === null ? null : { id: delivery.id, name: delivery.name, days: delivery.days },
    payment:
      payment === null
        ? null
        : { id: 'pay_1', provider: payment.id, name: payment.name, status: 'pending', amount: totals.total },
    tracking: null,
    placedAt: '2026-01-05T10:00:00Z',
  }
}
