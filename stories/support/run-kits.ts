import { execFile } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const root = join(import.meta.dirname, '../..')
const kits = ['channel/channel', 'flow/flow', 'language/language', 'payment/payment']

const report = z.object({
  testResults: z.array(
    z.object({
      message: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
})

/** Runs the kits as anybody would who has written extensions in a folder of her own, and tells what they proved of what ships not at all. */
export async function runKits(folder: string): Promise<{ passed: string[]; failed: string[] }> {
  const file = join(folder, 'report.json')
  const args = [
    'run',
    '--project=kits',
    '--reporter=json',
    `--outputFile=${file}`,
    '-t',
    'hailer|kassa|gift-wrap|language et',
  ]
  // What this run says about itself to its workers is not for the other one.
  const own = Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_OPTIONS|NODE_CHANNEL)/.test(name))
  const env = { ...Object.fromEntries(own), PARLEY_EXTENSIONS: folder }
  const files = kits.map((kit) => `packages/kit/src/${kit}.test.ts`)
  await new Promise<void>((done) => {
    execFile(
      process.execPath,
      [join(root, 'node_modules/vitest/vitest.mjs'), ...args, ...files],
      { cwd: root, env, timeout: 280_000 },
      () => done(),
    )
  })
  const { testResults } = report.parse(JSON.parse(await readFile(file, 'utf8')))
  await rm(file)
  const all = testResults.flatMap((each) => each.assertionResults)
  const named = (status: string) => all.filter((each) => each.status === status).map((each) => each.fullName)
  const broken = testResults.filter((each) => each.assertionResults.length === 0).map((each) => each.message)
  return { passed: named('passed'), failed: [...named('failed'), ...broken] }
}
