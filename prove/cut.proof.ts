import { setTimeout as wait } from 'node:timers/promises'
import { cutAndResume } from '../stories/support/cut-and-resume.ts'
import { openWorld } from './kill/world.ts'

export const summary = 'a widget’s socket cut for thirty seconds while an agent writes, edits and deletes'

const cutMs = 30_000

export default async function prove(): Promise<string[]> {
  const world = await openWorld()
  try {
    const { url, widgetKey } = world.shop
    return await cutAndResume({ url, widgetKey, rounds: 10, away: () => wait(cutMs) })
  } finally {
    await world.close()
  }
}
