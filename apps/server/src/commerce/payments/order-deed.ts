import { createHash } from 'node:crypto'
import type { Actor, LanguageTag, Proposal } from '@parley/contracts'
import { z } from 'zod'
import type { ShopTransaction } from '../../db/database.ts'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'
import { endProposal, readProposal, writeProposal } from '../checkout/index.ts'
import { type LockedOrder, lockOrder, type OrderRow, readOrders } from '../orders/index.ts'

const minutes = 30

/** Who asks for something to be done to an order, and where. */
export interface DeedCall {
  tx: ShopTransaction
  language: LanguageTag
  actor: Actor
  /** Where it was asked for, if in a talk: the yes is good only there. */
  conversationId: string | null
}

/** Something that could be done to an order, as it is shown before anybody says yes. */
export interface Deed {
  kind: string
  orderId: string
  summary: Proposal['summary']
  total: Proposal['total']
  action: string
  /** Ties it to whoever owns the cart, where it holds words of hers: it is forgotten with her. An older one of that cart makes way for it. */
  cartId?: string | null
  /** What is needed to do it, and nothing that a reader may not see. */
  terms: Record<string, unknown>
  /** All that the yes rests on: where any of it has moved, the yes is to nothing. */
  restsOn: unknown
}

/** What a kind of deed rests on now, and how it is done. `id` names what came of it. */
export interface Doing {
  restsOn: (order: OrderRow, terms: unknown) => Promise<unknown>
  carryOut: (order: LockedOrder, terms: unknown) => Promise<Outcome<{ id: string }>>
}

/** Shows what would be done. Writes nothing but the proposal. */
export async function proposeDeed(call: DeedCall, deed: Deed): Promise<Proposal> {
  const { tx, conversationId } = call
  const body: Proposal = {
    id: tx.id('prp'),
    kind: deed.kind,
    status: 'open',
    summary: deed.summary,
    total: deed.total,
    action: deed.action,
    versions: { order: deed.orderId, terms: JSON.stringify(deed.terms) },
    expiresAt: new Date(tx.now.getTime() + minutes * 60_000).toISOString(),
  }
  const digest = digestOf(body, deed.restsOn)
  await writeProposal(tx, { body, cartId: deed.cartId ?? null, conversationId, digest, by: call.actor })
  tx.event(
    'proposal.made',
    { proposal: body.id, order: deed.orderId, conversation: conversationId },
    { kind: deed.kind },
  )
  return body
}

/**
 * The yes to one of these. Said twice, also at the same instant, it is done once and both are told the same. Refused: `proposal.not_found`,
 * `proposal.expired`, `proposal.superseded` (the order or its money is not what it was), and the deed's own refusals.
 */
export async function confirmDeed(
  call: DeedCall,
  proposalId: string,
  doings: Readonly<Record<string, Doing>>,
): Promise<Outcome<{ orderId: string; resultId: string }>> {
  const { tx } = call
  const named = await readDeed(call, proposalId)
  const locked = named && (await lockOrder(tx, named.orderId))
  // Read again: the lock may have been waited for.
  const deed = locked && (await readDeed(call, proposalId))
  const doing = deed && doings[deed.body.kind]
  const [order] = locked ? await readOrders(tx, { orderId: locked.id }, 1) : []
  if (!locked || !deed || !doing || !order) return refuse('proposal.not_found', 'There is no such proposal.')
  if (deed.resultId) return granted({ orderId: locked.id, resultId: deed.resultId })
  if (deed.status === 'expired') return refuse('proposal.expired', 'The proposal has expired.')
  const fits = deed.digest === digestOf(deed.body, await doing.restsOn(order, deed.terms))
  if (deed.status !== 'open' || !fits)
    return refuse('proposal.superseded', 'Something has changed since this was shown.')
  const done = await doing.carryOut(locked, deed.terms)
  if (!done.ok) return done
  await endProposal(tx, proposalId, { status: 'confirmed', by: call.actor, resultId: done.value.id })
  tx.event(
    'proposal.confirmed',
    { proposal: proposalId, order: locked.id, conversation: call.conversationId },
    { kind: deed.body.kind, by: call.actor.kind },
  )
  return granted({ orderId: locked.id, resultId: done.value.id })
}

const versions = z.object({ order: z.string(), terms: z.string() })

async function readDeed(call: DeedCall, proposalId: string) {
  const found = await readProposal(call.tx, proposalId)
  const named = versions.safeParse(found?.body.versions)
  if (!found || !named.success || found.conversationId !== call.conversationId) return null
  const terms: unknown = JSON.parse(named.data.terms)
  return { ...found, orderId: named.data.order, terms }
}

const digestOf = (body: Proposal, restsOn: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify([body.kind, body.versions.order, body.versions.terms, restsOn]))
    .digest('base64url')
