import { doctorOf } from './doctor.ts'
import type { Errand } from './errand.ts'
import { judgeErrand } from './judge.ts'
import { settled } from './settled.ts'
import type { World } from './world.ts'

/** Waits for quiet, then holds every errand, every shelf and the doctor's findings against one another. */
export async function judgeAll(world: World, errands: readonly Errand[], when: string): Promise<string[]> {
  const ledger = await world.ledger()
  try {
    const wrong = await settled(ledger)
    for (const errand of errands) wrong.push(...(await judgeErrand(ledger, errand, world.mailBox.delivered)))
    wrong.push(...(await doctorOf(ledger, world)))
    return wrong.map((what) => `${when}: ${what}`)
  } finally {
    await ledger.close()
  }
}
