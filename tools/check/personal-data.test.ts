import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../apps/server/test/database.ts'
import { runSql } from '../../apps/server/test/test-cluster.ts'
import { columnsOf, compareWithRegister } from './personal-data.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await openTestDatabase()
})

afterAll(() => database.close())

test('a column that nobody registered fails, and so does one registered that is gone', async () => {
  const registered = await columnsOf(database.adminUrl)
  expect(registered.length).toBeGreaterThan(50)
  expect(compareWithRegister(registered, registered)).toEqual([])

  await runSql(
    database.adminUrl,
    'create table planted (shoe_size text)',
    'alter table account add column nickname text',
  )
  const columns = await columnsOf(database.adminUrl)
  expect(compareWithRegister(columns, [...registered, 'account.shoe_size'])).toEqual([
    'account.nickname is not in the register of personal data',
    'planted.shoe_size is not in the register of personal data',
    'account.shoe_size is in the register of personal data, but not in the database',
  ])
})

test('a check that finds no columns does not pass', () => {
  expect(compareWithRegister([], [])).toEqual(['The database has no columns at all.'])
})
