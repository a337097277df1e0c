import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { printChecked, runAllChecks } from './check/all-checks.ts'
import { findChromium } from './chromium.ts'
import { countResults } from './test-results.ts'

/** `npm test`: the checks, then every test there is. Words after `--` narrow the tests, not the checks. */
const root = join(import.meta.dirname, '..')
const filters = process.argv.slice(2)

const checked = await runAllChecks(root, printChecked)
const failedChecks = checked.filter(({ problems }) => problems.length > 0).length
await runProgram(['tools/build.ts', '--changed'])
await runProgram(['tools/teach.ts'])
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
    return countResults(code, await readFile(file, 'utf8').catch(() => undefined))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function runProgram(args: string[], extra: Record<string, string> = {}): Promise<number> {
  return new Promise((ended, broken) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...extra } })
    child.once('error', broken)
    child.once('exit', (code) => ended(code ?? 1))
  })
}
