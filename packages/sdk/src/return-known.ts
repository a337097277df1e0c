import type { Choice, Refusal, SlotValue } from '@parley/contracts'
import type { FlowTurn, Next, SlotDefinition, Step } from './flow.ts'
import { numberOf, textOf } from './flow-values.ts'
import { orderInFocus } from './order-known.ts'
import type { ReturnableItem, ReturnTold, ReturnWish } from './returns-facet.ts'

type Kind = 'return' | 'exchange' | 'complaint'

/** What of the order that is talked about may come back for this; empty where nothing may. */
async function itemsOf(turn: FlowTurn, kind: Kind): Promise<ReturnableItem[]> {
  const order = await orderInFocus(turn)
  const items = order && (await turn.facets.returns.items(order.number, kind))
  return items?.ok ? items.value : []
}

/** The thing that was chosen, where it still may come back. */
export async function chosenItem(turn: FlowTurn, kind: Kind): Promise<ReturnableItem | null> {
  const chosen = textOf(turn.slots.item)
  return (await itemsOf(turn, kind)).find(({ lineId }) => lineId === chosen) ?? null
}

/** Which thing of an order, and how many of it: the slots `item` and `quantity` of every flow about something that comes back. `asks` are its own texts. */
export function itemSlots(
  kind: Kind,
  asks: Record<'item' | 'quantity', string>,
): Record<'item' | 'quantity', SlotDefinition> {
  return {
    item: {
      type: 'choice',
      ask: asks.item,
      options: async (turn) =>
        (await itemsOf(turn, kind)).slice(0, 20).map(
          ({ lineId, title, options }): Choice => ({
            value: lineId,
            label: options === '' ? title : `${title}, ${options}`,
          }),
        ),
    },
    quantity: {
      type: 'choice',
      ask: asks.quantity,
      options: async (turn) => {
        const left = (await chosenItem(turn, kind))?.left ?? 1
        return Array.from({ length: Math.min(left, 10) }, (_, at) => ({ value: String(at + 1), label: String(at + 1) }))
      },
    },
  }
}

/**
 * From the wish to the thing: finds the order (by `which_order`), asks which thing and how many where there is a choice, and goes on at
 * `next`. A rule that stands in the way is told by `refused`.
 */
export function itemSteps(
  kind: Kind,
  next: string,
  refused: (turn: FlowTurn, refusals: Parameters<FlowTurn['sayRefusals']>[0]) => Next,
): Record<'begin' | 'find' | 'askItem' | 'count' | 'askQuantity', Step> {
  return {
    begin: {
      do: ({ slots }) => ({
        call: 'which_order',
        slots: Object.fromEntries(
          ['order_number', 'email'].flatMap((name): [string, SlotValue][] => {
            const value = slots[name]
            return value === undefined || value === null ? [] : [[name, value]]
          }),
        ),
        then: 'find',
      }),
    },
    find: {
      do: async (turn) => {
        const order = await orderInFocus(turn)
        // That it could not be found has been said.
        if (order === null) return { done: true }
        const items = await turn.facets.returns.items(order.number, kind)
        if (!items.ok) return refused(turn, items.refusals)
        const [only] = items.value
        if (items.value.length !== 1 || only === undefined) return { go: 'askItem' }
        turn.slots.item = only.lineId
        return { go: 'count' }
      },
    },
    askItem: { ask: 'item', next: 'count' },
    count: {
      do: async (turn) => {
        const item = await chosenItem(turn, kind)
        if (item === null) return { askAgain: 'item', go: 'find' }
        const named = numberOf(turn.slots.quantity)
        if (named !== null && named >= 1 && named <= item.left) return { go: next }
        if (item.left > 1) return { askAgain: 'quantity', go: 'askQuantity' }
        turn.slots.quantity = '1'
        return { go: next }
      },
    },
    askQuantity: { ask: 'quantity', next },
  }
}

type Gathered = Pick<ReturnWish, 'wish' | 'note'> & { variantId?: string }

/**
 * From what was gathered to the end: shows exactly what it does, and does it on a yes, after which `done` tells. A no is answered with the
 * flow's own text `kept`; a rule that stands in the way is told by `refused`.
 */
export function reviewSteps(given: {
  wish: (turn: FlowTurn) => Gathered
  done: (turn: FlowTurn, made: ReturnTold) => Next
  refused: (turn: FlowTurn, refusals: Refusal[]) => Next
  kept: string
}): Record<'review' | 'keep', Step> {
  return {
    review: {
      propose: async (turn) => {
        const wish = await gatheredReturn(turn, given.wish(turn))
        if (wish === null) return { ok: false, refusals: [] }
        const made = await turn.facets.returns.propose(wish)
        if (made.ok) turn.say({ type: 'proposal', proposal: made.value })
        return made
      },
      confirmed: async (turn, proposalId) => {
        const made = await turn.facets.returns.confirm(proposalId)
        if (made.ok) return given.done(turn, made.value)
        turn.sayRefusals(made.refusals)
        return made.refusals.some(({ code }) => code === 'proposal.superseded') ? { go: 'review' } : { done: true }
      },
      denied: { go: 'keep' },
      refused: given.refused,
    },
    keep: {
      do: (turn) => {
        turn.sayText(given.kept)
        return { done: true }
      },
    },
  }
}

/** A rule told, and what is possible instead. Nothing to tell means that the order is out of sight; that has been said. */
export function refusedReturn(turn: FlowTurn, refusals: Refusal[], text: string, choices: Choice[]): Next {
  if (refusals.length === 0) return { done: true }
  turn.sayRefusals(refusals)
  turn.say({ type: 'choices', text: turn.text(text), choices })
  return { done: true }
}

/** The wish as it was gathered; null where the order is out of sight by now. */
async function gatheredReturn(turn: FlowTurn, of: Gathered): Promise<ReturnWish | null> {
  const order = await orderInFocus(turn)
  if (order === null) return null
  const { variantId, ...rest } = of
  const quantity = Math.max(1, numberOf(turn.slots.quantity) ?? 1)
  const line = { lineId: textOf(turn.slots.item), quantity, ...(variantId ? { variantId } : {}) }
  return { ...rest, orderNumber: order.number, reason: textOf(turn.slots.reason), lines: [line] }
}
