import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'

export const summary = 'shoppers buy in five languages in shops, names and words made anew, many times over (~5 min)'

const rounds = 10

/** The journeys of the stories on one server, each round with a seed nobody has looked at. */
export default async function journeys({ seed }: { seed: number }): Promise<string[]> {
  const first = seed === 1 ? Date.now() % 1_000_000 : seed
  const seeds = Array.from({ length: rounds }, (_, round) => first + round * 1_000)
  console.log(`  seeds ${seeds.join(', ')}`)
  const { code, told } = await walk(seeds)
  const found = outcome.safeParse(told)
  if (!found.success) return [`the journeys broke (${code})`]
  const all = found.data.testResults.flatMap(({ assertionResults }) => assertionResults)
  const failed = all.filter(({ status }) => status !== 'passed')
  console.log(`  ${all.length - failed.length} of ${all.length} bought what they meant`)
  const unbegun = found.data.testResults.map(({ message }) => message).join('\n')
  if (failed.length > 0 && failed.every(({ failureMessages }) => failureMessages.length === 0))
    return [`the journeys did not begin: ${unbegun}`]
  const broken = all.length === 0 || (code !== 0 && failed.length === 0) ? [`the journeys broke (${code})`] : []
  return [...failed.map(({ title, failureMessages }) => `${title}\n${failureMessages.join('\n')}`), ...broken]
}

const outcome = z.object({
  testResults: z.array(
    z.object({
      /** Why none could begin. */
      message: z.string().default(''),
      assertionResults: z.array(
        z.object({ title: z.string(), status: z.string(), failureMessages: z.array(z.string()).default([]) }),
      ),
    }),
  ),
})

async function walk(seeds: readonly number[]): Promise<{ code: number | null; told: unknown }> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-journeys-'))
  const file = join(folder, 'told.json')
  const code = await new Promise<number | null>((resolve) => {
    const args = ['run', 'stories/journeys.test.ts', '--reporter=json', `--outputFile=${file}`]
    const child = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', ...args], {
      cwd: join(import.meta.dirname, '..'),
      env: { ...process.env, STORY_SEEDS: seeds.join(',') },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    child.once('exit', resolve)
  })
  const told: unknown = JSON.parse(await readFile(file, 'utf8').catch(() => 'null'))
  await rm(folder, { recursive: true, force: true })
  return { code, told }
}
