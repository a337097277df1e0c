import { createHash } from 'node:crypto'
import type { Actor, Address, LanguageTag, Proposal } from '@parley/contracts'
import { address as addressSchema } from '@parley/contracts'
import { formatMoney } from '@parley/engine'
import { z } from 'zod'
import type { ShopTransaction } from '../../db/database.ts'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'
import { countryName, type OrderRules } from '../../kernel/shop-settings.ts'
import { endProposal, readProposal, wholeAddress, withAddress, writeProposal } from '../checkout/index.ts'
import { cancelOrder, type UndoPayment } from './cancel-order.ts'
import { addressLine, writeOrderAddress } from './order-address.ts'
import { mayChange, type OrderChange } from './order-rules.ts'
import { type LockedOrder, lockOrder, readOrders } from './order-store.ts'
import type { OrderRow } from './order-view.ts'
import { sayOfOrders } from './orders-texts.ts'

const minutes = 30

export interface ChangeCall {
  tx: ShopTransaction
  language: LanguageTag
  /** Only there can the yes be said. */
  conversationId: string
  actor: Actor
  rules: OrderRules
  /** Where the shop delivers to. */
  countries: readonly string[]
  undoPayment: UndoPayment
}

const versions = z.object({ order: z.string(), address: z.string().optional() })

/** Whether the shop's rules and the order itself leave it to her. */
export function whetherToChange(call: ChangeCall, order: OrderRow, what: OrderChange): Outcome<true> {
  const may = mayChange(changing(order), what, call.rules, call.tx.now)
  if (!may.ok) return may
  if (what === 'cancel' || order.address) return granted(true)
  return refuse('order.no_address', 'It is collected.', { values: { number: order.number } })
}

/** Shows what calling the order off would do. Writes nothing but the proposal. */
export async function proposeCancel(call: ChangeCall, order: OrderRow): Promise<Outcome<Proposal>> {
  const may = whetherToChange(call, order, 'cancel')
  if (!may.ok) return may
  const { language } = call
  const goods = order.lines.map((line) => `${line.quantity} × ${line.title}`).join(', ')
  const paid = order.payment?.status === 'captured' ? order.payment : null
  const back = paid && { amount: paid.amount, currency: paid.currency }
  return await propose(call, order, {
    kind: 'cancel-order',
    summary: [
      { label: sayOfOrders(language, 'proposal.order'), value: order.number },
      { label: sayOfOrders(language, 'proposal.goods'), value: goods },
      ...(back ? [{ label: sayOfOrders(language, 'proposal.back'), value: formatMoney(back, language) }] : []),
    ],
    action: sayOfOrders(language, 'proposal.cancel', { number: order.number }),
    versions: { order: order.order_id },
  })
}

/** Shows where the order would go instead. The country stays: it decides what delivery and VAT cost. */
export async function proposeAddress(call: ChangeCall, order: OrderRow, given: Address): Promise<Outcome<Proposal>> {
  const may = whetherToChange(call, order, 'address')
  if (!may.ok) return may
  const { number } = order
  if (!order.address) throw new Error(`The order ${number} goes nowhere`)
  if (given.country !== order.address.country)
    return refuse('order.other_country', 'An order stays in its country.', {
      values: { country: countryName(order.address.country, call.language) },
    })
  const fits = withAddress(null, given, call.countries)
  if (!fits.ok) return fits
  const whole = wholeAddress(fits.value)
  if (!whole) return refuse('address.line1', 'The address is not whole.', { path: 'address' })
  const { language } = call
  return await propose(call, order, {
    kind: 'change-address',
    summary: [
      { label: sayOfOrders(language, 'proposal.order'), value: number },
      { label: sayOfOrders(language, 'proposal.from'), value: addressLine(order.address, language) },
      { label: sayOfOrders(language, 'proposal.to'), value: addressLine(whole, language) },
    ],
    action: sayOfOrders(language, 'proposal.address'),
    versions: { order: order.order_id, address: JSON.stringify(whole) },
  })
}

/**
 * The yes to one of these. Said twice, also at the same instant, it is done once. Refused where the order, the rule or the time is not
 * what it was: `proposal.not_found`, `proposal.expired`, `proposal.superseded`, or the rule itself.
 */
export async function confirmChange(call: ChangeCall, proposalId: string): Promise<Outcome<string>> {
  const { tx } = call
  const named = await readChange(call, proposalId)
  const locked = named && (await lockOrder(tx, named.orderId))
  // Read again: the lock may have been waited for.
  const proposal = locked && (await readChange(call, proposalId))
  if (!locked || !proposal) return refuse('proposal.not_found', 'There is no such proposal.')
  if (proposal.resultId) return granted(proposal.resultId)
  if (proposal.status === 'expired') return refuse('proposal.expired', 'The proposal has expired.')
  const [order] = await readOrders(tx, { orderId: locked.id }, 1)
  if (!order || proposal.status !== 'open' || proposal.digest !== digestOf(proposal.body, order)) {
    await endProposal(tx, proposalId, { status: 'superseded' })
    return refuse('proposal.superseded', 'Something has changed since this was shown.')
  }
  const done = await carryOut(call, locked, order, proposal)
  if (!done.ok) return done
  await endProposal(tx, proposalId, { status: 'confirmed', by: call.actor, resultId: locked.id })
  tx.event(
    'proposal.confirmed',
    { proposal: proposalId, order: locked.id, conversation: call.conversationId },
    { kind: proposal.body.kind, by: call.actor.kind },
  )
  return granted(locked.id)
}

async function carryOut(
  call: ChangeCall,
  locked: LockedOrder,
  order: OrderRow,
  { body, address }: { body: Proposal; address: Address | null },
): Promise<Outcome<null>> {
  const what: OrderChange = body.kind === 'cancel-order' ? 'cancel' : 'address'
  const may = whetherToChange(call, order, what)
  if (!may.ok) return may
  if (what === 'address') {
    if (!address) throw new Error(`The proposal ${body.id} names no address`)
    await writeOrderAddress(call.tx, locked, { address, ...call })
    return granted(null)
  }
  const { actor, undoPayment } = call
  const done = await cancelOrder(call.tx, locked.id, { actor, reason: 'shopper', undoPayment })
  return done.ok ? granted(null) : done
}

type Shown = Pick<Proposal, 'kind' | 'summary' | 'action' | 'versions'>

async function propose(call: ChangeCall, order: OrderRow, shown: Shown): Promise<Outcome<Proposal>> {
  const { tx, conversationId, actor } = call
  const expiresAt = new Date(tx.now.getTime() + minutes * 60_000).toISOString()
  const body: Proposal = { id: tx.id('prp'), status: 'open', total: null, expiresAt, ...shown }
  await writeProposal(tx, { body, cartId: order.cart_id, conversationId, digest: digestOf(body, order), by: actor })
  tx.event(
    'proposal.made',
    { proposal: body.id, order: order.order_id, conversation: conversationId },
    { kind: body.kind },
  )
  return granted(body)
}

/** A proposal of this kind, made in this conversation. */
async function readChange(call: ChangeCall, proposalId: string) {
  const found = await readProposal(call.tx, proposalId)
  const named = versions.safeParse(found?.body.versions)
  if (!found || !named.success || found.conversationId !== call.conversationId) return null
  const { order: orderId, address } = named.data
  return { ...found, orderId, address: address === undefined ? null : addressSchema.parse(JSON.parse(address)) }
}

/** All that a yes rests on: the order where it stands, and what was shown. */
function digestOf(body: Proposal, order: OrderRow): string {
  const { order: named, address } = body.versions
  const rests = [body.kind, named, address, order.status, order.total, order.address, order.payment?.status]
  return createHash('sha256').update(JSON.stringify(rests)).digest('base64url')
}

const changing = (order: OrderRow) => ({ number: order.number, status: order.status, placedAt: order.placed_at })
