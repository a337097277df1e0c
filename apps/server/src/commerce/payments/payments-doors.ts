import { address, type Money, order, proposal } from '@parley/contracts'
import { z } from 'zod'
import type { ShopTransaction } from '../../db/database.ts'
import { type AnyInput, type Door, door } from '../../db/door.ts'
import { readShop } from '../../identity/index.ts'
import { mayGiveBack } from '../../kernel/agent-limits.ts'
import { granted, refuse } from '../../kernel/refusals.ts'
import { sellingTerms } from '../../kernel/shop-settings.ts'
import { actorOf } from '../cart/index.ts'
import { inOrderWords, orderView, readOrders } from '../orders/index.ts'
import { addPayment } from './add-payment.ts'
import { addressDoing, proposeNewAddress } from './address-deed.ts'
import { capturePayment } from './capture-payment.ts'
import { itemsDoings, lockNamed, proposeItems } from './items-deed.ts'
import { confirmDeed, type DeedCall } from './order-deed.ts'
import { pagePayments, paymentView } from './payment-view.ts'
import { orderReader } from './placing.ts'
import { providerDoors } from './provider-doors.ts'
import type { PaymentParts } from './providers.ts'
import { reconciliationDoors } from './reconciliation-doors.ts'
import { proposeCancellation, proposeRefund, refundDoings } from './refund-deeds.ts'

const orderParams = z.object({ orderId: z.string() })
const mayWrite = { scope: 'orders:write' } as const
const reason = z.string().trim().min(1).max(200)
const amount = z.int().min(1)

/** Taking money and giving it back, for those who may write orders; how a shop may be paid. */
export function paymentsDoors(parts: PaymentParts): readonly Door[] {
  return [...moneyDoors(parts), ...deedDoors(parts), ...reconciliationDoors(parts), ...providerDoors(parts)]
}

async function show(tx: ShopTransaction, parts: PaymentParts, of: { orderId: string; language: string | null }) {
  const [row] = await readOrders(tx, { orderId: of.orderId }, 1)
  if (!row) return notFound()
  return granted(orderView(row, tx.shopId, orderReader(parts, of.language ?? row.language)))
}

function moneyDoors(parts: PaymentParts): Door[] {
  return [
    door({
      method: 'get',
      path: '/payments',
      tag: 'payments',
      summary: 'List payments',
      description:
        'Newest first, with what was given back of each. `unsettled` keeps those that wait for the provider or a refund, or are disputed; `search` is part of an order’s number or of the provider’s reference.',
      access: { scope: 'orders:read' },
      query: z.object({
        orderId: z.string().max(64).optional(),
        provider: z.string().max(40).optional(),
        unsettled: z.stringbool().optional(),
        disputed: z.stringbool().optional(),
        search: z.string().max(100).optional(),
        after: z.string().max(200).optional(),
        limit: z.coerce.number().int().min(1).max(100).default(20),
      }),
      answer: z.object({ payments: z.array(paymentView), next: z.string().nullable() }),
      handle: async (tx, { query }) => granted(await pagePayments(tx, query)),
    }),
    door({
      method: 'post',
      path: '/orders/{orderId}/payments',
      tag: 'payments',
      summary: 'Make a link to pay by',
      description:
        'For what is still to be paid, or a part of it, by a way of paying that has a page. Links made before for the same money no longer stand.',
      access: mayWrite,
      params: orderParams,
      body: z.object({ provider: z.string().min(1).max(40), amount: amount.optional() }),
      example: { provider: 'stripe' },
      answer: z.object({ paymentId: z.string(), payUrl: z.string() }),
      status: 201,
      handle: (tx, { params, body }) => addPayment(tx, parts, { ...params, ...body }),
    }),
    door({
      method: 'post',
      path: '/orders/{orderId}/capture',
      tag: 'payments',
      summary: 'Take the money',
      description:
        'Of what was authorised, all or a part; for an invoice, notes that the money has come. Taken once under one `Idempotency-Key`, and in full only once.',
      access: mayWrite,
      params: orderParams,
      body: z.object({ amount: amount.optional(), paymentId: z.string().max(64).optional() }).prefault({}),
      example: { amount: 4990 },
      answer: order,
      run: async (db, { params, body, principal, language, idempotencyKey }) => {
        const { shopId } = principal
        const key = idempotencyKey ?? (body.amount === undefined ? 'capture' : `capture ${body.amount}`)
        const done = await capturePayment(db, parts, { shopId, ...params, ...body, key })
        return done.ok ? db.inShop(shopId, (tx) => show(tx, parts, { ...params, language })) : done
      },
    }),
  ]
}

/** Refunds and cancellations: shown first, done by a yes. */
function deedDoors(parts: PaymentParts): Door[] {
  const callOf = (tx: ShopTransaction, { principal, language }: AnyInput): DeedCall => ({
    tx,
    language: language ?? 'en',
    actor: actorOf(principal),
    conversationId: null,
  })
  return [
    door({
      method: 'post',
      path: '/orders/{orderId}/refund-proposal',
      tag: 'payments',
      summary: 'Propose to give money back',
      description:
        'In minor units of the order’s currency, all that is left where no amount is named. It goes back the way it came. Nothing is given back until somebody says yes.',
      access: mayWrite,
      params: orderParams,
      body: z.object({ amount: amount.optional(), paymentId: z.string().max(64).optional(), reason }),
      example: { amount: 4990, reason: 'scratched' },
      answer: proposal,
      status: 201,
      handle: async (tx, input) => {
        const call = callOf(tx, input)
        const wish = { ...input.params, ...input.body }
        const proposed = await proposeRefund(call, orderReader(parts, call.language), wish)
        if (proposed.ok && !(await mayRefund(tx, input, proposed.value.total))) return aboveLimit()
        return inOrderWords(proposed, call.language)
      },
    }),
    door({
      method: 'post',
      path: '/orders/{orderId}/cancel-proposal',
      tag: 'payments',
      summary: 'Propose to call an order off',
      description: 'Its stock can be sold again and its money goes back. Refused once it has been shipped.',
      access: mayWrite,
      params: orderParams,
      body: z.object({ reason: reason.default('asked') }),
      example: { reason: 'changed_mind' },
      answer: proposal,
      status: 201,
      handle: async (tx, input) => {
        const call = callOf(tx, input)
        return inOrderWords(await proposeCancellation(call, { ...input.params, ...input.body }), call.language)
      },
    }),
    door({
      method: 'post',
      path: '/orders/{orderId}/address-proposal',
      tag: 'payments',
      summary: 'Propose to send an order elsewhere',
      description: 'Within its country, until any of it has left the house.',
      access: mayWrite,
      params: orderParams,
      body: z.object({ address }),
      example: { address: { line1: 'Storgatan 1', postalCode: '111 22', city: 'Stockholm', country: 'SE' } },
      answer: proposal,
      status: 201,
      handle: async (tx, input) => {
        const call = callOf(tx, input)
        const { countries } = sellingTerms((await readShop(tx)).settings)
        return inOrderWords(await proposeNewAddress(call, { ...input.params, ...input.body, countries }), call.language)
      },
    }),
    door({
      method: 'post',
      path: '/orders/{orderId}/items-proposal',
      tag: 'payments',
      summary: 'Propose to change what an order holds',
      description:
        'How many of a line there shall be (0 is out with it), and as which variant of the same product, until any of it is packed. What stays keeps its price; what is new costs what it costs today. A difference goes back the way it came, or is paid by a link that is mailed: what is paid already changes only once that has come.',
      access: mayWrite,
      params: orderParams,
      body: z.strictObject({
        lines: z
          .array(
            z.strictObject({
              lineId: z.string().min(1).max(64),
              quantity: z.int().min(0).max(999),
              variantId: z.string().min(1).max(100).optional(),
            }),
          )
          .min(1)
          .max(100),
      }),
      example: { lines: [{ lineId: 'lin_…', quantity: 2 }] },
      answer: proposal,
      status: 201,
      handle: async (tx, input) => {
        const call = await itemsCall(tx, parts, callOf(tx, input))
        const proposed = await proposeItems(call, { ...input.params, ...input.body })
        return inOrderWords(proposed, call.language)
      },
    }),
    door({
      method: 'post',
      path: '/order-proposals/{proposalId}/confirm',
      tag: 'payments',
      summary: 'Say yes to what was proposed for an order',
      description: 'Done once: a repeat is told the same. Refused where the order or its money has moved since.',
      access: mayWrite,
      params: z.object({ proposalId: z.string() }),
      answer: order,
      handle: async (tx, input) => {
        const call = callOf(tx, input)
        await lockNamed(call, input.params.proposalId)
        const done = await confirmDeed(call, input.params.proposalId, {
          ...refundDoings(call),
          ...itemsDoings(await itemsCall(tx, parts, call)),
          'address-by-shop': addressDoing(call),
        })
        if (!done.ok) return inOrderWords(done, call.language)
        return show(tx, parts, { orderId: done.value.orderId, language: input.language })
      },
    }),
  ]
}

async function itemsCall(tx: ShopTransaction, parts: PaymentParts, call: DeedCall) {
  return { ...call, parts, terms: sellingTerms((await readShop(tx)).settings) }
}

async function mayRefund(tx: ShopTransaction, { principal }: AnyInput, total: Money | null): Promise<boolean> {
  const { settings } = await readShop(tx)
  return total === null || mayGiveBack(principal, settings.deskRules.refundUpTo, total)
}

const aboveLimit = () =>
  refuse('refund.above_limit', 'More than you may give back by yourself. Ask for it in the conversation.', {
    path: 'amount',
  })
const notFound = () => refuse('order.not_found', 'There is no such order.')
