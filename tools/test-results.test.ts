import { expect, test } from 'vitest'
import { countResults } from './test-results.ts'

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((each) => ({ status: each })),
})

function run(given: { passed?: number; failed?: number; skipped?: number; files?: object[] }): string {
  return JSON.stringify({
    numPassedTests: given.passed ?? 0,
    numFailedTests: given.failed ?? 0,
    numPendingTests: given.skipped ?? 0,
    numTodoTests: 0,
    testResults: given.files ?? [],
  })
}

test('tests are counted as they came out', () => {
  const files = [file('passed', 'passed', 'passed'), file('failed', 'passed', 'failed')]
  expect(countResults(1, run({ passed: 3, failed: 1, files }))).toEqual({ passed: 3, failed: 1 })
})

test('a skipped test counts as failed', () => {
  expect(countResults(0, run({ passed: 3, skipped: 2 }))).toEqual({ passed: 3, failed: 2 })
})

test('a file that could not even be read counts as failed', () => {
  expect(countResults(1, run({ passed: 3, files: [file('failed')] }))).toEqual({ passed: 3, failed: 1 })
})

test('a run that broke off, or left no results, never passes', () => {
  expect(countResults(1, run({ passed: 3 }))).toEqual({ passed: 3, failed: 1 })
  expect(countResults(1, undefined)).toEqual({ passed: 0, failed: 1 })
})
