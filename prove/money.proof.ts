import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stopEmbeddedPostgres } from '../apps/server/src/db/embedded-postgres.ts'
import { seeded } from './kill/random.ts'
import { type Errand, type Hazard, hazards, runErrand } from './money/errand.ts'
import { closeTheBooks, judge } from './money/judge.ts'
import { openWorld } from './money/world.ts'

export const summary =
  'kills, lost, forged and repeated webhooks, a bank that is down, two agents at once: money and stock add up'

const errandsEach = 12

/** Every hazard over and over, in an order of the seed's; then the day is closed and the shop's books are held against the bank's. */
export default async function prove({ seed }: { seed: number }): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-money-'))
  // Postgres runs as a user of its own, which must get at its folder.
  await chmod(folder, 0o755)
  process.env.PARLEY_TEST_CLUSTER = join(folder, 'postgres')
  const world = await openWorld()
  const errands: Errand[] = []
  try {
    const random = seeded(seed)
    for (let round = 0; round < errandsEach; round++)
      for (const hazard of hazards) {
        const errand = await runErrand(world, random, hazard)
        if (errand) errands.push(errand)
      }
    await closeTheBooks(world)
    const wrong = await judge(world, errands)
    const met = countMet(errands)
    for (const hazard of hazards) console.log(`  ${hazard.padEnd(36)} ${met.get(hazard) ?? 0}`)
    console.log(`  ${'orders'.padEnd(36)} ${errands.length}`)
    for (const hazard of hazards)
      if ((met.get(hazard) ?? 0) < 3) wrong.push(`${hazard}: met ${met.get(hazard) ?? 0} times`)
    return wrong
  } finally {
    await world.sale.close()
    await stopEmbeddedPostgres(process.env.PARLEY_TEST_CLUSTER)
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
  }
}

function countMet(errands: readonly Errand[]): Map<Hazard, number> {
  const met = new Map<Hazard, number>()
  for (const errand of errands) for (const hazard of errand.met) met.set(hazard, (met.get(hazard) ?? 0) + 1)
  return met
}
