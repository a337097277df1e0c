import type {
  Address,
  Cart,
  CartLine,
  Checkout,
  Contact,
  DeliveryOption,
  Order,
  Proposal,
  Refusal,
} from '@parley/contracts'
import type { Outcome, Visit } from '../src/shop-port.ts'
import { type FakeReader, findVariant, nameOf, optionsText, pictureOf, stockOf, torget } from './fake-catalogue.ts'

/** What the made-up shop keeps of one visitor. */
export interface Kept {
  token: string
  version: number
  lines: { id: string; sku: string; quantity: number; version: number }[]
  codes: string[]
  before: Kept['lines'] | null
  contact: Contact | null
  address: Partial<Address> | null
  delivery: string | null
  payment: string | null
  proposals: Map<string, Proposal>
  orders: Map<string, Order>
}

export const newVisitor = (token: string): Kept => ({
  token,
  version: 0,
  lines: [],
  codes: [],
  before: null,
  contact: null,
  address: null,
  delivery: null,
  payment: null,
  proposals: new Map(),
  orders: new Map(),
})

export function cartOf(kept: Kept, reader: FakeReader): Cart {
  const { currency } = reader
  const money = (amount: number) => ({ amount, currency })
  const lines = kept.lines.flatMap((line): CartLine[] => {
    const found = findVariant(line.sku)
    if (!found) return []
    const { product, variant } = found
    const unit = variant.prices[currency]
    return [
      {
        id: line.id,
        variantId: line.sku,
        productId: product.id,
        sku: line.sku,
        title: nameOf(product, reader),
        options: optionsText(variant, reader),
        quantity: line.quantity,
        unitPrice: money(unit),
        total: money(unit * line.quantity),
        version: line.version,
        addedBy: { kind: 'shopper' },
        picture: pictureOf(product, variant, reader),
        problems: stockOf(variant) < line.quantity ? [short(stockOf(variant))] : [],
      },
    ]
  })
  const goods = lines.reduce((sum, line) => sum + line.total.amount, 0)
  const way = waysOf(kept, reader, goods).find(({ id }) => id === kept.delivery)
  const discount = kept.codes.includes('TEN') ? Math.round(goods / 10) : 0
  const total = goods - discount + (way?.price.amount ?? 0)
  const byCard = kept.codes.includes('GIFT0042') ? Math.min(total, 5_000) : 0
  const free = (torget.shop.deliveryMethods[0]?.freeAbove[currency] ?? 0) - goods
  return {
    id: lines.length > 0 ? `crt_${kept.token}` : '',
    version: kept.version,
    currency,
    lines,
    totals: {
      goods: money(goods),
      delivery: way?.price ?? null,
      discount: money(discount),
      vat: money(Math.round(total / 5)),
      total: money(total),
      ...(byCard > 0 ? { giftCards: money(byCard), toPay: money(total - byCard) } : {}),
    },
    discounts: discount > 0 ? [{ name: 'Ten per cent off', code: 'TEN', amount: money(discount) }] : [],
    codes: kept.codes.includes('TEN') ? [{ code: 'TEN', name: 'Ten per cent off', amount: money(discount) }] : [],
    giftCards: byCard > 0 ? [{ id: 'gif_1', lastFour: '0042', balance: money(6_000), amount: money(byCard) }] : [],
    freeDeliveryIn: free > 0 ? money(free) : null,
    updatedAt: '2026-11-22T12:00:00Z',
  }
}

const short = (available: number): Refusal => ({
  code: 'stock.insufficient',
  path: 'quantity',
  severity: 'error',
  message: available === 0 ? 'Out of stock just now.' : `There are only ${available} left.`,
})

const unknownCode: Refusal = {
  code: 'coupon.unknown',
  path: 'code',
  severity: 'error',
  message: 'I don’t know that code.',
}

function waysOf(kept: Kept, { language, currency }: FakeReader, goods: number): DeliveryOption[] {
  const country = kept.address?.country ?? 'SE'
  const hasFreight = kept.lines.some(({ sku }) => findVariant(sku)?.product.freight)
  return torget.shop.deliveryMethods
    .filter((way) => way.countries.includes(country) && (way.forFreightOnly === true) === hasFreight)
    .map((way) => ({
      id: way.id,
      ...way.texts[language],
      price: { amount: goods >= way.freeAbove[currency] ? 0 : way.prices[currency], currency },
      days: way.days,
      needsAddress: way.id !== 'store-pickup',
    }))
}

export function cartDoor(kept: Kept, reader: FakeReader, changed: (kept: Kept) => void): Visit['cart'] {
  const alter = (lines: Kept['lines']): Outcome<Cart> => {
    kept.before = kept.lines
    kept.lines = lines
    kept.version++
    changed(kept)
    return { ok: true, value: cartOf(kept, reader) }
  }
  const setTo = async (id: string, quantity: number): Promise<Outcome<Cart>> => {
    const line = kept.lines.find((one) => one.id === id)
    const available = line ? stockOf(findVariant(line.sku)?.variant ?? noVariant()) : 0
    if (!line || quantity > available) return { ok: false, refusals: [short(available)] }
    return alter(kept.lines.map((one) => (one === line ? { ...one, quantity, version: one.version + 1 } : one)))
  }
  return {
    view: async () => cartOf(kept, reader),
    add: async (sku, quantity) => {
      const line = kept.lines.find((one) => one.sku === sku)
      if (line) return setTo(line.id, line.quantity + quantity)
      const available = stockOf(findVariant(sku)?.variant ?? noVariant())
      if (available < quantity) return { ok: false, refusals: [short(available)] }
      return alter([...kept.lines, { id: `lin_${kept.version}`, sku, quantity, version: 1 }])
    },
    setQuantity: setTo,
    remove: async (id) => alter(kept.lines.filter((line) => line.id !== id)),
    undo: async () => alter(kept.before ?? kept.lines),
    applyCode: async (said) => {
      const code = said.toUpperCase()
      if (!['TEN', 'GIFT0042'].includes(code)) return { ok: false, refusals: [unknownCode] }
      kept.codes = [...new Set([...kept.codes, code])]
      kept.version++
      return { ok: true, value: cartOf(kept, reader) }
    },
    removeCode: async (code) => {
      kept.codes = kept.codes.filter((one) => !one.endsWith(code))
      kept.version++
      return { ok: true, value: cartOf(kept, reader) }
    },
  }
}

function noVariant(): never {
  throw new Error('there is no such variant')
}

export function checkoutOf(kept: Kept, reader: FakeReader): Checkout {
  const cart = cartOf(kept, reader)
  const deliveryOptions = waysOf(kept, reader, cart.totals.goods.amount)
  const paymentOptions = [
    { id: 'invoice', name: 'Faktura', description: 'Pay within 14 days of getting the goods.' },
    { id: 'sandbox', name: 'Card', description: 'A page of a pretended bank opens.' },
  ]
  const { line1, postalCode, city, country } = kept.address ?? {}
  return {
    cartId: cart.id,
    cart,
    contact: kept.contact,
    address: line1 && postalCode && city && country ? { ...kept.address, line1, postalCode, city, country } : null,
    delivery: deliveryOptions.find(({ id }) => id === kept.delivery) ?? null,
    payment: paymentOptions.find(({ id }) => id === kept.payment) ?? null,
    deliveryOptions,
    paymentOptions,
    missing: [],
  }
}
