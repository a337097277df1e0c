import { z } from 'zod'
import { deliveryKind } from './delivery.ts'
import { currency, money } from './money.ts'
import { picture } from './product.ts'
import { refusal } from './refusal.ts'

export const actorKind = z.enum(['shopper', 'bot', 'agent', 'api', 'system'])
export const actor = z.object({ kind: actorKind, id: z.string().optional() })
/** Who did it; `id` is a visitor, person, account or API key. */
export type Actor = z.infer<typeof actor>

export const cartLine = z.object({
  id: z.string(),
  variantId: z.string(),
  productId: z.string(),
  sku: z.string(),
  feedId: z.string().optional(),
  title: z.string(),
  options: z.string(),
  quantity: z.int().positive(),
  unitPrice: money,
  /** What the catalogue asks, where a price list asks less. */
  regularPrice: money.optional(),
  total: money,
  /** The line's part of what offers take off. */
  discount: money.optional(),
  /** VAT within what is left of the total after the discount. */
  vat: money.optional(),
  /** Raised by every alteration of the line; an edit names the one it saw. */
  version: z.int(),
  /** What of it is not there yet and comes later, on a day where one is known. */
  later: z
    .object({ quantity: z.int(), soldAs: z.enum(['back_order', 'pre_order']), expectedOn: z.iso.date().nullable() })
    .optional(),
  addedBy: actor,
  picture: picture.optional(),
  /** What stands in the way of buying this line now (out of stock, not sold in this currency). */
  problems: z.array(refusal),
})
export type CartLine = z.infer<typeof cartLine>

/** All amounts include VAT; `vat` tells how much of the total it is. */
export const totals = z.object({
  goods: money,
  delivery: money.nullable(),
  discount: money,
  vat: money,
  total: money,
  /** The buyer reckons the VAT herself: a company of another country of the union. */
  reverseCharge: z.boolean().optional(),
  /** What gift cards pay of the total, and what is left to be paid otherwise. Both or neither. */
  giftCards: money.optional(),
  toPay: money.optional(),
})
export type Totals = z.infer<typeof totals>

/** What takes something off, by the name that shoppers read. */
export const discount = z.object({ name: z.string(), code: z.string().optional(), amount: money })
export type Discount = z.infer<typeof discount>

/** A code in a cart. With a `problem` it takes nothing off just now, for that reason. */
export const cartCode = z.object({ code: z.string(), name: z.string(), amount: money, problem: refusal.optional() })
export type CartCode = z.infer<typeof cartCode>

export const cart = z.object({
  id: z.string(),
  version: z.int(),
  currency,
  lines: z.array(cartLine),
  totals,
  /** What is left to free delivery by the cheapest method, where the shop has such a threshold. */
  freeDeliveryIn: money.nullable(),
  /** All that takes something off, codes and offers alike. */
  discounts: z.array(discount).optional(),
  codes: z.array(cartCode).optional(),
  /** What gift cards in the cart pay, one after the other. */
  giftCards: z.array(z.object({ id: z.string(), lastFour: z.string(), balance: money, amount: money })).optional(),
  updatedAt: z.iso.datetime(),
})
export type Cart = z.infer<typeof cart>

export const contact = z.object({
  name: z.string().trim().min(1).max(120),
  email: z.email().max(254),
  phone: z.string().trim().max(40).optional(),
  /** The company that buys, and the number under which it reckons VAT. */
  company: z.string().trim().max(120).optional(),
  vatNumber: z.string().trim().max(20).optional(),
  /** The buyer’s own number for what she orders: it stands on the order and its papers. */
  purchaseOrder: z.string().trim().max(60).optional(),
})
export type Contact = z.infer<typeof contact>

export const address = z.object({
  line1: z.string().trim().min(1).max(200),
  line2: z.string().trim().max(200).optional(),
  postalCode: z.string().trim().min(2).max(16),
  city: z.string().trim().min(1).max(100),
  /** ISO 3166-1 alpha-2. */
  country: z.string().regex(/^[A-Z]{2}$/),
})
export type Address = z.infer<typeof address>

export const deliveryOption = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  price: money,
  days: z.object({ min: z.int(), max: z.int() }),
  needsAddress: z.boolean(),
  kind: deliveryKind.optional(),
  /** The first and the last day on which it comes if it is ordered before an instant, where the shop can say so. */
  promise: z.object({ from: z.iso.date(), to: z.iso.date(), orderBefore: z.iso.datetime() }).optional(),
})
export type DeliveryOption = z.infer<typeof deliveryOption>

export const paymentOption = z.object({ id: z.string(), name: z.string(), description: z.string() })
export type PaymentOption = z.infer<typeof paymentOption>

/** What has been gathered for a cart on its way to an order, and what is still missing. */
export const checkout = z.object({
  cartId: z.string(),
  cart,
  contact: contact.nullable(),
  address: address.nullable(),
  delivery: deliveryOption.nullable(),
  payment: paymentOption.nullable(),
  deliveryOptions: z.array(deliveryOption),
  paymentOptions: z.array(paymentOption),
  missing: z.array(z.enum(['lines', 'contact', 'address', 'delivery', 'payment'])),
})
export type Checkout = z.infer<typeof checkout>

export const orderStatus = z.enum(['placed', 'paid', 'packed', 'shipped', 'delivered', 'cancelled', 'closed'])
export type OrderStatus = z.infer<typeof orderStatus>
export const paymentStatus = z.enum([
  'created',
  'pending',
  'authorised',
  'captured',
  'declined',
  'voided',
  'refunded',
  'failed',
])
export type PaymentStatus = z.infer<typeof paymentStatus>

export const orderLine = z.object({
  id: z.string(),
  variantId: z.string(),
  productId: z.string(),
  sku: z.string(),
  feedId: z.string().optional(),
  title: z.string(),
  options: z.string(),
  quantity: z.int().positive(),
  unitPrice: money,
  total: money,
  /** The line's part of what offers took off, and the VAT within what was left. */
  discount: money.optional(),
  vat: money.optional(),
  picture: picture.optional(),
})
export const order = z.object({
  id: z.string(),
  /** What people say and type: `T-10042`. */
  number: z.string(),
  status: orderStatus,
  currency,
  lines: z.array(orderLine),
  totals,
  discounts: z.array(discount).optional(),
  contact: contact.nullable(),
  address: address.nullable(),
  delivery: deliveryOption.pick({ id: true, name: true, days: true, promise: true }).nullable(),
  payment: z
    .object({
      id: z.string(),
      provider: z.string(),
      name: z.string(),
      status: paymentStatus,
      amount: money,
      /** What the payer writes on the transfer. */
      reference: z.string().optional(),
      /** The last day to pay, where the order is on account. */
      dueOn: z.iso.date().optional(),
      /** Where to pay, signed, while it has not been paid and can be. */
      payUrl: z.string().optional(),
    })
    .nullable(),
  tracking: z.object({ carrier: z.string(), number: z.string(), url: z.string().optional() }).nullable(),
  placedAt: z.iso.datetime(),
  /** Where the shopper follows it, signed. */
  statusUrl: z.string().optional(),
})
export type OrderLine = z.infer<typeof orderLine>
export type Order = z.infer<typeof order>

export const proposalStatus = z.enum(['open', 'confirmed', 'withdrawn', 'expired', 'superseded'])

/** Exactly what a consequential call would do. Only `confirm` of this id does it, and only while `versions` still hold. */
export const proposal = z.object({
  id: z.string(),
  kind: z.string(),
  status: proposalStatus,
  summary: z.array(z.object({ label: z.string(), value: z.string(), amount: money.optional() })),
  total: money.nullable(),
  /** For `place-order`: what the order would hold. */
  checkout: checkout.optional(),
  /** What the button says: "Order and pay 1 290 kr". */
  action: z.string(),
  versions: z.record(z.string(), z.union([z.int(), z.string()])),
  expiresAt: z.iso.datetime(),
})
export type Proposal = z.infer<typeof proposal>
