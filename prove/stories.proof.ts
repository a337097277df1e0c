import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stopEmbeddedPostgres } from '../apps/server/src/db/embedded-postgres.ts'
import { openTestDatabase } from '../apps/server/test/database.ts'
import { inParallel, runTelling, tellings } from '../stories/talks/run-stories.ts'
import { shapes } from '../stories/talks/shapes.ts'
import { openStoryWorld } from '../stories/talks/story-world.ts'

export const summary =
  'every story in five languages and two shops, in three wordings, then mistyped and with small talk elsewhere (~20 min)'

const atOnce = 4

/** All tellings of all stories: the same end each time, and nothing told that was not read. */
export default async function prove({ seed }: { seed: number }): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-stories-'))
  // Postgres runs as a user of its own, which must get at its folder.
  await chmod(folder, 0o755)
  process.env.PARLEY_TEST_CLUSTER = join(folder, 'postgres')
  const database = await openTestDatabase()
  const world = await openStoryWorld(database, seed)
  const violations: string[] = []
  const right = new Map<string, [right: number, all: number]>()
  try {
    const all = tellings(shapes).filter(({ shape }) => !process.env.STORY || shape.id.includes(process.env.STORY))
    await inParallel(all, atOnce, async (telling, at) => {
      const name = `${telling.tongue}, ${telling.where}, ${telling.variation.name}: ${telling.shape.id}`
      const told = await runTelling(world, telling, seed * 10_000 + at).catch((fault: unknown) => ({
        problems: [String(fault)],
        transcript: '',
      }))
      for (const key of [telling.tongue, telling.variation.name]) {
        const [well, count] = right.get(key) ?? [0, 0]
        right.set(key, [well + (told.problems.length === 0 ? 1 : 0), count + 1])
      }
      if (told.problems.length === 0) return
      violations.push(`${name}: ${told.problems.join('; ')}`)
      if (process.env.STORY) console.log(`\n${name}\n${told.problems.join('\n')}\n${told.transcript}`)
    })
    for (const [key, [well, count]] of right) console.log(`  ${key}: ${well} of ${count} end as they must`)
  } finally {
    await world.close()
    await database.close()
    await stopEmbeddedPostgres(join(folder, 'postgres'))
    await rm(folder, { recursive: true, force: true })
  }
  return violations
}
