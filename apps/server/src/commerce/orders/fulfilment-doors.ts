import { z } from 'zod'
import type { ShopTransaction } from '../../db/database.ts'
import { type AnyInput, type Door, door } from '../../db/door.ts'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'
import { actorOf } from '../cart/index.ts'
import { fulfilment, tracking } from './fulfilment.ts'
import { moveFulfilment, pack, readFulfilments } from './fulfilment-store.ts'
import { lockOrder } from './order-store.ts'
import type { OrderRow } from './order-view.ts'
import { inOrderWords } from './orders-texts.ts'

const tag = 'orders'
const orderParams = z.object({ orderId: z.string() })
const parcelParams = z.object({ orderId: z.string(), fulfilmentId: z.string() })
const mayWrite = { scope: 'orders:write' } as const

/** Parcels: an order may go out in several, each with its own tracking. `visible` finds the order where the caller may see it. */
export function fulfilmentDoors(visible: (tx: ShopTransaction, input: AnyInput) => Promise<Outcome<OrderRow>>): Door[] {
  return [
    door({
      method: 'get',
      path: '/orders/{orderId}/fulfilments',
      tag,
      summary: 'The parcels of an order',
      access: { visitor: true, scope: 'orders:read' },
      params: orderParams,
      query: z.object({ t: z.string().max(300).optional() }),
      answer: z.object({ fulfilments: z.array(fulfilment) }),
      handle: async (tx, input) => {
        const order = await visible(tx, input)
        return order.ok ? granted({ fulfilments: await readFulfilments(tx, order.value.order_id) }) : order
      },
    }),
    door({
      method: 'post',
      path: '/orders/{orderId}/fulfilments',
      tag,
      summary: 'Pack a parcel',
      description:
        'With the lines that are named, or all that is not in a parcel yet. From then on the order is packed.',
      access: mayWrite,
      params: orderParams,
      body: z
        .object({
          lines: z
            .array(z.object({ lineId: z.string(), quantity: z.int().min(1).max(999) }))
            .min(1)
            .max(200)
            .optional(),
        })
        .prefault({}),
      example: { lines: [{ lineId: 'lin_…', quantity: 1 }] },
      answer: fulfilment,
      status: 201,
      handle: async (tx, { params, body, principal, language }) => {
        const order = await lockOrder(tx, params.orderId)
        if (!order) return notFound()
        const packed = await pack(tx, order, { actor: actorOf(principal), lines: body.lines ?? null })
        return inOrderWords(packed, language ?? 'en')
      },
    }),
    door({
      method: 'post',
      path: '/orders/{orderId}/fulfilments/{fulfilmentId}/status',
      tag,
      summary: 'Move a parcel along',
      description: 'Shipped, with where to track it, then delivered. The order follows with its last parcel.',
      access: mayWrite,
      params: parcelParams,
      body: z.object({ status: z.enum(['shipped', 'delivered']), tracking: tracking.optional() }),
      example: { status: 'shipped', tracking: { carrier: 'PostNord', number: '00370…' } },
      answer: fulfilment,
      handle: async (tx, { params, body, principal, language }) => {
        const order = await lockOrder(tx, params.orderId)
        if (!order) return notFound()
        const { status: to, tracking: parcel } = body
        const of = { actor: actorOf(principal), fulfilmentId: params.fulfilmentId, to, tracking: parcel }
        return inOrderWords(await moveFulfilment(tx, order, of), language ?? 'en')
      },
    }),
  ]
}

const notFound = () => refuse('order.not_found', 'There is no such order.')
