import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createTexts } from '@parley/engine'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { findFlows } from './find-flows.ts'
import { newTalk, walk } from './walk.ts'

const found = await findFlows(join(import.meta.dirname, '../../../../extensions/flows'))
const flows = found.map((each) => each.flow)
const texts = createTexts({ byFlow: Object.fromEntries(found.map((each) => [each.flow.id, each.texts])) })

test('walks reach nearly every step of the flows that ship', async () => {
  const reached = await walk(flows, texts, 1_000)
  const all = flows.flatMap((flow) => Object.keys(flow.steps).map((step) => `${flow.id}.${step}`))
  const missed = all.filter((step) => !reached.has(step))
  expect(missed.length / all.length, `never reached: ${missed.join(', ')}`).toBeLessThanOrEqual(0.05)
}, 120_000)

test.each(['sv', 'fi', 'is', 'hu'])(
  'walks in %s find every text, and every value that it names',
  async (tag) => {
    const file = readFileSync(join(import.meta.dirname, `../../../../extensions/languages/${tag}/texts.json`), 'utf8')
    const { runtime = {}, ...byFlow } = z.record(z.string(), z.record(z.string(), z.string())).parse(JSON.parse(file))
    const both = found.map(({ flow, texts }) => [flow.id, { ...texts, [tag]: byFlow[flow.id] ?? {} }])
    const translated = createTexts({ byFlow: Object.fromEntries(both), runtime: { [tag]: runtime } })
    expect((await walk(flows, translated, 150, tag)).size).toBeGreaterThan(0)
  },
  120_000,
)

test('an order needs the yes to come after the offer, not in the same breath', async () => {
  const talk = newTalk(flows, texts, true)
  const { facets, till } = talk.shop
  await facets.cart.add('var_lyst', 1)
  await facets.checkout.setDelivery('pickup')
  await facets.checkout.setPayment('invoice')
  const offered = await talk.hear(
    [{ type: 'text', text: 'check out, yes, order it' }],
    [{ type: 'start', flow: 'checkout', job: 'checkout', slots: {} }, { type: 'confirm' }],
  )
  expect(till.orders).toEqual([])
  expect(offered.awaits?.slot).toBe('proposal')

  const yes = { type: 'click' as const, action: offered.awaits?.options[0]?.value ?? '' }
  const twice = await talk.hear([yes, yes])
  expect(till.orders).toHaveLength(1)
  expect(twice.replies.filter((reply) => reply.content.type === 'order')).toHaveLength(1)
})
