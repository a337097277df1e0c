import { diceOf } from '../support/journey/dice.ts'
import { type Tongue, tongues } from '../support/journey/shopper.ts'
import { judge } from './judge.ts'
import type { Shape } from './shape.ts'
import type { StoryWorld } from './story-world.ts'
import { tell } from './tell.ts'
import { type Variation, variations } from './variation.ts'

export interface Telling {
  shape: Shape
  tongue: Tongue
  where: 'demo' | 'feed'
  variation: Variation
  problems: string[]
  transcript: string
}

/** Every way of telling these stories: in each language and shop, in each variation. */
export const tellings = (
  shapes: readonly Shape[],
  given: readonly Variation[] = variations,
): Omit<Telling, 'problems' | 'transcript'>[] =>
  shapes.flatMap((shape) =>
    tongues.flatMap((tongue) =>
      (['demo', 'feed'] as const).flatMap((where) => given.map((variation) => ({ shape, tongue, where, variation }))),
    ),
  )

export async function runTelling(
  world: StoryWorld,
  telling: Omit<Telling, 'problems' | 'transcript'>,
  seed: number,
): Promise<Telling> {
  const { shape, tongue, where, variation } = telling
  const shop = world.shops.get(tongue)?.[where]
  if (!shop) throw new Error(`no shop in ${tongue}`)
  const told = await tell(shape, { tongue, shop, dice: diceOf(seed), variation })
  return { ...telling, problems: await judge(shape.end, told, shop, tongue), transcript: told.transcript }
}

/** So many at once as two processors carry. */
export async function inParallel<Item>(
  items: readonly Item[],
  many: number,
  work: (item: Item, at: number) => Promise<void>,
): Promise<void> {
  const left = [...items.entries()]
  const worker = async () => {
    for (let next = left.shift(); next; next = left.shift()) await work(next[1], next[0])
  }
  await Promise.all(Array.from({ length: many }, worker))
}
