import type { RuntimeTexts, TurnResult } from '@parley/engine'
import type { FlowDefinition } from '@parley/sdk'
import fc from 'fast-check'
import { expect } from 'vitest'
import { openFakeShop } from './fake-shop.ts'
import { makeKnown } from './known-shopper.ts'
import { anyMove, heard } from './moves.ts'
import { beginTalk, type Talk } from './talk.ts'

/**
 * Random talks over flows: nothing throws, something is always said, what is awaited belongs to what runs, and nothing is ordered but
 * what lay on the table when the yes came. Answers with the steps that were reached, as `flow.step`.
 */
export async function walk(
  flows: readonly FlowDefinition[],
  texts: RuntimeTexts,
  runs: number,
  language = 'en',
): Promise<Set<string>> {
  const reached = new Set<string>()
  const talks = fc.asyncProperty(
    fc.array(anyMove(flows), { minLength: 5, maxLength: 60 }),
    fc.boolean(),
    async (moves, known) => {
      const talk = newTalk(flows, texts, known, language)
      for (const move of moves) {
        const orders = talk.shop.till.orders.length
        const onTheTable = talk.state.openProposal
        const turn = await talk.hear(...heard(move, talk))
        for (const { flow, step } of turn.steps) reached.add(`${flow}.${step.replace('!', '')}`)
        holds(turn, talk)
        if (talk.shop.till.orders.length > orders) expect(onTheTable).not.toBeNull()
      }
    },
  )
  await fc.assert(talks, { numRuns: runs, seed: 20_261_122, includeErrorInReport: true })
  return reached
}

/** Half of the shoppers are known, have agreed to advice, and have been here before. The till must only ever be asked to confirm what lay on the table when the turn began. */
export function newTalk(flows: readonly FlowDefinition[], texts: RuntimeTexts, known: boolean, language = 'en'): Talk {
  const shop = openFakeShop()
  if (known) makeKnown(shop)
  const talk = beginTalk({ flows, texts, shop, language })
  const { confirm } = shop.facets.checkout
  shop.facets.checkout.confirm = async (id) => {
    expect(talk.state.openProposal?.id).toBe(id)
    return await confirm(id)
  }
  const { orders, privacy } = shop.facets
  const { confirm: change } = orders
  orders.confirm = async (id) => {
    expect(talk.state.openProposal?.id).toBe(id)
    return await change(id)
  }
  const { confirmErase } = privacy
  privacy.confirmErase = async (id) => {
    expect(talk.state.openProposal?.id).toBe(id)
    return await confirmErase(id)
  }
  return talk
}

/** Every turn: something is said, all of it can be told in words, what is awaited belongs to what runs, and nothing is told that was not read. */
function holds(turn: TurnResult, talk: Talk): void {
  expect(turn.replies.length).toBeGreaterThan(0)
  expect(talk.invented.join('\n')).toBe('')
  for (const reply of turn.replies) {
    expect(reply.text.trim()).not.toBe('')
    expect(reply.text).not.toMatch(/undefined|\[object|NaN|\bnull\b/)
  }
  if (turn.awaits === null) expect(talk.state.stack).toEqual([])
  else if (turn.awaits.flow !== 'runtime') expect(talk.state.stack.at(-1)?.flow).toBe(turn.awaits.flow)
  if (turn.outcome === 'handed_over') expect(talk.shop.handedOver.length).toBeGreaterThan(0)
  const { openProposal } = talk.state
  if (openProposal !== null) expect(talk.shop.till.proposals.has(openProposal.id)).toBe(true)
}
