import { z } from 'zod'

/** A skipped test proves nothing, a file that could not be read is one failure, and so is a run that broke off. */
export function countResults(code: number, text: string | undefined): { passed: number; failed: number } {
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

const results = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) })),
})
