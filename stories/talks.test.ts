import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../apps/server/test/database.ts'
import { tongues } from './support/journey/shopper.ts'
import { runTelling } from './talks/run-stories.ts'
import { movesOf, type Trait } from './talks/shape.ts'
import { shapes } from './talks/shapes.ts'
import { openStoryWorld, type StoryWorld } from './talks/story-world.ts'
import { variations } from './talks/variation.ts'

let database: TestDatabase
let world: StoryWorld

beforeAll(async () => {
  database = await openTestDatabase()
  world = await openStoryWorld(database, 100)
})

afterAll(async () => {
  await world?.close()
  await database?.close()
})

/** Two stories in each language, one in each shop; `npm run prove -- stories` tells all of them, in other words as well. */
const sample = [
  'one becomes three',
  'a question about returns while paying',
  'she speaks another language in between',
  'one of two is taken out again',
  'she calls the order off and means it',
  'another e-mail address after all',
  'two kinds of goods, pointed at one after the other',
  'she says no to the order and keeps the basket',
  'the parcel goes elsewhere',
  'a person is wanted at the till',
]

for (const [place, tongue] of tongues.entries())
  for (const [at, where] of (['demo', 'feed'] as const).entries()) {
    const shape = shapes.find(({ id }) => id === sample[(place * 2 + at) % sample.length])
    const [variation] = variations
    if (!shape || !variation) throw new Error('the sample names a story that is not there')
    test(`in ${tongue}, ${where === 'demo' ? 'in the demo shop' : 'in another trade'}: ${shape.id}`, async () => {
      const { problems, transcript } = await runTelling(world, { shape, tongue, where, variation }, 7_000 + place)
      expect(problems, transcript).toEqual([])
    })
  }

test('there are forty stories of four to twenty messages, and half of them are not straightforward', () => {
  expect(shapes.length).toBeGreaterThanOrEqual(40)
  expect(new Set(shapes.map(({ id }) => id)).size).toBe(shapes.length)
  const winding: readonly Trait[] = shapes.flatMap(({ traits }) => traits.slice(0, 1))
  expect(winding.length).toBeGreaterThanOrEqual(shapes.length / 2)
  // An order is told in seven messages or more: who, where, how, and yes.
  const messages = shapes.map((shape) => movesOf(shape).reduce((sum, { kind }) => sum + (kind === 'order' ? 6 : 1), 0))
  expect(Math.min(...messages)).toBeGreaterThanOrEqual(4)
  expect(Math.max(...messages)).toBeLessThanOrEqual(20)
})
