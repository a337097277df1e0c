import type { Choice, Order, Refusal, ReturnView } from '@parley/contracts'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'
import { readProposal } from '../checkout/index.ts'
import type { OrderRow } from '../orders/index.ts'
import { confirmReturn } from './ask-return.ts'
import { readReturnable, readReturns } from './return-store.ts'
import { type ReturnsFacetCall, returnsFacet } from './returns-facet.ts'
import { inReturnWords, sayOfReturns } from './returns-texts.ts'

export interface DeskItem {
  lineId: string
  title: string
  options: string
  /** How many of it can still come back. */
  left: number
  /** Only where something is wrong with it. */
  onlyFault: boolean
  /** Other variants of the same product that are in stock. */
  instead: Choice[]
}

/** All that somebody who wants to send something back has to know before she asks. */
export interface ReturnDesk {
  days: number
  /** The last instant for a change of mind; null until it has been sent. */
  until: Date | null
  items: DeskItem[]
  /** Why nothing can come back for a change of mind, or nothing at all where `items` is empty. */
  refusals: readonly Refusal[]
  reasons: (Choice & { isFault: boolean; shopPays: boolean })[]
  exchanges: boolean
  /** What the way back costs where the shop is not at fault. */
  labelCost: { amount: number; currency: string } | null
  restockingPercent: number
}

const dayMs = 86_400_000

export async function returnDesk(call: ReturnsFacetCall, order: OrderRow): Promise<ReturnDesk> {
  const { policy, tx } = call
  const facet = returnsFacet(call)
  const [plain, faulty] = [await facet.items(order.number, 'return'), await facet.items(order.number, 'complaint')]
  const free = new Set(plain.ok ? plain.value.map(({ lineId }) => lineId) : [])
  const items = faulty.ok ? faulty.value : plain.ok ? plain.value : []
  const { arrivedAt } = await readReturnable(tx, order, policy.finalSale)
  const cost = policy.labelCost[order.currency] ?? 0
  return {
    days: policy.days,
    until: arrivedAt && new Date(arrivedAt.getTime() + policy.days * dayMs),
    items: await Promise.all(
      items.map(async ({ lineId, title, options, left }) => ({
        lineId,
        title,
        options,
        left,
        onlyFault: !free.has(lineId),
        instead: policy.exchanges ? await facet.instead(order.number, lineId) : [],
      })),
    ),
    refusals: plain.ok ? [] : plain.refusals,
    reasons: await reasonsOf(call),
    exchanges: policy.exchanges,
    labelCost: cost > 0 ? { amount: cost, currency: order.currency } : null,
    restockingPercent: policy.restockingPercent,
  }
  async function reasonsOf({ policy }: ReturnsFacetCall) {
    const named = [...(await facet.reasons('return')), ...(await facet.reasons('fault'))]
    return named.flatMap((choice) => {
      const reason = policy.reasons.find(({ id }) => id === choice.value)
      return reason ? [{ ...choice, isFault: reason.isFault, shopPays: reason.shopPays }] : []
    })
  }
}

/** A proposal to send something of this order back; null where it is none, or of another order. */
export async function returnProposalOf(call: ReturnsFacetCall, orderId: string, proposalId: string) {
  const found = await readProposal(call.tx, proposalId)
  const isOfIt = found?.body.kind === 'return' && found.body.versions.order === orderId
  return isOfIt ? { ...found.body, status: found.status } : null
}

/** The yes to it, for an order that the caller may see. */
export async function confirmReturnOf(
  call: ReturnsFacetCall,
  orderId: string,
  proposalId: string,
): Promise<Outcome<null>> {
  const known = await returnProposalOf(call, orderId, proposalId)
  if (!known) return inReturnWords(refuse('proposal.not_found', 'There is no such proposal.'), call.language)
  const done = await confirmReturn(call, proposalId)
  return done.ok ? granted(null) : inReturnWords(done, call.language)
}

/** What is coming back of an order, with the words of a refusal in the reader's language. */
export async function returnsOfOrder(
  call: Pick<ReturnsFacetCall, 'tx' | 'language'>,
  order: Pick<Order, 'id'>,
): Promise<ReturnView[]> {
  const found = await readReturns(call.tx, { orderId: order.id }, 50)
  return found.map((view) => ({ ...view, refusal: refusalWords(call.language, view.refusal) }))
}

const rules = ['window', 'final_sale', 'worn', 'incomplete', 'own_damage', 'not_ours'] as const

/** Why a return was refused: by a rule, told in the reader's language, or in the shop's own words. */
function refusalWords(language: string, refusal: string | null): string | null {
  const rule = rules.find((each) => each === refusal)
  return rule ? sayOfReturns(language, `rule.${rule}`) : refusal
}
