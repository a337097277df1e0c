import { setTimeout as wait } from 'node:timers/promises'
import { openDoors } from './kill/crowd.ts'
import { judgeAll } from './kill/judge-all.ts'
import { seeded } from './kill/random.ts'
import { openWorld } from './kill/world.ts'

export const summary = 'Postgres killed five times under a server that lives on: it goes on as if nothing had been'

const times = 5

export default async function prove({ seed }: { seed: number }): Promise<string[]> {
  const world = await openWorld()
  const violations: string[] = []
  try {
    const random = seeded(seed)
    for (let time = 1; time <= times; time++) {
      const doors = openDoors(world.shop, random)
      await wait(random.between(300, 2_500))
      await world.killPostgres()
      await world.postgresAnswers()
      await wait(1_000)
      violations.push(...(await judgeAll(world, await doors.close(), `Postgres killed ${time} times`)))
      console.log(`${time}  ${violations.length} violations`)
    }
    if (!(await world.serverLives().catch(() => false))) violations.push('the server has ended with its Postgres')
  } finally {
    await world.close()
  }
  return violations
}
