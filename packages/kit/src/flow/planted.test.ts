import { createTexts } from '@parley/engine'
import { defineFlow, type FlowDefinition } from '@parley/sdk'
import { expect, test } from 'vitest'
import { escapeProblems } from './escape-problems.ts'
import { openFakeShop } from './fake-shop.ts'
import type { FoundFlow } from './find-flows.ts'
import { structureProblems, textProblems } from './flow-problems.ts'
import { replayStory } from './replay-story.ts'
import { parseStory } from './story.ts'
import { beginTalk } from './talk.ts'
import { walk } from './walk.ts'

/** A flow in which everything is right; each test plants one thing that is not. */
const rightFlow = defineFlow({
  id: 'gift-wrap',
  jobs: { wrap: { step: 'ask' } },
  facets: ['checkout'],
  slots: { paper: { type: 'text', ask: 'ask.paper' } },
  steps: {
    ask: { ask: 'paper', next: 'tell' },
    tell: {
      do: (turn) => {
        turn.sayText('wrapped')
        return { done: true }
      },
    },
  },
})
const english = { 'ask.paper': 'Which paper?', wrapped: 'Wrapped.' }
const source = "turn.sayText('wrapped') ask: 'ask.paper'"

function folder(flow: FlowDefinition, texts: Record<string, string> = english, sources = [source]): FoundFlow {
  return { folder: `extensions/flows/${flow.id}`, flow, texts: { en: texts }, stories: [], sources }
}

const textsOf = (flow: FlowDefinition) => createTexts({ byFlow: { [flow.id]: { en: english } } })

test('a flow in which everything is right has no problems', async () => {
  expect(structureProblems(folder(rightFlow))).toEqual([])
  expect(textProblems(folder(rightFlow))).toEqual([])
  expect(await escapeProblems(folder(rightFlow), [rightFlow], textsOf(rightFlow))).toEqual([])
})

test('a step that leads nowhere and a question without a slot are found', () => {
  const steps = { ...rightFlow.steps, ask: { ask: 'ribbon', next: 'nowhere' } }
  expect(structureProblems(folder({ ...rightFlow, steps }))).toEqual([
    'the step "ask" leads to "nowhere", which is no step',
    'the step "ask" asks for "ribbon", which is no slot',
  ])
})

test('a text that is missing and one that nobody says are found', () => {
  const { wrapped: _, ...rest } = english
  expect(textProblems(folder(rightFlow, { ...rest, ribbon: 'A ribbon.' }))).toEqual([
    '"wrapped" is said and is no text',
    'the text "ribbon" is never said',
  ])
})

test('a flow that confirms by itself, with nothing on the table, is found by walking', async () => {
  const steps: FlowDefinition['steps'] = {
    ...rightFlow.steps,
    tell: {
      do: async (turn) => {
        await turn.facets.cart.add('var_lyst', 1)
        await turn.facets.checkout.setContact({ name: 'Anna Berg', email: 'anna@example.com' })
        await turn.facets.checkout.setDelivery('pickup')
        await turn.facets.checkout.setPayment('invoice')
        const made = await turn.facets.checkout.propose()
        if (made.ok) await turn.facets.checkout.confirm(made.value.id)
        turn.sayText('wrapped')
        return { done: true }
      },
    },
  }
  const greedy: FlowDefinition = { ...rightFlow, steps, facets: ['cart', 'checkout'] }
  await expect(walk([greedy], textsOf(greedy), 50)).rejects.toThrow()
})

test('a flow that runs in circles is found by walking', async () => {
  const steps = { ...rightFlow.steps, tell: { do: () => ({ go: 'tell' }) } }
  const circling = { ...rightFlow, steps }
  await expect(walk([circling], textsOf(circling), 50)).rejects.toThrow(/runs in circles/)
})

test('a flow that reaches for a facet it did not name is found by walking', async () => {
  const steps: FlowDefinition['steps'] = {
    ...rightFlow.steps,
    tell: {
      do: async (turn) => {
        await turn.facets.orders.mine()
        return { done: true }
      },
    },
  }
  const nosy = { ...rightFlow, steps }
  await expect(walk([nosy], textsOf(nosy), 50)).rejects.toThrow(/uses the facet "orders" without naming it/)
})

test('a story that does not come as written says where and how', async () => {
  const talk = beginTalk({ flows: [rightFlow], texts: textsOf(rightFlow), shop: openFakeShop() })
  const story = 'shopper: wrap it [start wrap]\nbot ~ Which ribbon\nawaits: paper\ncart: 1 × Lyst lamp\nbot !~ paper'
  expect(await replayStory(parseStory(story), talk)).toEqual([
    'line 2: the bot did not say "Which ribbon" but:\nWhich paper?',
    'line 4: expected 1 × Lyst lamp, found empty',
    'line 5: the bot said "paper":\nWhich paper?',
  ])
})

test('a line that says nothing known and a command that is none are told by their number', () => {
  expect(() => parseStory('shopper: hi [start greet]\nweather: fine')).toThrow('Line 2')
  expect(() => parseStory('shopper: hi [sing a song]')).toThrow('Line 1 of the story holds no command')
})
