import { setTimeout as wait } from 'node:timers/promises'
import { openDoors } from './kill/crowd.ts'
import type { Errand } from './kill/errand.ts'
import { judgeAll } from './kill/judge-all.ts'
import { faultIn, type Phase, phases, planOf, type Round } from './kill/plan.ts'
import { type Random, seeded } from './kill/random.ts'
import { openWorld, type World } from './kill/world.ts'

export const summary =
  'a server killed fifty times under load, ten times with its Postgres: nothing lost, nothing doubled'

const patienceMs = 15_000
const mostRounds = 80

/** Kills, starts again, lets every shopper finish, and holds what stands against what she was told; then once more for all of them together. */
export default async function prove({ seed }: { seed: number }): Promise<string[]> {
  const world = await openWorld()
  const book: Book = {
    errands: [],
    counts: { accept: 0, turn: 0, commit: 0, send: 0, pay: 0, 'any moment': 0 },
    postgres: 0,
  }
  const violations: string[] = []
  try {
    const random = seeded(seed + 1)
    const owed = planOf(seed)
    let told = 0
    for (let round = 1; owed.length > 0 && round <= mostRounds; round++) {
      const plan = owed.shift()
      if (!plan) break
      const where = await runRound(world, plan, book, random, violations)
      if (plan.fault && plan.fault !== 'mail' && where !== plan.fault.phase)
        owed.push({ ...plan, fault: faultIn(plan.fault.phase, random), postgres: null })
      if (plan.fault === 'mail' && where !== 'send') owed.push(plan)
      console.log(
        `${String(round).padStart(3)}  killed in ${where}${plan.postgres ? `, Postgres ${plan.postgres}` : ''}`,
      )
      for (const violation of violations.slice(told)) console.log(`     ✗ ${violation}`)
      told = violations.length
    }
    violations.push(...(await judgeAll(world, book.errands, 'at the end')))
  } finally {
    await world.close()
  }
  tell(book)
  for (const phase of phases)
    if (book.counts[phase] < 8) violations.push(`only ${book.counts[phase]} kills inside ${phase}`)
  return [...new Set(violations)]
}

interface Book {
  errands: Errand[]
  counts: Record<Phase | 'any moment', number>
  postgres: number
}

async function runRound(
  world: World,
  round: Round,
  book: Book,
  random: Random,
  violations: string[],
): Promise<Phase | 'any moment'> {
  const doors = openDoors(world.shop, random)
  const where = await killed(world, round)
  const closing = doors.close()
  book.counts[where] += 1
  if (round.postgres) book.postgres += 1
  await world.restart()
  const errands = await closing
  book.errands.push(...errands)
  violations.push(...(await judgeAll(world, errands, `after a kill in ${where}`)))
  return where
}

/** Waits for the moment, and says where it fell. A phase that is not reached in time becomes any moment. */
async function killed(world: World, { fault, afterMs, postgres }: Round): Promise<Phase | 'any moment'> {
  await wait(afterMs)
  if (postgres === 'before') {
    await world.killPostgres()
    await wait(Math.min(afterMs, 300))
  }
  let taken = false
  if (fault === 'mail')
    world.mailBox.hooks.onTaken = () => {
      taken = true
      void world.killServer()
    }
  else if (fault) await world.arm(fault)
  const fallen = () => taken || /^killed in (\w+)/m.test(world.output())
  for (const end = Date.now() + patienceMs; fault && !fallen() && Date.now() < end; ) await wait(20)
  world.mailBox.hooks.onTaken = null
  const told = phases.find((phase) => world.output().includes(`killed in ${phase}`))
  await world.killServer()
  if (postgres === 'after') await world.killPostgres()
  return taken ? 'send' : (told ?? 'any moment')
}

function tell({ errands, counts, postgres }: Book): void {
  const said = errands.flatMap((errand) => errand.said)
  const yes = errands.filter((errand) => errand.yes)
  console.log(
    [
      '',
      `kills        ${Object.values(counts).reduce((sum, one) => sum + one, 0)}: ${Object.entries(counts)
        .map(([phase, count]) => `${phase} ${count}`)
        .join(', ')}; ${postgres} with Postgres`,
      `errands      ${errands.length}, ${errands.filter((errand) => errand.numbers.length > 0).length} of them by socket`,
      `messages     ${said.length}, ${said.filter(({ acknowledged }) => acknowledged).length} acknowledged`,
      `yeses        ${yes.length} (${yes.filter((errand) => errand.yes?.by === 'chat').length} in the talk), ${yes.filter((errand) => errand.yes?.orderId).length} acknowledged`,
      `bank         ${errands.filter((errand) => errand.bank).length} answers, ${errands.filter((errand) => errand.bank?.acknowledged).length} acknowledged`,
      '',
    ].join('\n'),
  )
}
