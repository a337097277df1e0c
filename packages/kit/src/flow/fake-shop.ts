import type { Address, Order } from '@parley/contracts'
import type { Facets, OpeningHours } from '@parley/sdk'
import { fakeCatalogue } from './fake-catalogue.ts'
import { fakeCheckout } from './fake-checkout.ts'
import { fakeGoods } from './fake-goods.ts'
import { fakeItems } from './fake-items.ts'
import { fakeQuotes } from './fake-quotes.ts'
import {
  fakeAdvice,
  fakeAlerts,
  fakeCallBacks,
  fakeOrderChanges,
  fakePrivacy,
  fakeWishes,
  openRecords,
  type Records,
} from './fake-records.ts'
import { fakeReturns } from './fake-returns.ts'
import { fakeReviews } from './fake-reviews.ts'
import { fakeCart, openTill, type Till } from './fake-till.ts'

/** A small shop in memory: every facet, deterministic, with its books open for whoever judges a talk. */
export interface FakeShop {
  facets: Facets
  till: Till
  handedOver: { reason: string; summary: string }[]
  codesSent: { orderNumber: string; email: string }[]
  records: Records
  /** The order that was placed long ago. */
  old: Order
  open: boolean
  me: { name: string | null; email: string | null; phone: string | null; address: Address | null; verified: boolean }
}

/** The code that the shop mails, whatever the order. */
export const fakeCode = '424242'

/** An order placed long ago and elsewhere; only number, e-mail and code open it. */
export const oldOrder = { number: 'T-9001', email: 'anna@example.com' }

export function openFakeShop(): FakeShop {
  const till = openTill(fakeGoods())
  const records = openRecords()
  const old = anOldOrder()
  let tries = 0
  const verified = () => shop.me.verified || records.proved
  const mine = () => (verified() ? [old, ...records.more] : [])
  const known = () => [...till.orders.toReversed(), ...mine()]
  const shop: FakeShop = {
    till,
    handedOver: [],
    codesSent: [],
    records,
    old,
    open: true,
    me: { name: null, email: null, phone: null, address: null, verified: false },
    facets: {
      catalogue: fakeCatalogue(till.goods),
      cart: fakeCart(till),
      checkout: fakeCheckout(till),
      orders: {
        ...fakeOrderChanges(till, records, known),
        mine: async () => mine(),
        placedHere: async () => till.orders.toReversed(),
        async requestCode(orderNumber, email) {
          tries = 0
          shop.codesSent.push({ orderNumber, email })
          return { ok: true, value: { sent: true } }
        },
        async verifyCode(orderNumber, email, code) {
          const fits = orderNumber === oldOrder.number && email === oldOrder.email && code === fakeCode
          if (fits) {
            tries = 0
            records.proved = true
            return { ok: true, value: old }
          }
          tries += 1
          const wrong = tries < 3 ? 'code.wrong' : 'code.spent'
          return { ok: false, refusals: [{ code: wrong, severity: 'error', message: "That isn't the code." }] }
        },
      },
      items: fakeItems(till, known),
      returns: fakeReturns(till, known),
      reviews: fakeReviews(till, known),
      quotes: fakeQuotes(till, () => shop.me.verified),
      store: {
        info: async () => ({
          name: 'Torget',
          email: 'hello@torget.example',
          phone: '+46 8 123 45',
          address: 'Storgatan 1, 111 22 Stockholm',
          hours,
          returnDays: 30,
          returnText: 'Unused, in its box.',
          countries: [
            { code: 'SE', name: 'Sweden' },
            { code: 'FI', name: 'Finland' },
          ],
        }),
        openNow: async () => ({ open: shop.open, changesAt: '2026-01-06T08:00:00Z' }),
      },
      knowledge: {
        answer: async (question) =>
          /wash|clean/i.test(question) ? [article('washing', 'Wipe it with a damp cloth.')] : [],
        topic: async (topic) =>
          topic === 'returns' || topic === 'warranty' ? article(topic, `All about ${topic}.`) : null,
      },
      people: { me: async () => shop.me },
      privacy: fakePrivacy(till, records, { verified, known, email: () => shop.me.email }),
      wishes: fakeWishes(till, records),
      alerts: fakeAlerts(till, records),
      advice: fakeAdvice(till),
      callBacks: fakeCallBacks(records),
      desk: {
        async handOver(reason, summary) {
          shop.handedOver.push({ reason, summary })
          return { open: shop.open, position: shop.open ? 2 : null }
        },
      },
    },
  }
  return shop
}

const workday = [{ from: '09:00', to: '18:00' }]
const hours: OpeningHours = {
  timeZone: 'Europe/Stockholm',
  week: { 1: workday, 2: workday, 3: workday, 4: workday, 5: workday, 6: [{ from: '10:00', to: '15:00' }], 7: [] },
  exceptions: [{ date: '2026-12-24', spans: [], name: 'Christmas Eve' }],
}

function article(id: string, passage: string) {
  return { id, title: id, passage, url: `https://shop.example/help/${id}`, score: 1 }
}

function anOldOrder(): Order {
  const total = { amount: 12_900, currency: 'EUR' }
  const none = { amount: 0, currency: 'EUR' }
  return {
    id: 'ord_old',
    number: oldOrder.number,
    status: 'shipped',
    currency: 'EUR',
    lines: [
      oldLine('oln_1', 'var_havn.blue', 'Havn lamp', 'blue'),
      oldLine('oln_2', 'var_sko.black.41', 'Sko shoe', '41'),
    ],
    totals: { goods: total, delivery: none, discount: none, vat: none, total },
    contact: { name: 'Anna Berg', email: oldOrder.email },
    address: { line1: 'Storgatan 1', postalCode: '123 45', city: 'Stockholm', country: 'SE' },
    delivery: null,
    payment: null,
    tracking: { carrier: 'Posten', number: 'SE123' },
    placedAt: '2025-12-20T10:00:00Z',
  }
}

function oldLine(id: string, variantId: string, title: string, options: string): Order['lines'][number] {
  const price = { amount: 6_450, currency: 'EUR' }
  const productId = `prd_${/^var_([a-z]+)/.exec(variantId)?.[1] ?? ''}`
  return {
    id,
    variantId,
    productId,
    sku: variantId.toUpperCase(),
    title,
    options,
    quantity: 1,
    unitPrice: price,
    total: price,
  }
}
