import type { Actor, Proposal, ReturnView } from '@parley/contracts'
import { formatMoney } from '@parley/engine'
import { z } from 'zod'
import type { ShopTransaction } from '../../db/database.ts'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'
import { variantsForCart } from '../catalogue/index.ts'
import { cancelOrder, type LockedOrder, lockOrder } from '../orders/index.ts'
import {
  askRefund,
  confirmDeed,
  type DeedCall,
  type Doing,
  proposeDeed,
  refundable,
  undoPayment,
} from '../payments/index.ts'
import { allocate } from '../pricing/index.ts'
import { lockStockOf, restock } from '../stock/index.ts'
import { placeReplacement } from './replacement.ts'
import { moveOn, readReturns, writeInspection } from './return-store.ts'
import { sayOfReturns } from './returns-texts.ts'
import { giveCredit } from './store-credit-store.ts'

/** What was found when the goods were looked at. */
export const inspection = z.object({
  lines: z
    .array(
      z.object({
        lineId: z.string().min(1).max(64),
        /** How many are taken back. */
        accepted: z.int().min(0).max(999),
        /** How many of them can be sold again. */
        restocked: z.int().min(0).max(999).default(0),
      }),
    )
    .min(1)
    .max(100),
  /** Kept of what is accepted, instead of what the policy keeps. */
  keep: z.int().min(0).optional(),
  note: z.string().trim().max(200).default(''),
})
export type Inspection = z.infer<typeof inspection>

const terms = inspection.extend({ returnId: z.string() })

type Step =
  | {
      to: 'approved'
      label?: { carrier: string; number: string; url?: string | undefined } | undefined
      orderPrefix: string
    }
  | { to: 'rejected' | 'withdrawn'; reason: string }
  | { to: 'received' }

/** Moves a return along as far as it costs nobody anything: approved, received, refused, withdrawn. */
export async function stepReturn(
  tx: ShopTransaction,
  of: { returnId: string; actor: Actor; step: Step },
): Promise<Outcome<ReturnView>> {
  const locked = await lockReturn(tx, of.returnId)
  if (!locked.ok) return locked
  const { found, order } = locked.value
  const { step, actor } = of
  const why = {
    actor,
    ...('reason' in step ? { reason: step.reason } : {}),
    ...('label' in step && step.label ? { label: step.label } : {}),
  }
  const moved = await moveOn(tx, order, found, step.to, why)
  if (!moved.ok) return moved
  if (step.to === 'approved' && found.wish === 'exchange' && !found.replacementId) {
    const placed = await replaceNow(tx, order, found, { prefix: step.orderPrefix, actor })
    if (!placed.ok) return placed
  }
  if (step.to === 'rejected' || step.to === 'withdrawn') await callOffReplacement(tx, found, actor)
  return await shown(tx, found.id)
}

/** Shows what settling a return that was received and looked at would do: what goes back, what is kept, what goes onto the shelf. */
export async function proposeSettling(call: DeedCall, returnId: string, found: Inspection): Promise<Outcome<Proposal>> {
  const [view] = await readReturns(call.tx, { returnId }, 1)
  if (!view) return notFound()
  const reckoned = reckonSettling(view, found)
  if (!reckoned.ok) return reckoned
  const { language } = call
  const { currency } = view.total
  const left = (await refundable(call.tx, view.orderId, 'look')).reduce((sum, part) => sum + part.amount, 0)
  const back = { amount: Math.min(left, reckoned.value), currency }
  const label = (key: Parameters<typeof sayOfReturns>[1]) => sayOfReturns(language, key)
  const proposal = await proposeDeed(call, {
    kind: 'settle-return',
    orderId: view.orderId,
    summary: [
      { label: label('proposal.number'), value: view.number },
      ...found.lines.map((line) => ({
        label: label('proposal.accepted'),
        value: `${line.accepted} × ${view.lines.find(({ lineId }) => lineId === line.lineId)?.title ?? ''}`,
      })),
      {
        label: label('proposal.restocked'),
        value: String(found.lines.reduce((sum, line) => sum + line.restocked, 0)),
      },
      {
        label: label(view.wish === 'credit' ? 'proposal.credit' : 'proposal.refund'),
        value: formatMoney(back, language),
        amount: back,
      },
    ],
    total: back,
    action: sayOfReturns(language, 'proposal.settle', { number: view.number }),
    terms: { ...found, returnId },
    restsOn: [view.status, view.wish, view.total, left],
  })
  return granted(proposal)
}

/** The yes to it: the shelf, the money and the return move together, once. */
export async function confirmSettling(
  call: DeedCall,
  proposalId: string,
): Promise<Outcome<{ orderId: string; resultId: string }>> {
  return confirmDeed(call, proposalId, { 'settle-return': settling(call) })
}

function settling({ tx, actor }: DeedCall): Doing {
  return {
    restsOn: async (order, given) => {
      const [view] = await readReturns(tx, { returnId: terms.parse(given).returnId }, 1)
      const left = (await refundable(tx, order.order_id, 'look')).reduce((sum, part) => sum + part.amount, 0)
      return [view?.status, view?.wish, view?.total, left]
    },
    carryOut: async (order, given) => {
      const { returnId, ...found } = terms.parse(given)
      const [view] = await readReturns(tx, { returnId }, 1)
      return view ? settle(tx, order, view, { found, actor }) : notFound()
    },
  }
}

async function settle(
  tx: ShopTransaction,
  order: LockedOrder,
  view: ReturnView,
  { found, actor }: { found: Inspection; actor: Actor },
): Promise<Outcome<{ id: string }>> {
  const reckoned = reckonSettling(view, found)
  if (!reckoned.ok) return reckoned
  await writeInspection(tx, view.id, found.lines)
  for (const line of found.lines) {
    const variantId = view.lines.find(({ lineId }) => lineId === line.lineId)?.variantId
    if (variantId && line.restocked > 0) await restock(tx, order.id, { variantId, quantity: line.restocked })
  }
  const isAccepted = found.lines.some(({ accepted }) => accepted > 0)
  if (!isAccepted) {
    await callOffReplacement(tx, view, actor)
    const moved = await moveOn(tx, order, view, 'rejected', { actor, reason: found.note })
    return moved.ok ? granted({ id: view.id }) : moved
  }
  const left = (await refundable(tx, order.id, 'lock')).reduce((sum, part) => sum + part.amount, 0)
  const refunded = Math.min(left, reckoned.value)
  if (refunded > 0 && view.wish === 'credit') await giveCredit(tx, order, { returnId: view.id, amount: refunded })
  else if (refunded > 0) {
    const asked = await askRefund(tx, { orderId: order.id, amount: refunded, reason: view.number, actor })
    if (!asked.ok) return asked
  }
  const to = view.wish === 'exchange' ? 'exchanged' : 'refunded'
  const moved = await moveOn(tx, order, view, to, { actor, reason: found.note, refunded })
  return moved.ok ? granted({ id: view.id }) : moved
}

/** What goes back for what was accepted. Refused: `return.wrong_state`, `return.not_in_order`, `return.too_many`. */
function reckonSettling(view: ReturnView, found: Inspection): Outcome<number> {
  if (view.status !== 'received')
    return refuse('return.wrong_state', 'It has not been received, or was settled before.', {
      values: { from: view.status },
    })
  let goods = 0
  for (const [at, line] of found.lines.entries()) {
    const back = view.lines.find(({ lineId }) => lineId === line.lineId)
    if (!back || found.lines.findIndex(({ lineId }) => lineId === line.lineId) !== at)
      return refuse('return.not_in_order', 'That is not in the return.', { path: `lines.${at}` })
    if (line.accepted > back.quantity || line.restocked > back.quantity)
      return refuse('return.too_many', 'More than came back.', {
        path: `lines.${at}`,
        values: { title: back.title, left: back.quantity },
      })
    const units = allocate(back.amount.amount, Array<number>(back.quantity).fill(1))
    goods += units.slice(0, line.accepted).reduce((sum, unit) => sum + unit, 0)
  }
  if (view.wish === 'exchange') return granted(0)
  const isWhole = view.lines.every(({ lineId, quantity }) =>
    found.lines.some((line) => line.lineId === lineId && line.accepted === quantity),
  )
  const all = goods + (isWhole ? view.delivery.amount : 0)
  return granted(Math.max(0, all - (found.keep ?? view.cost.amount)))
}

async function replaceNow(
  tx: ShopTransaction,
  order: LockedOrder,
  view: ReturnView,
  by: { prefix: string; actor: Actor },
): Promise<Outcome<null>> {
  const lines = view.lines.map((line) => ({ ...line, wanted: line.instead?.variantId ?? line.variantId }))
  const wares = await variantsForCart(
    tx,
    lines.map(({ wanted }) => wanted),
    { language: order.language, currency: order.currency },
  )
  const instead = lines.map((line) => ({
    lineId: line.lineId,
    variantId: line.wanted,
    options: wares.get(line.wanted)?.options ?? line.options,
    sku: wares.get(line.wanted)?.sku ?? '',
    quantity: line.quantity,
    amount: line.amount.amount,
  }))
  const placed = await placeReplacement(tx, order, { instead, ...by })
  if (!placed.ok) return placed
  await tx.sql
    .updateTable('return_request')
    .set({ replacement_id: placed.value.orderId })
    .where('shop_id', '=', tx.shopId)
    .where('return_id', '=', view.id)
    .execute()
  return granted(null)
}

/** What was to come instead stays here, unless it has left already: then the shop has given more than it got, and knows it. */
async function callOffReplacement(tx: ShopTransaction, view: ReturnView, actor: Actor): Promise<void> {
  if (view.replacementId) await cancelOrder(tx, view.replacementId, { actor, reason: 'return', undoPayment })
}

/** Locks stock, then the order, in the order in which everybody does. */
async function lockReturn(
  tx: ShopTransaction,
  returnId: string,
): Promise<Outcome<{ found: ReturnView; order: LockedOrder }>> {
  const [seen] = await readReturns(tx, { returnId }, 1)
  if (!seen) return notFound()
  if (seen.replacementId) await lockStockOf(tx, seen.replacementId)
  const order = await lockOrder(tx, seen.orderId)
  const [found] = await readReturns(tx, { returnId }, 1)
  return order && found ? granted({ found, order }) : notFound()
}

async function shown(tx: ShopTransaction, returnId: string): Promise<Outcome<ReturnView>> {
  const [view] = await readReturns(tx, { returnId }, 1)
  return view ? granted(view) : notFound()
}

const notFound = () => refuse('return.not_found', 'There is no such return.', { path: 'returnId' })
