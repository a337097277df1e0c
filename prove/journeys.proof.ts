import { spawn } from 'node:child_process'
import { join } from 'node:path'

export const summary = 'shoppers buy in five languages in shops, names and words made anew, many times over (~5 min)'

const rounds = 10

/** The journeys of the stories, each round with a seed nobody has looked at. */
export default async function journeys({ seed }: { seed: number }): Promise<string[]> {
  const first = seed === 1 ? Date.now() % 1_000_000 : seed
  const violations: string[] = []
  for (let round = 0; round < rounds; round++) {
    const own = first + round * 1_000
    const { code, failed } = await walk(own)
    console.log(`  seed ${own}: ${code === 0 ? 'all bought what they meant' : `${failed.length} did not`}`)
    violations.push(
      ...failed.map((name) => `seed ${own}: ${name}`),
      ...(code !== 0 && failed.length === 0 ? [`seed ${own}: the round broke`] : []),
    )
  }
  return violations
}

function walk(seed: number): Promise<{ code: number | null; failed: string[] }> {
  return new Promise((resolve) => {
    const root = join(import.meta.dirname, '..')
    const child = spawn(
      process.execPath,
      ['node_modules/vitest/vitest.mjs', 'run', 'stories/journeys.test.ts', '--reporter=json'],
      { cwd: root, env: { ...process.env, STORY_SEED: String(seed) } },
    )
    let written = ''
    child.stdout.on('data', (chunk: Buffer) => {
      written += chunk.toString()
    })
    child.once('exit', (code) =>
      resolve({
        code,
        failed: [...written.matchAll(/"status":"failed","title":"([^"]*)"/g)].map(([, title = '']) => title),
      }),
    )
  })
}
