import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { printChecked, runAllChecks } from './check/all-checks.ts'
import { findChromium } from './chromium.ts'

/** `npm test`: the checks, then every test there is. Words after `--` narrow the tests, not the checks. */
const root = join(import.meta.dirname, '..')
const filters = process.argv.slice(2)

const checked = await runAllChecks(root, printChecked)
const failedChecks = checked.filter(({ problems }) => problems.length > 0).length
await runProgram(['tools/build.ts', '--changed'])
const tested = await runTests()
const passed = checked.length - failedChecks + tested.passed
const failed = failedChecks + tested.failed
if (failed > 0) process.exitCode = 1
console.log(`${passed} passed, ${failed} failed`)

async function runTests(): Promise<{ passed: number; failed: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-results-'))
  const file = join(folder, 'results.json')
  try {
    const chromium = await findChromium().catch((fault: Error) => {
      console.error(fault.message)
      return undefined
    })
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
    const code = await runProgram(['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...filters], {
      ...(chromium ? { CHROMIUM_PATH: chromium } : {}),
    })
    return count(code, await readFile(file, 'utf8').catch(() => undefined))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const results = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) })),
})

/** A skipped test proves nothing, a file that could not be read is one failure, and so is a run that broke off. */
function count(code: number, text: string | undefined): { passed: number; failed: number } {
  if (text === undefined) return { passed: 0, failed: 1 }
  const run = results.parse(JSON.parse(text))
  const skipped = run.numPendingTests + run.numTodoTests
  if (skipped > 0) console.error(`${skipped} tests were skipped: that counts as failed.`)
  const broken = run.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  )
  const failed = run.numFailedTests + skipped + broken.length
  return { passed: run.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed }
}

function runProgram(args: string[], extra: Record<string, string> = {}): Promise<number> {
  return new Promise((ended, broken) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...extra } })
    child.once('error', broken)
    child.once('exit', (code) => ended(code ?? 1))
  })
}
