import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadConfig } from './config.ts'

let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-config-'))
})

afterEach(() => rm(folder, { recursive: true, force: true }))

test('a shop that sets nothing gets a server for this machine alone, with a demo', () => {
  const config = loadConfig({}, folder)
  expect(config).toMatchObject({
    host: '127.0.0.1',
    port: 4000,
    publicUrl: 'http://localhost:4000',
    databaseUrl: undefined,
    demo: true,
    trustedProxies: 0,
    extensionFolders: [],
    logLevel: 'info',
  })
  expect(Object.isFrozen(config)).toBe(true)
  expect(Object.isFrozen(config.secrets)).toBe(true)
})

test('the environment wins over .env, and an empty line counts as not set', async () => {
  await writeFile(join(folder, '.env'), 'PORT=4100\nMAIL_FROM="Torget <hello@torget.example>"\nLOG_LEVEL=\n')
  const config = loadConfig({ PORT: '4200', PUBLIC_URL: 'https://torget.example/' }, folder)
  expect(config).toMatchObject({
    port: 4200,
    mailFrom: 'Torget <hello@torget.example>',
    publicUrl: 'https://torget.example',
    logLevel: 'info',
  })
})

test.each([
  ['PORT', 'many', /^PORT must be a port number from 1 to 65535, not "many"\.$/],
  ['PORT', '70000', /^PORT must be a port number/],
  ['DATABASE_URL', 'mysql://owner:hunter2@host/shop', /^DATABASE_URL must be a Postgres address/],
  ['PUBLIC_URL', 'torget.example', /^PUBLIC_URL must be the address shoppers use/],
  ['SMTP_URL', 'mail.example', /^SMTP_URL must be a mail server/],
  ['MAIL_FROM', 'nobody', /^MAIL_FROM must be a sender/],
  ['LOG_LEVEL', 'loud', /^LOG_LEVEL must be one of fatal/],
  ['PARLEY_DEMO', 'perhaps', /^PARLEY_DEMO must be yes or no, not "perhaps"\.$/],
  ['PARLEY_TRUST_PROXY', 'everyone', /^PARLEY_TRUST_PROXY must be yes, no or a number of proxies/],
  ['PARLEY_SECRET_SESSION', 'hunter2', /^PARLEY_SECRET_SESSION must be 32 bytes/],
])('a wrong %s (%s) stops the start with a sentence that names it and betrays no secret', (name, value, sentence) => {
  const load = () => loadConfig({ [name]: value }, folder)
  expect(load).toThrow(sentence)
  expect(load).not.toThrow(/hunter2/)
})

test('several wrong values are all named at once', () => {
  expect(() => loadConfig({ PORT: 'x', LOG_LEVEL: 'y' }, folder)).toThrow(/PORT must.*\nLOG_LEVEL must/)
})

test('keys nobody set are made once, kept for the owner alone, and stay the same', async () => {
  const first = loadConfig({}, folder)
  const second = loadConfig({}, folder)
  expect(second.secrets).toEqual(first.secrets)
  expect(second.serverRolePassword).toBe(first.serverRolePassword)
  expect(new Set([...Object.values(first.secrets), first.serverRolePassword]).size).toBe(4)
  for (const [name, key] of Object.entries(first.secrets)) {
    const path = join(folder, '.data', 'secrets', name)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect(await readFile(path, 'utf8')).toBe(key)
    expect(Buffer.from(key, 'base64url')).toHaveLength(32)
  }
})

test("the operator's own keys are used and not written down", async () => {
  const key = 'ab'.repeat(32)
  const config = loadConfig({ PARLEY_SECRET_SEALING: key }, folder)
  expect(Buffer.from(config.secrets.sealing, 'base64url').toString('hex')).toBe(key)
  await expect(stat(join(folder, '.data', 'secrets', 'sealing'))).rejects.toThrow('ENOENT')
})

test('proxies are trusted only as far as said', () => {
  expect(loadConfig({ PARLEY_TRUST_PROXY: 'yes' }, folder).trustedProxies).toBe(1)
  expect(loadConfig({ PARLEY_TRUST_PROXY: '2' }, folder).trustedProxies).toBe(2)
  expect(loadConfig({ PARLEY_TRUST_PROXY: 'no' }, folder).trustedProxies).toBe(0)
})
