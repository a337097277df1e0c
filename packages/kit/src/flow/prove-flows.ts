import { basename } from 'node:path'
import { createTexts } from '@parley/engine'
import { describe, expect, test } from 'vitest'
import { escapeProblems } from './escape-problems.ts'
import { openFakeShop } from './fake-shop.ts'
import { findFlows } from './find-flows.ts'
import { structureProblems, textProblems } from './flow-problems.ts'
import { replayStory } from './replay-story.ts'
import { parseStory } from './story.ts'
import { beginTalk } from './talk.ts'
import { walk } from './walk.ts'

/**
 * Declares the proofs of every flow in `roots`, in the company of those in `beside` (the shop's own, which an outside flow may lead to).
 * @example
 * await proveFlows(['extensions/flows'])
 */
export async function proveFlows(roots: string[], beside: string[] = []): Promise<void> {
  const proved = await findFlows(...roots)
  const all = [...(await findFlows(...beside)), ...proved]
  const flows = all.map((each) => each.flow)
  const texts = createTexts({ byFlow: Object.fromEntries(all.map((each) => [each.flow.id, each.texts])) })

  test('no two flows share an id or claim the same job', () => {
    const twice = (names: string[]) => names.filter((name, index) => names.indexOf(name) !== index)
    expect(twice(flows.map((flow) => flow.id))).toEqual([])
    expect(twice(flows.flatMap((flow) => Object.keys(flow.jobs)))).toEqual([])
  })

  test('whatever a shopper does, the bot answers, stays answerable, and orders nothing without a yes to what was shown', async () => {
    expect((await walk(flows, texts, 200)).size).toBeGreaterThan(0)
  }, 120_000)

  for (const found of proved) {
    describe(`the flow ${basename(found.folder)}`, () => {
      test('leads nowhere that is not there', () => expect(structureProblems(found)).toEqual([]))
      test('has every text that it says, and says every text that it has', () =>
        expect(textProblems(found)).toEqual([]))
      test('can be left from every question, by word, by skipping, to a person', async () => {
        expect(await escapeProblems(found, flows, texts)).toEqual([])
      })
      test('has at least one story', () => expect(found.stories.length).toBeGreaterThan(0))
      for (const story of found.stories) {
        test(`tells the story ${story.name}`, async () => {
          const talk = beginTalk({ flows, texts, shop: openFakeShop() })
          expect(await replayStory(parseStory(story.text), talk)).toEqual([])
        })
      }
    })
  }
}
