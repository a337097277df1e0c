import { order, orderStatus } from '@parley/contracts'
import { z } from 'zod'
import type { ShopTransaction } from '../../db/database.ts'
import { type AnyInput, type Door, door } from '../../db/door.ts'
import { readShop } from '../../identity/index.ts'
import { granted, orThrow, refuse } from '../../kernel/refusals.ts'
import { actorOf } from '../cart/index.ts'
import { tracking } from './fulfilment.ts'
import { fulfilmentDoors } from './fulfilment-doors.ts'
import { moveWhole } from './fulfilment-store.ts'
import type { CodeParts } from './order-code.ts'
import { lockOrder, moveOrder, pageOrders, readOrderLog, readOrders } from './order-store.ts'
import { type OrderReader, type OrderRow, orderView } from './order-view.ts'
import { ordersFacet } from './orders-facet.ts'
import { inOrderWords } from './orders-texts.ts'
import { visibleOrder } from './visible-order.ts'

const tag = 'orders'
const orderParams = z.object({ orderId: z.string() })
const mayRead = { visitor: true, scope: 'orders:read' } as const
const mayWrite = { scope: 'orders:write' } as const
const claim = z.object({ number: z.string().min(1).max(40), email: z.string().min(3).max(254) })

export interface OrderDoorParts {
  /** How orders are shown in a language. */
  reader: (language: string) => OrderReader
  codes: CodeParts
}

/** Reading orders, moving them along, and the proof that one is hers. */
export function ordersDoors(parts: OrderDoorParts): readonly Door[] {
  const show = (tx: ShopTransaction, row: OrderRow, language: string | null) =>
    orderView(row, tx.shopId, parts.reader(language ?? row.language))
  const showAgain = async (tx: ShopTransaction, input: AnyInput) =>
    granted(show(tx, orThrow(await visibleOrder(tx, input, parts.reader('en').links.secret)), input.language))

  return [
    door({
      method: 'get',
      path: '/orders',
      tag,
      summary: 'List orders',
      description:
        'Newest first. `search` is part of a number or a name, or a whole e-mail address. A shopper gets those of her own browser; `next` leads to the following page.',
      access: mayRead,
      query: z.object({
        status: orderStatus.optional(),
        search: z.string().max(254).optional(),
        personId: z.string().max(64).optional(),
        conversationId: z.string().max(64).optional(),
        since: z.iso.datetime().optional(),
        after: z.string().max(200).optional(),
        limit: z.coerce.number().int().min(1).max(100).default(20),
      }),
      answer: z.object({ orders: z.array(order), next: z.string().nullable() }),
      handle: async (tx, { query, principal, language }) => {
        const { rows, next } =
          principal.kind === 'visitor'
            ? { rows: await readOrders(tx, { visitorId: principal.visitorId }, query.limit), next: null }
            : await pageOrders(tx, query)
        return granted({ orders: rows.map((row) => show(tx, row, language)), next })
      },
    }),
    door({
      method: 'get',
      path: '/orders/{orderId}',
      tag,
      summary: 'Read an order',
      description: 'By its id. `t` is the token of a signed link, with which anybody may read it.',
      access: mayRead,
      params: orderParams,
      query: z.object({ t: z.string().max(300).optional() }),
      answer: order,
      handle: showAgain,
    }),
    door({
      method: 'get',
      path: '/orders/{orderId}/log',
      tag,
      summary: 'What has happened to an order',
      access: { scope: 'orders:read' },
      params: orderParams,
      answer: z.object({
        log: z.array(
          z.object({
            from: z.string().nullable(),
            to: z.string(),
            reason: z.string().nullable(),
            /** Who did it: `shopper`, `agent`, `system` …, with the name of an agent. */
            by: z.string(),
            byName: z.string().nullable(),
            at: z.iso.datetime(),
          }),
        ),
      }),
      handle: async (tx, input) => {
        orThrow(await visibleOrder(tx, input, parts.reader('en').links.secret))
        const log = await readOrderLog(tx, input.params.orderId)
        return granted({ log: log.map((entry) => ({ ...entry, at: entry.at.toISOString() })) })
      },
    }),
    door({
      method: 'post',
      path: '/orders/{orderId}/status',
      tag,
      summary: 'Move an order along',
      description:
        'All of it: packed, shipped (with where to track it), delivered, closed. Parcels go one by one through their own calls.',
      access: mayWrite,
      params: orderParams,
      body: z.object({ status: z.enum(['packed', 'shipped', 'delivered', 'closed']), tracking: tracking.optional() }),
      example: { status: 'shipped', tracking: { carrier: 'PostNord', number: '00370…' } },
      answer: order,
      handle: async (tx, input) => {
        const locked = await lockOrder(tx, input.params.orderId)
        if (!locked) return notFound()
        const actor = actorOf(input.principal)
        const { status: to, tracking: parcel } = input.body
        const moved =
          to === 'closed'
            ? await moveOrder(tx, locked, to, { actor })
            : await moveWhole(tx, locked, { actor, to, tracking: parcel })
        return moved.ok ? showAgain(tx, input) : inOrderWords(moved, input.language ?? 'en')
      },
    }),
    ...fulfilmentDoors((tx, input) => visibleOrder(tx, input, parts.reader('en').links.secret)),
    ...codeDoors(parts),
  ]
}

/** For a shopper on another device: a code is sent to the order's address, and the code shows the order. */
function codeDoors(parts: OrderDoorParts): Door[] {
  const facetFor = async (tx: ShopTransaction, language: string | null) => {
    const { settings } = await readShop(tx)
    const spoken = language && settings.languages.includes(language) ? language : settings.defaultLanguage
    return ordersFacet({
      tx,
      reader: parts.reader(spoken),
      conversationId: null,
      person: null,
      orderPrefix: settings.orderPrefix,
      codes: parts.codes,
    })
  }
  return [
    door({
      method: 'post',
      path: '/order-codes',
      tag,
      summary: 'Ask for a code',
      description: 'Mails a code when number and address fit; says the same whether they do or not.',
      access: mayRead,
      body: claim,
      example: { number: 'T-10042', email: 'anna@example.com' },
      answer: z.object({ sent: z.literal(true) }),
      handle: async (tx, { body, language }) => (await facetFor(tx, language)).requestCode(body.number, body.email),
    }),
    door({
      method: 'post',
      path: '/order-codes/verify',
      tag,
      summary: 'Read an order by its code',
      description: 'Good for ten minutes and three tries.',
      access: mayRead,
      keeps: true,
      body: claim.extend({ code: z.string().min(4).max(20) }),
      example: { number: 'T-10042', email: 'anna@example.com', code: '123456' },
      answer: order,
      handle: async (tx, { body, language }) =>
        (await facetFor(tx, language)).verifyCode(body.number, body.email, body.code),
    }),
  ]
}

const notFound = () => refuse('order.not_found', 'There is no such order.')
