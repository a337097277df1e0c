import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stopEmbeddedPostgres } from '../apps/server/src/db/embedded-postgres.ts'
import { openTestDatabase } from '../apps/server/test/database.ts'
import { causeOf } from '../stories/talks/cause.ts'
import { inParallel, runTelling, type Telling, tellings } from '../stories/talks/run-stories.ts'
import { shapes } from '../stories/talks/shapes.ts'
import { openStoryWorld } from '../stories/talks/story-world.ts'

export const summary =
  'every story in five languages and two shops, in three wordings, then mistyped and with small talk elsewhere; --only takes words of "fi, demo, wording 1: one becomes three" (~25 min)'

/** While one waits for the database another is read: more than this only wait for each other. */
const atOnce = 6
const everyMs = 30_000

/** All tellings of all stories: the same end each time, and nothing told that was not read. */
export default async function prove({ seed, only }: { seed: number; only: string }): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-stories-'))
  // Postgres runs as a user of its own, which must get at its folder.
  await chmod(folder, 0o755)
  process.env.PARLEY_TEST_CLUSTER = join(folder, 'postgres')
  const database = await openTestDatabase()
  const world = await openStoryWorld(database, seed)
  const told: Telling[] = []
  const all = [...tellings(shapes).entries()].filter(([, telling]) => isAsked(nameOf(telling), only))
  const progress = setInterval(
    () => console.log(`  ${told.length} of ${all.length}, ${wrong(told).length} wrong`),
    everyMs,
  )
  try {
    await inParallel(all, atOnce, async ([at, telling]) => {
      const run = runTelling(world, telling, seed * 10_000 + at)
      const ended = await run.catch((fault: unknown) => ({ ...telling, problems: [String(fault)], transcript: '' }))
      told.push(ended)
      if (only !== '' && ended.problems.length > 0)
        console.log(`\n${nameOf(ended)}\n${ended.problems.join('\n')}\n${ended.transcript}`)
    })
    await report(told)
  } finally {
    clearInterval(progress)
    await world.close()
    await database.close()
    await stopEmbeddedPostgres(join(folder, 'postgres'))
    // Postgres takes a moment to put its files away.
    await rm(folder, { recursive: true, force: true, maxRetries: 40, retryDelay: 250 })
  }
  return wrong(told).map((telling) => `${nameOf(telling)}: ${telling.problems.join('; ')}`)
}

const wrong = (told: readonly Telling[]): Telling[] => told.filter(({ problems }) => problems.length > 0)

const nameOf = ({ tongue, where, variation, shape }: Omit<Telling, 'problems' | 'transcript'>): string =>
  `${tongue}, ${where}, ${variation.name}: ${shape.id}`

/** `--only "fi, demo"`, `--only "wording 1"`, `--only "one becomes three"`; several apart by a plus must all be there. */
const isAsked = (name: string, only: string): boolean => only.split('+').every((part) => name.includes(part.trim()))

/** How many end right, by language and way of telling, and what goes wrong most. The talks that went wrong stand in a file. */
async function report(told: readonly Telling[]): Promise<void> {
  for (const by of ['tongue', 'variation', 'where'] as const) {
    const keys = told.map((telling) => (by === 'variation' ? telling.variation.name : telling[by]))
    for (const key of new Set(keys)) {
      const own = told.filter((_, at) => keys[at] === key)
      console.log(`  ${key}: ${own.length - wrong(own).length} of ${own.length} end as they must`)
    }
  }
  const causes = Map.groupBy(wrong(told), causeOf)
  for (const [cause, those] of [...causes].sort(([, one], [, other]) => other.length - one.length))
    console.log(`  ${String(those.length).padStart(4)} × ${cause}`)
  if (causes.size === 0) return
  const file = join(tmpdir(), 'parley-stories.txt')
  const talks = wrong(told).map((each) => `${nameOf(each)}\n${each.problems.join('\n')}\n${each.transcript}`)
  await writeFile(file, talks.join('\n\n'))
  console.log(`  The talks stand in ${file}`)
}
