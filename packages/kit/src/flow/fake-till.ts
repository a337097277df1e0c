import type { Address, Cart, Contact, DeliveryOption, Money, Order, PaymentOption, Refusal } from '@parley/contracts'
import type { CartFacet } from '@parley/sdk'
import { type FakeProduct, variantView } from './fake-goods.ts'

/** What the little shop knows while somebody talks to it. Stories look at it to judge how a talk ended. */
export interface Till {
  goods: FakeProduct[]
  lines: { id: string; variantId: string; quantity: number }[]
  before: { id: string; variantId: string; quantity: number }[] | null
  version: number
  codes: string[]
  giftCard: boolean
  contact: Contact | null
  address: Address | null
  delivery: DeliveryOption | null
  payment: PaymentOption | null
  proposals: Map<string, { version: number; total: number }>
  confirmed: string[]
  orders: Order[]
}

export function openTill(goods: FakeProduct[]): Till {
  return {
    goods,
    lines: [],
    before: null,
    version: 1,
    codes: [],
    giftCard: false,
    contact: null,
    address: null,
    delivery: null,
    payment: null,
    proposals: new Map(),
    confirmed: [],
    orders: [],
  }
}

export function fakeCart(till: Till): CartFacet {
  const changed = () => ({ ok: true as const, value: cartView(till) })
  const keep = () => {
    till.before = till.lines.map((line) => ({ ...line }))
    till.version += 1
  }
  return {
    view: async () => cartView(till),
    async add(variantId, quantity) {
      const item = till.goods.find((each) => each.stock.has(variantId))
      const line = till.lines.find((each) => each.variantId === variantId)
      const left = (item?.stock.get(variantId) ?? 0) - (line?.quantity ?? 0)
      if (item === undefined) return no('cart.not_sold')
      if (left <= 0) return no('stock.insufficient', { available: 0 })
      if (quantity > left) return no('stock.insufficient', { available: left })
      keep()
      if (line === undefined) till.lines.push({ id: `lin_${till.version}`, variantId, quantity })
      else line.quantity += quantity
      return changed()
    },
    async setQuantity(lineId, quantity) {
      const line = till.lines.find((each) => each.id === lineId)
      if (line === undefined) return no('cart.line_missing')
      const units = till.goods.find((each) => each.stock.has(line.variantId))?.stock.get(line.variantId) ?? 0
      if (quantity > units) return no('stock.insufficient', { available: units })
      keep()
      line.quantity = quantity
      return changed()
    },
    async remove(lineId) {
      if (!till.lines.some((each) => each.id === lineId)) return no('cart.line_missing')
      keep()
      till.lines = till.lines.filter((each) => each.id !== lineId)
      return changed()
    },
    async empty() {
      keep()
      till.lines = []
      return changed()
    },
    async undo() {
      if (till.before === null) return no('cart.nothing_to_undo')
      till.lines = till.before
      till.before = null
      till.version += 1
      return changed()
    },
    async applyCode(said) {
      const code = said.toUpperCase()
      const least = codes[code]?.least
      if (till.lines.length === 0) return no('coupon.empty_cart')
      if (code === giftCard.code) {
        till.giftCard = true
        return changed()
      }
      if (least === undefined) return no('coupon.unknown')
      if (cartView(till).totals.goods.amount < least) return no('coupon.goods_at_least', { least })
      if (!till.codes.includes(code)) till.version += 1
      till.codes = [...new Set([...till.codes, code])]
      return changed()
    },
    async removeCode(said) {
      till.codes = till.codes.filter((code) => code !== said.toUpperCase())
      till.version += 1
      return changed()
    },
  }
}

/** The one gift card that the little shop has given. */
const giftCard = { code: '7K3P-GIFT', lastFour: 'GIFT', balance: 1_000 }

/** The little shop's codes: what they take off, in per cent, and from how much on. */
const codes: Record<string, { percent: number; least: number }> = {
  WELCOME10: { percent: 10, least: 0 },
  RICH500: { percent: 20, least: 50_000 },
}

export function cartView(till: Till): Cart {
  const lines = till.lines.flatMap((line) => {
    const item = till.goods.find((each) => each.stock.has(line.variantId))
    if (item === undefined) return []
    const view = variantView(item, line.variantId, 'EUR')
    const options = Object.values(view.options).join(', ')
    const total = euro(item.price * line.quantity)
    return [
      {
        ...line,
        productId: item.id,
        sku: view.sku,
        title: item.name,
        options,
        unitPrice: euro(item.price),
        total,
        version: 1,
        addedBy: { kind: 'shopper' as const },
        problems: [],
      },
    ]
  })
  const goods = lines.reduce((sum, line) => sum + line.total.amount, 0)
  const delivery = till.delivery?.price ?? null
  const taken = till.codes.map((code) => ({
    code,
    name: code,
    amount: euro(Math.round((goods * (codes[code]?.percent ?? 0)) / 100)),
  }))
  const discount = taken.reduce((sum, { amount }) => sum + amount.amount, 0)
  const total = goods - discount + (delivery?.amount ?? 0)
  const byCard = Math.min(total, till.giftCard ? giftCard.balance : 0)
  const totals = {
    goods: euro(goods),
    delivery,
    discount: euro(discount),
    vat: euro(Math.round((goods - discount) / 5)),
    total: euro(total),
    ...(till.giftCard ? { giftCards: euro(byCard), toPay: euro(total - byCard) } : {}),
  }
  return {
    id: 'crt_1',
    version: till.version,
    currency: 'EUR',
    lines,
    totals,
    freeDeliveryIn: null,
    discounts: taken,
    codes: taken,
    giftCards: till.giftCard
      ? [{ id: 'gft_1', lastFour: giftCard.lastFour, balance: euro(giftCard.balance), amount: euro(byCard) }]
      : [],
    updatedAt: '2026-01-05T10:00:00Z',
  }
}

export function euro(amount: number): Money {
  return { amount, currency: 'EUR' }
}

export function no(code: string, values?: Refusal['values']): { ok: false; refusals: Refusal[] } {
  return {
    ok: false,
    refusals: [
      { code, severity: 'error', message: messageOf(code, values), ...(values === undefined ? {} : { values }) },
    ],
  }
}

/** As the shop's own domains word them; refusals come to a flow in the shopper's language. */
const messages: Record<string, string> = {
  'cart.not_sold': 'This is no longer sold.',
  'cart.line_missing': "That isn't in the basket any more.",
  'cart.nothing_to_undo': 'There is nothing to take back.',
  'proposal.superseded': 'Something has changed since you saw this, so nothing has been ordered.',
  'return.not_sent': "It hasn't been sent yet. It can be cancelled instead.",
  'return.already': 'It is in a return already, and that is possible once.',
  'coupon.empty_cart': 'Put something in the basket first, then the code can take something off.',
  'coupon.unknown': "I don't know that code. Check it for slips of the keyboard.",
  'coupon.goods_at_least': 'That code is for orders of €500.00 or more.',
}

function messageOf(code: string, values: Refusal['values']): string {
  if (code !== 'stock.insufficient') return messages[code] ?? `Refused: ${code}`
  return values?.available === 0 ? 'Out of stock just now.' : `There are only ${values?.available ?? 'a few'} left.`
}
