import {
  address,
  contact,
  deliveryOption,
  discount,
  type LanguageTag,
  type Order,
  orderStatus,
  paymentStatus,
  picture,
} from '@parley/contracts'
import { z } from 'zod'
import { type Links, orderLink, payLink } from './order-links.ts'

/** What it takes to show an order beyond its rows. */
export interface OrderReader {
  language: LanguageTag
  links: Links
  /** The name of a way of paying, by its id. */
  paymentName: (provider: string, language: LanguageTag) => string
}

const awaitsMoney: readonly string[] = ['created', 'pending', 'declined']

/** The order as it is shown, with signed links. Lines read as they did when it was placed. */
export function orderView(row: OrderRow, shopId: string, reader: OrderReader): Order {
  const { currency } = row
  const of = (amount: number) => ({ amount, currency })
  const { delivery_method: method, payment } = row
  return {
    id: row.order_id,
    number: row.number,
    status: row.status,
    currency,
    lines: row.lines.map((line) => ({
      id: line.line_id,
      variantId: line.variant_id,
      productId: line.product_id,
      sku: line.sku,
      ...(line.feed_id ? { feedId: line.feed_id } : {}),
      title: line.title,
      options: line.options,
      quantity: line.quantity,
      unitPrice: of(line.unit_price),
      total: of(line.total),
      discount: of(line.discount),
      vat: of(line.vat),
      ...(line.picture ? { picture: line.picture } : {}),
    })),
    totals: {
      goods: of(row.goods),
      delivery: of(row.delivery),
      discount: of(row.discount),
      vat: of(row.vat),
      total: of(row.total),
      ...(row.reverse_charge ? { reverseCharge: true } : {}),
      ...(row.by_gift_cards > 0
        ? { giftCards: of(row.by_gift_cards), toPay: of(Math.max(0, row.total - row.by_gift_cards)) }
        : {}),
    },
    discounts: row.discounts,
    contact: row.contact,
    address: row.address,
    delivery: method && {
      id: method.id,
      name: method.name,
      days: method.days,
      ...(method.promise ? { promise: method.promise } : {}),
    },
    payment: payment && paymentView(payment, row, { shopId, reader }),
    tracking: row.tracking,
    placedAt: row.placed_at.toISOString(),
    statusUrl: orderLink(reader.links, shopId, row.order_id),
  }
}

function paymentView(
  payment: NonNullable<OrderRow['payment']>,
  row: OrderRow,
  { shopId, reader }: { shopId: string; reader: OrderReader },
): NonNullable<Order['payment']> {
  const canPay = row.status === 'placed' && awaitsMoney.includes(payment.status)
  return {
    id: payment.payment_id,
    provider: payment.provider,
    name: reader.paymentName(payment.provider, reader.language),
    status: payment.status,
    amount: { amount: payment.amount, currency: payment.currency },
    ...(payment.reference ? { reference: payment.reference } : {}),
    ...(payment.due_on ? { dueOn: payment.due_on } : {}),
    ...(canPay ? { payUrl: payLink(reader.links, shopId, payment.payment_id) } : {}),
  }
}

const lineRow = z.object({
  line_id: z.string(),
  variant_id: z.string(),
  product_id: z.string(),
  sku: z.string(),
  feed_id: z.string().nullable(),
  title: z.string(),
  options: z.string(),
  quantity: z.number(),
  unit_price: z.number(),
  total: z.number(),
  discount: z.number(),
  vat: z.number(),
  picture: picture.nullable(),
})

const paymentRow = z.object({
  payment_id: z.string(),
  provider: z.string(),
  currency: z.string(),
  amount: z.number(),
  status: paymentStatus,
  reference: z.string().nullable(),
  due_on: z.string().nullable(),
})

export const orderRow = z.object({
  order_id: z.string(),
  number: z.string(),
  status: orderStatus,
  cart_id: z.string().nullable(),
  conversation_id: z.string().nullable(),
  visitor_id: z.string().nullable(),
  person_id: z.string().nullable(),
  language: z.string(),
  currency: z.string(),
  goods: z.number(),
  delivery: z.number(),
  discount: z.number(),
  discounts: z.array(discount),
  vat: z.number(),
  reverse_charge: z.boolean(),
  total: z.number(),
  contact: contact.nullable(),
  address: address.nullable(),
  delivery_method: z
    .object({
      id: z.string(),
      name: z.string(),
      days: z.object({ min: z.number(), max: z.number() }),
      promise: deliveryOption.shape.promise,
    })
    .nullable(),
  tracking: z.object({ carrier: z.string(), number: z.string(), url: z.string().optional() }).nullable(),
  placed_at: z.date(),
  lines: z.array(lineRow),
  /** What gift cards were to pay of it. */
  by_gift_cards: z.number(),
  payment: paymentRow.nullable(),
})
export type OrderRow = z.infer<typeof orderRow>
