import type { Reading } from '@parley/contracts'
import { expect, test } from 'vitest'
import { candidatesOf } from './read-with-model.ts'

const unsure: Reading = {
  language: 'en',
  languageConfidence: 1,
  job: 'order_status',
  confidence: 0.4,
  runnersUp: [
    { job: 'return_item', confidence: 0.2 },
    { job: 'out_of_scope', confidence: 0.1 },
    { job: 'delete_my_data', confidence: 0.001 },
  ],
  entities: [],
  query: '',
  commands: [{ type: 'start', flow: 'order-status', job: 'order_status', slots: {} }],
  reader: 'test',
  ms: 0,
}

const jobsOf = (...jobs: string[]) => ({ jobs: Object.fromEntries(jobs.map((job) => [job, {}])) })
const flows = [jobsOf('order_status', 'delete_my_data'), jobsOf('return_item'), jobsOf('affirm', 'deny', 'greet')]

test('where the reader is unsure it offers what it finds possible, and nothing that the words do not hold', () => {
  expect(candidatesOf(unsure, flows)).toEqual(['order_status', 'return_item'])
  expect(candidatesOf({ ...unsure, job: null, commands: [{ type: 'not_understood' }] }, flows)).toEqual(['return_item'])
})

test('a yes or a no is never the model’s to choose', () => {
  const yes = { job: 'affirm', confidence: 0.3 }
  expect(candidatesOf({ ...unsure, runnersUp: [yes, { job: 'deny', confidence: 0.3 }] }, flows)).toEqual([
    'order_status',
  ])
})

test('where it is sure, where a yes or a no is read, or several wishes, nobody else is asked', () => {
  expect(candidatesOf({ ...unsure, confidence: 0.9 }, flows)).toEqual([])
  expect(candidatesOf({ ...unsure, commands: [{ type: 'confirm' }] }, flows)).toEqual([])
  expect(candidatesOf({ ...unsure, commands: [{ type: 'deny' }] }, flows)).toEqual([])
  expect(candidatesOf({ ...unsure, commands: [{ type: 'set', slot: 'quantity', value: 2 }] }, flows)).toEqual([])
  expect(candidatesOf({ ...unsure, commands: [...unsure.commands, ...unsure.commands] }, flows)).toEqual([])
})
