import { boundaries, modulesSeen } from './boundaries.ts'
import type { Check } from './check.ts'
import { deadCode } from './dead-code.ts'
import { fileLength } from './file-length.ts'
import { personalData } from './personal-data.ts'
import { style } from './style.ts'
import { texts } from './texts.ts'
import { types } from './types.ts'

const checks = [types, style, boundaries, modulesSeen, fileLength, deadCode, texts, personalData]

export type Checked = { name: string; problems: string[]; seconds: number }

/** Runs every check, two at a time, and tells each result as soon as it is there. A check that breaks has failed. */
export async function runAllChecks(root: string, tell: (checked: Checked) => void): Promise<Checked[]> {
  const waiting = [...checks]
  const done: Checked[] = []
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const checked = await runCheck(check, root)
      done.push(checked)
      tell(checked)
    }
  }
  await Promise.all([work(), work()])
  return done
}

async function runCheck(check: Check, root: string): Promise<Checked> {
  const began = performance.now()
  const problems = await check
    .run(root)
    .catch((fault: unknown) => [fault instanceof Error ? `${fault.stack}` : String(fault)])
  return { name: check.name, problems, seconds: (performance.now() - began) / 1000 }
}

export function printChecked({ name, problems, seconds }: Checked): void {
  console.log(`${problems.length === 0 ? '✓' : '✗'} ${name} (${seconds.toFixed(1)} s)`)
  for (const problem of problems) console.log(`    ${problem}`)
}
