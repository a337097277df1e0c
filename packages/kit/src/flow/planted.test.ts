import { createTexts } from '@parley/engine'
import { defineFlow, type FlowDefinition, type FlowTurn } from '@parley/sdk'
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

/** What a flow says after it has read the Lyst lamp (49.00 €, in stock) and the article on returns. */
const saying = (say: (turn: FlowTurn) => Promise<void>): FlowDefinition => ({
  ...rightFlow,
  steps: {
    ...rightFlow.steps,
    ask: {
      do: async (turn) => {
        await say(turn)
        return { done: true }
      },
    },
  },
  facets: ['catalogue', 'knowledge', 'store', 'cart', 'checkout'],
})

async function inventedBy(say: (turn: FlowTurn) => Promise<void>): Promise<string[]> {
  const flow = saying(say)
  const talk = beginTalk({ flows: [flow], texts: textsOf(flow), shop: openFakeShop() })
  return await replayStory(parseStory('shopper: wrap it [start wrap]'), talk)
}

test('what was read in the turn may be told: price, stock, date, policy', async () => {
  const honest = await inventedBy(async (turn) => {
    const card = await turn.facets.catalogue.card('prd_lyst')
    if (card?.price) turn.say({ type: 'product', card, actions: [] })
    if (card?.price) turn.say({ type: 'text', text: `It is ${turn.money(card.price)}.` })
    const { changesAt } = await turn.facets.store.openNow()
    if (changesAt) turn.say({ type: 'text', text: `Open until ${turn.date(new Date(changesAt), true)}.` })
    const { returnDays } = await turn.facets.store.info()
    turn.say({ type: 'text', text: `Back within ${returnDays} days.` })
  })
  expect(honest).toEqual([])
})

/** An offer as the shop makes it for two lamps. */
async function offerOf(turn: FlowTurn) {
  await turn.facets.cart.add('var_lyst', 2)
  await turn.facets.checkout.setContact({ name: 'Anna Berg', email: 'anna@example.com' })
  await turn.facets.checkout.setDelivery('pickup')
  await turn.facets.checkout.setPayment('invoice')
  const made = await turn.facets.checkout.propose()
  if (!made.ok) throw new Error('nothing is offered')
  return made.value
}

test('an offer is told as the shop made it', async () => {
  const offered = await inventedBy(async (turn) => turn.say({ type: 'proposal', proposal: await offerOf(turn) }))
  expect(offered).toEqual([])
})

const planted: [string, (turn: FlowTurn) => Promise<void>, RegExp][] = [
  [
    'a price that nobody read',
    async (turn) => {
      await turn.facets.catalogue.card('prd_lyst')
      turn.say({ type: 'text', text: `It is ${turn.money({ amount: 199, currency: 'EUR' })}.` })
    },
    /"€1\.99" was told and not read/,
  ],
  [
    'a price kept from an earlier turn',
    async (turn) => turn.say({ type: 'text', text: `Still ${turn.money({ amount: 4_900, currency: 'EUR' })}.` }),
    /was told and not read/,
  ],
  [
    'the price of another product on a card',
    async (turn) => {
      const [card, other] = [await turn.facets.catalogue.card('prd_lyst'), await turn.facets.catalogue.card('prd_havn')]
      if (card && other) turn.say({ type: 'product', card: { ...card, price: other.price }, actions: [] })
    },
    /the price of .* was not read/,
  ],
  [
    'a state of stock that is not the product’s',
    async (turn) => {
      const card = await turn.facets.catalogue.card('prd_lyst')
      if (card) turn.say({ type: 'product', card: { ...card, stock: 'pre_order' }, actions: [] })
    },
    /the stock of .* was not read as "pre_order"/,
  ],
  [
    'a number of pieces left',
    async (turn) => {
      await turn.facets.catalogue.card('prd_lyst')
      turn.say({ type: 'text', text: 'Hurry, only 17 left!' })
    },
    /"17" was told and not read/,
  ],
  [
    'a day of delivery',
    async (turn) => {
      await turn.facets.store.info()
      turn.say({ type: 'text', text: `It comes on ${turn.date(new Date('2026-01-09T10:00:00Z'))}.` })
    },
    /"9 January" was told and not read/,
  ],
  [
    'a hundred days to return it',
    async (turn) => {
      await turn.facets.store.info()
      turn.say({ type: 'text', text: 'You may return it within 100 days.' })
    },
    /"100" was told and not read/,
  ],
  [
    'a figure slipped into an offer',
    async (turn) => {
      const proposal = await offerOf(turn)
      const summary = [...proposal.summary, { label: 'Days to your door', value: '17' }]
      turn.say({ type: 'proposal', proposal: { ...proposal, summary } })
    },
    /"17" was told and not read/,
  ],
  [
    'words that the article does not say',
    async (turn) => {
      const found = await turn.facets.knowledge.topic('returns')
      if (found) turn.say({ type: 'article', id: found.id, title: found.title, text: 'We always pay the postage.' })
    },
    /does not say what was told of it/,
  ],
]

test.each(planted)('%s is found in any story', async (_, say, problem) => {
  const problems = await inventedBy(say)
  expect(problems).toHaveLength(1)
  expect(problems[0]).toMatch(problem)
})
