import { type Money, type Proposal, type ReturnKind, returnWish, textIn } from '@parley/contracts'
import { formatMoney } from '@parley/engine'
import { sql } from 'kysely'
import { z } from 'zod'
import type { ShopTransaction } from '../../db/database.ts'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'
import { variantsForCart } from '../catalogue/index.ts'
import { type LockedOrder, type OrderRow, readOrders } from '../orders/index.ts'
import { confirmDeed, type DeedCall, type Doing, proposeDeed, refundable } from '../payments/index.ts'
import { mayComeBack, mayLinesComeBack, type Reckoning, type Returnable, type ReturnPolicy, reckon } from './policy.ts'
import { type Instead, placeReplacement } from './replacement.ts'
import { nextReturnNumber, readReturnable, readReturns, writeReturn } from './return-store.ts'
import { sayOfReturns } from './returns-texts.ts'

export interface ReturnCall extends DeedCall {
  policy: ReturnPolicy
  /** The shop's `T` of `T-10042`. */
  orderPrefix: string
}

const wishedLine = z.object({
  lineId: z.string().min(1).max(64),
  quantity: z.int().min(1).max(999),
  /** For an exchange: what she gets instead, another variant of the same product. */
  variantId: z.string().max(64).optional(),
})
export const returnWishes = z.object({
  orderId: z.string().min(1).max(64),
  wish: returnWish.default('refund'),
  reason: z.string().min(1).max(40),
  note: z.string().trim().max(2000).optional(),
  /** Where the pictures lie. */
  photos: z.array(z.string().max(500)).max(8).default([]),
  lines: z.array(wishedLine).min(1).max(100),
})
export type ReturnWishes = z.infer<typeof returnWishes>

interface Reckoned {
  order: OrderRow
  returnable: Returnable
  kind: ReturnKind
  reckoning: Reckoning
  instead: Instead[]
  reason: ReturnPolicy['reasons'][number]
}

/**
 * Shows exactly what sending something back would do: which things, what goes back and how, what is kept, what comes instead. Nothing is
 * written but the proposal. A refusal names the rule and what is possible instead.
 */
export async function proposeReturn(call: ReturnCall, wish: ReturnWishes): Promise<Outcome<Proposal>> {
  const reckoned = await reckonWish(call, wish)
  if (!reckoned.ok) return reckoned
  const { order, reckoning, kind } = reckoned.value
  const total = { amount: wish.wish === 'exchange' ? 0 : reckoning.total, currency: order.currency }
  const proposal = await proposeDeed(call, {
    kind: 'return',
    orderId: order.order_id,
    cartId: order.cart_id,
    summary: await summaryOf(call, wish, reckoned.value),
    total,
    action: sayOfReturns(call.language, `proposal.${kind}`, { number: order.number }),
    terms: { ...wish },
    restsOn: restsOn(reckoned.value),
  })
  return granted(proposal)
}

/** The yes to it, once. Answers with the return's id. Refused as `confirmDeed` is, or by the rule that stands in the way by now. */
export async function confirmReturn(
  call: ReturnCall,
  proposalId: string,
): Promise<Outcome<{ orderId: string; resultId: string }>> {
  await lockWhatMoves(call.tx, proposalId)
  return confirmDeed(call, proposalId, { return: returnDoing(call) })
}

function returnDoing(call: ReturnCall): Doing {
  const again = async (given: unknown) => reckonWish(call, returnWishes.parse(given))
  return {
    restsOn: async (_order, given) => {
      const now = await again(given)
      return now.ok ? restsOn(now.value) : now.refusals.map(({ code }) => code)
    },
    carryOut: async (order, given) => {
      const wish = returnWishes.parse(given)
      const now = await again(given)
      return now.ok ? write(call, order, wish, now.value) : now
    },
  }
}

async function write(
  call: ReturnCall,
  order: LockedOrder,
  wish: ReturnWishes,
  { kind, reckoning, instead }: Reckoned,
): Promise<Outcome<{ id: string }>> {
  const { tx, actor, policy } = call
  const approved = kind !== 'complaint' && policy.approvesByItself
  // What comes instead is taken off the shelf with the yes; a complaint is looked at first.
  const replaced =
    instead.length > 0 && approved
      ? await placeReplacement(tx, order, { instead, prefix: call.orderPrefix, actor })
      : null
  if (replaced && !replaced.ok) return replaced
  const id = tx.id('ret')
  const number = await nextReturnNumber(tx)
  await writeReturn(tx, order, {
    id,
    number,
    kind,
    wish: wish.wish,
    status: approved ? 'approved' : 'asked',
    reason: wish.reason,
    note: wish.note || null,
    photos: wish.photos,
    conversationId: call.conversationId,
    goods: reckoning.goods,
    delivery: reckoning.delivery,
    cost: wish.wish === 'exchange' ? 0 : reckoning.cost,
    replacementId: replaced?.value.orderId ?? null,
    lines: wish.lines.map((line, at) => ({
      lineId: line.lineId,
      quantity: line.quantity,
      amount: reckoning.lines[at] ?? 0,
      variantId: line.variantId ?? null,
    })),
    actor,
  })
  const subjects = {
    return: id,
    order: order.id,
    person: order.personId,
    visitor: order.visitorId,
    conversation: call.conversationId,
  }
  tx.event('return.asked', subjects, { number, kind, wish: wish.wish, approved })
  return granted({ id })
}

async function reckonWish(call: ReturnCall, wish: ReturnWishes): Promise<Outcome<Reckoned>> {
  const { tx, policy } = call
  const [order] = await readOrders(tx, { orderId: wish.orderId }, 1)
  if (!order) return refuse('order.not_found', 'There is no such order.')
  const reason = policy.reasons.find(({ id }) => id === wish.reason)
  if (!reason) return refuse('return.reason', 'That is none of the reasons.', { path: 'reason' })
  const kind: ReturnKind = reason.isFault ? 'complaint' : wish.wish === 'exchange' ? 'exchange' : 'return'
  if (kind === 'exchange' && !policy.exchanges) return refuse('return.no_exchange', 'Nothing is exchanged here.')
  const returnable = await readReturnable(tx, order, policy.finalSale)
  const may = mayComeBack(returnable, kind, policy, tx.now)
  if (!may.ok) return may
  const mayLines = mayLinesComeBack(returnable, wish.lines, kind)
  if (!mayLines.ok) return mayLines
  const reckoning = reckon(returnable, wish.lines, { policy, shopPays: reason.shopPays })
  const instead = wish.wish === 'exchange' ? await insteadOf(call, order, wish, reckoning) : granted([])
  return instead.ok ? granted({ order, returnable, kind, reckoning, instead: instead.value, reason }) : instead
}

/** What comes instead: the same thing again where something is wrong with it, else another variant of the same product at the same price. */
async function insteadOf(
  { tx, language }: ReturnCall,
  order: OrderRow,
  wish: ReturnWishes,
  reckoning: Reckoning,
): Promise<Outcome<Instead[]>> {
  const lines = wish.lines.map((line, at) => {
    const bought = order.lines.find((each) => each.line_id === line.lineId)
    return { ...line, at, bought, variantId: line.variantId ?? bought?.variant_id ?? '' }
  })
  const ids = lines.flatMap(({ variantId, bought }) => [variantId, bought?.variant_id ?? ''])
  const wares = await variantsForCart(tx, ids, { language, currency: order.currency })
  const instead: Instead[] = []
  for (const { lineId, quantity, variantId, bought, at } of lines) {
    const path = `lines.${at}.variantId`
    const [now, before] = [wares.get(variantId), bought && wares.get(bought.variant_id)]
    if (!bought || !now?.published || now.productId !== bought.product_id)
      return refuse('return.other_product', 'It can be exchanged for another variant of the same thing.', { path })
    if (before?.unitPrice && now.unitPrice && now.unitPrice.amount > before.unitPrice.amount)
      return refuse('return.dearer', 'It costs more than what comes back.', { path, values: { title: bought.title } })
    if (now.available < quantity)
      return refuse('return.not_in_stock', 'It is not in stock.', {
        path,
        values: { title: `${bought.title}${now.options ? `, ${now.options}` : ''}` },
      })
    instead.push({ lineId, variantId, quantity, options: now.options, sku: now.sku, amount: reckoning.lines[at] ?? 0 })
  }
  return granted(instead)
}

/** All that a yes rests on. */
const restsOn = ({ order, returnable, kind, reckoning, instead }: Reckoned): unknown => [
  order.status,
  kind,
  returnable.lines.map(({ lineId, taken }) => [lineId, taken]),
  reckoning,
  instead.map(({ variantId, quantity, amount }) => [variantId, quantity, amount]),
]

async function summaryOf(call: ReturnCall, wish: ReturnWishes, of: Reckoned): Promise<Proposal['summary']> {
  const { language, policy } = call
  const { order, reckoning, instead, reason, kind } = of
  const show = (amount: number): { value: string; amount: Money } => {
    const money = { amount, currency: order.currency }
    return { value: formatMoney(money, language), amount: money }
  }
  const label = (key: Parameters<typeof sayOfReturns>[1]) => sayOfReturns(language, key)
  const left = (await refundable(call.tx, order.order_id, 'look')).reduce((sum, part) => sum + part.amount, 0)
  const paid = Math.min(left, reckoning.total)
  const refunds = wish.wish !== 'exchange'
  const inCredit = wish.wish === 'credit'
  return [
    { label: label('proposal.order'), value: order.number },
    ...wish.lines.map((line, at) => ({
      label: label('proposal.back'),
      ...named(order, line),
      amount: show(reckoning.lines[at] ?? 0).amount,
    })),
    { label: label('proposal.reason'), value: textIn(reason.names, language) },
    ...instead.map((each) => ({
      label: label('proposal.instead'),
      value: `${each.quantity} × ${titleOf(order, each.lineId)}${each.options ? `, ${each.options}` : ''}`,
    })),
    ...(refunds && reckoning.delivery > 0 ? [{ label: label('proposal.delivery'), ...show(reckoning.delivery) }] : []),
    ...(refunds && reckoning.cost > 0 ? [{ label: label('proposal.cost'), ...show(-reckoning.cost) }] : []),
    ...(refunds && paid > 0 ? [{ label: label(inCredit ? 'proposal.credit' : 'proposal.refund'), ...show(paid) }] : []),
    ...(refunds && paid < reckoning.total
      ? [{ label: label('proposal.deducted'), ...show(reckoning.total - paid) }]
      : []),
    { label: label('proposal.then'), value: label(nextStep(kind, wish, policy)) },
  ]
}

function nextStep(kind: ReturnKind, wish: ReturnWishes, policy: ReturnPolicy) {
  if (kind === 'complaint' || !policy.approvesByItself) return 'then.looked_at' as const
  if (wish.wish === 'exchange') return 'then.exchange' as const
  return wish.wish === 'credit' ? ('then.credit' as const) : ('then.refund' as const)
}

const named = (order: OrderRow, line: { lineId: string; quantity: number }) => {
  const options = order.lines.find((each) => each.line_id === line.lineId)?.options
  return { value: `${line.quantity} × ${titleOf(order, line.lineId)}${options ? `, ${options}` : ''}` }
}

const titleOf = (order: OrderRow, lineId: string): string =>
  order.lines.find((each) => each.line_id === lineId)?.title ?? ''

/** Locks the stock of the order and of what would come instead, in key order, before anything else is locked. */
async function lockWhatMoves(tx: ShopTransaction, proposalId: string): Promise<void> {
  await sql`
    select 1 from stock s where s.shop_id = ${tx.shopId} and s.variant_id in (
      select l.variant_id from proposal p join order_line l on l.shop_id = p.shop_id and l.order_id = p.versions ->> 'order'
        where p.shop_id = ${tx.shopId} and p.proposal_id = ${proposalId}
      union select w ->> 'variantId' from proposal p, jsonb_array_elements((p.versions ->> 'terms')::jsonb -> 'lines') w
        where p.shop_id = ${tx.shopId} and p.proposal_id = ${proposalId} and p.kind = 'return')
    order by s.variant_id, s.location_id for no key update of s`.execute(tx.sql)
}

/** What came of a yes, as it is shown. */
export async function returnOf(tx: ShopTransaction, returnId: string) {
  return (await readReturns(tx, { returnId }, 1))[0] ?? null
}
