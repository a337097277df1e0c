import { mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openEmptyDatabase, openTestDatabase } from '../../test/database.ts'
import { openTestShop, type TestShop } from '../../test/shop.ts'
import { runSql } from '../../test/test-cluster.ts'
import { accept } from '../conversations/index.ts'
import { openDatabase } from '../db/database.ts'
import { migrateTo, migrations } from '../db/migrate.ts'
import { readShop } from '../identity/index.ts'
import { systemClock } from '../kernel/clock.ts'
import { orThrow } from '../kernel/refusals.ts'
import { backup } from './backup.ts'
import { doctor } from './doctor.ts'
import { restore } from './restore.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop({}, 'old-shop')
})
afterAll(() => shop.close())

const newFolder = () => mkdtempSync(join(tmpdir(), 'parley-backup-'))
const now = new Date('2026-11-20T12:00:00Z')

const say = (text: string) =>
  shop.visitor().then((visitorId) =>
    shop.db.inShop(shop.shopId, (tx) =>
      accept(tx, {
        inboxId: 'webchat',
        address: visitorId,
        visitorId,
        personId: null,
        language: 'en',
        currency: 'EUR',
        said: { type: 'text', text },
      }),
    ),
  )

test('a restored backup passes the doctor, and the talk goes on where it stood', async () => {
  const { conversationId } = orThrow(await say('keep this: þörf, ő, \\N, tab\there'))
  const folder = newFolder()
  const secretsFolder = newFolder()
  writeFileSync(join(secretsFolder, 'signing'), 'a secret of ours')
  const made = await backup({ ownerUrl: shop.adminUrl, folder, secretsFolder, passphrase: 'correct horse', now })
  expect(made.tables.find((table) => table.name === 'message')?.rows).toBe(1)
  for (const file of readdirSync(folder)) expect(statSync(join(folder, file)).mode & 0o077).toBe(0)

  const empty = await openTestDatabase()
  const restoredSecrets = newFolder()
  await restore({ ownerUrl: empty.adminUrl, folder, secretsFolder: restoredSecrets, passphrase: 'correct horse' })
  expect(readdirSync(restoredSecrets)).toEqual(['signing'])
  const db = openDatabase(empty.serverUrl, { clock: systemClock })
  const findings = await doctor({
    db,
    clock: systemClock,
    ownerUrl: empty.adminUrl,
    serverUrl: empty.serverUrl,
    close: () => db.close(),
  })
  expect(findings.filter((finding) => !finding.fine && !finding.what.includes('owed'))).toEqual([])
  const message = await db.inShop(shop.shopId, (tx) =>
    tx.sql
      .selectFrom('message')
      .select(['text', 'seq'])
      .where('conversation_id', '=', conversationId)
      .executeTakeFirst(),
  )
  expect(message).toEqual({ text: 'keep this: þörf, ő, \\N, tab\there', seq: 1 })
  // Events go on after the old ones, and none of the old is out of a reader's sight.
  await db.inShop(shop.shopId, async (tx) => tx.event('shop.created', { shop: tx.shopId }))
  const { rows } = await db.pool.query("select count(*) as n from events_after('0', 0, 1000)")
  expect(rows[0].n).toBeGreaterThan(2)
  await db.close()
  await empty.close()
})

test('a backup from before the newest migration is restored into the tables as they were, then brought up to date', async () => {
  const names = Object.keys(migrations)
  const before = names.at(-2) ?? ''
  const old = await openEmptyDatabase()
  await migrateTo(old.adminUrl, before)
  await runSql(
    old.adminUrl,
    `insert into shop (shop_id, handle, name, settings) values ('shp_old', 'old', 'Old shop', '{}')`,
  )
  const folder = newFolder()
  const made = await backup({ ownerUrl: old.adminUrl, folder, secretsFolder: newFolder(), passphrase: undefined, now })
  expect(made.migration).toBe(before)

  const empty = await openEmptyDatabase()
  await restore({ ownerUrl: empty.adminUrl, folder, secretsFolder: newFolder(), passphrase: undefined })
  const db = openDatabase(empty.serverUrl, { clock: systemClock })
  const read = await db.inShop('shp_old', (tx) => readShop(tx))
  expect(read.name).toBe('Old shop')
  const findings = await doctor({
    db,
    clock: systemClock,
    ownerUrl: empty.adminUrl,
    serverUrl: empty.serverUrl,
    close: () => db.close(),
  })
  expect(findings.find((finding) => finding.what.includes('newest migration'))).toMatchObject({
    fine: true,
    more: names.at(-1),
  })
  await db.close()
  await Promise.all([old.close(), empty.close()])
})

test('a backup is written over nothing, and restored over no shop', async () => {
  const folder = newFolder()
  const options = { ownerUrl: shop.adminUrl, folder, secretsFolder: newFolder(), passphrase: undefined, now }
  await backup(options)
  await expect(backup(options)).rejects.toThrow(/not empty/)
  await expect(restore(options)).rejects.toThrow(/holds a shop/)
})

test('a wrong passphrase opens no secrets', async () => {
  const folder = newFolder()
  const secretsFolder = newFolder()
  writeFileSync(join(secretsFolder, 'signing'), 'a secret of ours')
  await backup({ ownerUrl: shop.adminUrl, folder, secretsFolder, passphrase: 'right', now })
  const empty = await openTestDatabase()
  await expect(
    restore({ ownerUrl: empty.adminUrl, folder, secretsFolder: newFolder(), passphrase: 'wrong' }),
  ).rejects.toThrow()
  await empty.close()
})
