import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../apps/server/test/database.ts'
import { startTestParley, type TestParley } from '../apps/server/test/parley.ts'
import { type Neighbour, openNeighbour } from './support/neighbour.ts'

let database: TestDatabase
let parley: TestParley
let shop: Neighbour

beforeAll(async () => {
  database = await openTestDatabase()
  parley = await startTestParley({ database })
  shop = await openNeighbour(parley.url, database.serverUrl, 'reader', 'lamps')
}, 180_000)
afterAll(async () => {
  await parley?.stop()
  await database?.close()
})

test('every example of the guide to the API does what it says', async () => {
  const guide = readFileSync(join(import.meta.dirname, '../docs/talk-through-the-api.md'), 'utf8')
  const examples = [...guide.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, code = '']) => code)
  expect(examples.length).toBeGreaterThan(7)
  const script = ['set -euo pipefail', ...examples].join('\n')
  const { stdout } = await promisify(execFile)('bash', ['-c', script], {
    env: { ...process.env, PARLEY_URL: parley.url, PARLEY_KEY: shop.apiKey },
  })
  expect(stdout).toContain('"replies":[{')
  expect(stdout).toContain('"owner":"agent"')
  expect(stdout).toContain('"status":"resolved"')
  expect(stdout).toContain('"imported":1')
  expect(stdout).not.toContain('"status":4')
}, 60_000)
