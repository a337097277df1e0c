import { proposal, returnLabel, returnStatus, returnView, returnWithLog } from '@parley/contracts'
import { z } from 'zod'
import type { ShopTransaction } from '../../db/database.ts'
import { type AnyInput, type Door, door } from '../../db/door.ts'
import { readShop } from '../../identity/index.ts'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'
import { actorOf } from '../cart/index.ts'
import type { OrderRow } from '../orders/index.ts'
import { confirmReturn, proposeReturn, type ReturnCall, returnOf, returnWishes } from './ask-return.ts'
import { confirmSettling, inspection, proposeSettling, stepReturn } from './handle-return.ts'
import { readReturnLog } from './return-log.ts'
import { returnPolicyDoors } from './return-policy-doors.ts'
import { readReturns } from './return-store.ts'
import { inReturnWords } from './returns-texts.ts'

const tag = 'returns'
const returnParams = z.object({ returnId: z.string() })
const proposalParams = z.object({ proposalId: z.string() })
const mayAsk = { visitor: true, scope: 'orders:write' } as const
const mayWrite = { scope: 'orders:write' } as const

export interface ReturnDoorParts {
  /** The order where the caller may see it: hers, by a signed link, or any for those who work in the shop. */
  visible: (tx: ShopTransaction, input: AnyInput) => Promise<Outcome<OrderRow>>
}

/** Sending things back: asked for by the shopper or the shop, then handled by the shop. */
export function returnsDoors(parts: ReturnDoorParts): Door[] {
  return [...askingDoors(parts), ...handlingDoors(), ...returnPolicyDoors]
}

function askingDoors({ visible }: ReturnDoorParts): Door[] {
  const see = (tx: ShopTransaction, input: AnyInput, orderId: string) => visible(tx, { ...input, params: { orderId } })
  return [
    door({
      method: 'get',
      path: '/orders/{orderId}/returns',
      tag,
      summary: 'What comes back of an order',
      access: { visitor: true, scope: 'orders:read' },
      params: z.object({ orderId: z.string() }),
      query: z.object({ t: z.string().max(300).optional() }),
      answer: z.object({ returns: z.array(returnView) }),
      handle: async (tx, input) => {
        const order = await visible(tx, input)
        return order.ok ? granted({ returns: await readReturns(tx, { orderId: order.value.order_id }, 100) }) : order
      },
    }),
    door({
      method: 'post',
      path: '/return-proposals',
      tag,
      summary: 'Propose to send something back',
      description:
        'For money, or for the same product as another variant; faults are complaints by their reason. Shows exactly what would happen; a refusal names the rule and what is possible instead. `t` is the token of the order’s signed link.',
      access: mayAsk,
      query: z.object({ t: z.string().max(300).optional() }),
      body: returnWishes,
      example: { orderId: 'ord_…', wish: 'refund', reason: 'changed_mind', lines: [{ lineId: 'lin_…', quantity: 1 }] },
      answer: proposal,
      status: 201,
      handle: async (tx, input) => {
        const order = await see(tx, input, input.body.orderId)
        if (!order.ok) return order
        const call = await callOf(tx, input)
        return inReturnWords(await proposeReturn(call, input.body), call.language)
      },
    }),
    door({
      method: 'post',
      path: '/return-proposals/{proposalId}/confirm',
      tag,
      summary: 'Say yes to sending it back',
      description: 'Done once: a repeat is told the same. Refused where anything has moved since it was shown.',
      access: mayAsk,
      params: proposalParams,
      query: z.object({ t: z.string().max(300).optional() }),
      answer: returnView,
      handle: async (tx, input) => {
        const call = await callOf(tx, input)
        const done = await confirmReturn(call, input.params.proposalId)
        if (!done.ok) return inReturnWords(done, call.language)
        const order = await see(tx, input, done.value.orderId)
        const view = order.ok ? await returnOf(tx, done.value.resultId) : null
        // Somebody else's order: what was begun is undone by this.
        return view ? granted(view) : refuse('proposal.not_found', 'There is no such proposal.')
      },
    }),
  ]
}

function handlingDoors(): Door[] {
  const step = (
    name: string,
    given: { summary: string; description?: string; body: z.ZodType; example: unknown },
    what: (tx: ShopTransaction, body: unknown) => Promise<Parameters<typeof stepReturn>[1]['step']>,
  ): Door =>
    door({
      method: 'post',
      path: `/returns/{returnId}/${name}`,
      tag,
      summary: given.summary,
      ...(given.description ? { description: given.description } : {}),
      access: mayWrite,
      params: returnParams,
      body: given.body,
      example: given.example,
      answer: returnView,
      handle: async (tx, { params, body, principal, language }) => {
        const of = { returnId: params.returnId, actor: actorOf(principal), step: await what(tx, body) }
        return inReturnWords(await stepReturn(tx, of), language ?? 'en')
      },
    })
  const withLabel = z.object({ label: returnLabel.optional() }).prefault({})
  const withReason = z.object({ reason: z.string().trim().min(1).max(200) })
  return [
    door({
      method: 'get',
      path: '/returns',
      tag,
      summary: 'List returns',
      description: 'The latest first; `next` leads to the following page.',
      access: { scope: 'orders:read' },
      query: z.object({
        status: returnStatus.optional(),
        orderId: z.string().max(64).optional(),
        personId: z.string().max(64).optional(),
        after: z.string().max(200).optional(),
        limit: z.coerce.number().int().min(1).max(100).default(20),
      }),
      answer: z.object({ returns: z.array(returnView), next: z.string().nullable() }),
      handle: async (tx, { query }) => {
        const found = await readReturns(tx, query, query.limit + 1)
        const last = found.length > query.limit ? found[query.limit - 1] : undefined
        return granted({ returns: found.slice(0, query.limit), next: last ? `${last.createdAt}~${last.id}` : null })
      },
    }),
    door({
      method: 'get',
      path: '/returns/{returnId}',
      tag,
      summary: 'Read a return',
      description: 'With all that has happened to it.',
      access: { scope: 'orders:read' },
      params: returnParams,
      answer: returnWithLog,
      handle: async (tx, { params }) => {
        const found = await readReturnLog(tx, params.returnId)
        return found ? granted(found) : refuse('return.not_found', 'There is no such return.')
      },
    }),
    step(
      'approve',
      {
        summary: 'Approve a return',
        description: 'With the label to send it by, where there is one. What was promised instead is set aside now.',
        body: withLabel,
        example: { label: { carrier: 'PostNord', number: '00370…' } },
      },
      async (tx, body) => ({
        to: 'approved',
        label: withLabel.parse(body).label,
        orderPrefix: (await readShop(tx)).settings.orderPrefix,
      }),
    ),
    step(
      'reject',
      {
        summary: 'Refuse a return',
        description:
          'By a rule, which the shopper is told in her language (`window`, `final_sale`, `worn`, `incomplete`, `own_damage`, `not_ours`), or in words of your own.',
        body: withReason,
        example: { reason: 'worn' },
      },
      async (_tx, body) => ({ to: 'rejected', reason: withReason.parse(body).reason }),
    ),
    step(
      'withdraw',
      { summary: 'Call a return off', body: withReason, example: { reason: 'keeps it' } },
      async (_tx, body) => ({ to: 'withdrawn', reason: withReason.parse(body).reason }),
    ),
    step('receive', { summary: 'Note that it has come', body: z.object({}).prefault({}), example: {} }, async () => ({
      to: 'received',
    })),
    door({
      method: 'post',
      path: '/returns/{returnId}/settle-proposal',
      tag,
      summary: 'Propose how to settle a return',
      description:
        'After it was looked at: what is accepted, what can be sold again, what is kept. Nothing is given back until somebody says yes.',
      access: mayWrite,
      params: returnParams,
      body: inspection,
      example: { lines: [{ lineId: 'lin_…', accepted: 1, restocked: 1 }] },
      answer: proposal,
      status: 201,
      handle: async (tx, input) => {
        const call = await callOf(tx, input)
        return inReturnWords(await proposeSettling(call, input.params.returnId, input.body), call.language)
      },
    }),
    door({
      method: 'post',
      path: '/settle-proposals/{proposalId}/confirm',
      tag,
      summary: 'Say yes to settling a return',
      description: 'The shelf, the money and the return move together, once.',
      access: mayWrite,
      params: proposalParams,
      answer: returnView,
      handle: async (tx, input) => {
        const call = await callOf(tx, input)
        const done = await confirmSettling(call, input.params.proposalId)
        if (!done.ok) return inReturnWords(done, call.language)
        const view = await returnOf(tx, done.value.resultId)
        return view ? granted(view) : refuse('return.not_found', 'There is no such return.')
      },
    }),
  ]
}

async function callOf(tx: ShopTransaction, { principal, language }: AnyInput): Promise<ReturnCall> {
  const { settings } = await readShop(tx)
  const spoken = language && settings.languages.includes(language) ? language : settings.defaultLanguage
  const { returnPolicy: policy, orderPrefix } = settings
  return { tx, language: spoken, actor: actorOf(principal), conversationId: null, policy, orderPrefix }
}
