import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { isAlive } from './embedded/lock.ts'
import { startEmbeddedPostgres, stopEmbeddedPostgres } from './embedded-postgres.ts'

const holderProgram = fileURLToPath(new URL('../../test/postgres-holder.ts', import.meta.url))
const silent = () => undefined
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-embedded-'))
  await chmod(folder, 0o755)
})

afterAll(async () => {
  await stopEmbeddedPostgres(folder)
  await rm(folder, { recursive: true, force: true })
})

test('the shop keeps its rows over a stop and a start, on the same address', async () => {
  const first = await startEmbeddedPostgres({ dataFolder: folder, log: silent })
  await ask(first.url, 'create table kept (word text); insert into kept values ($$lamp$$)')
  const pid = await postmasterPid()
  await first.stop()
  expect(isAlive(pid)).toBe(false)

  const second = await startEmbeddedPostgres({ dataFolder: folder, log: silent })
  expect(second).toMatchObject({ url: first.url, adopted: false })
  expect(await ask(second.url, 'select word from kept')).toEqual([{ word: 'lamp' }])
  await second.stop()
})

test('what is written is durable, and nobody outside this machine or without the password gets in', async () => {
  const postgres = await startEmbeddedPostgres({ dataFolder: folder, log: silent })
  expect(await ask(postgres.url, 'show fsync')).toEqual([{ fsync: 'on' }])
  expect(await ask(postgres.url, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }])
  expect((await stat(join(folder, 'password'))).mode & 0o777).toBe(0o600)
  const forged = new URL(postgres.url)
  forged.password = 'guess'
  await expect(ask(forged.href, 'select 1')).rejects.toThrow(/password/)
  await postgres.stop()
})

test('a Postgres left running by a killed server is adopted, not fought', async () => {
  const holder = await hold()
  const pid = await postmasterPid()
  holder.child.kill('SIGKILL')
  await once(holder.child, 'exit')
  expect(isAlive(pid)).toBe(true)

  const adopted = await startEmbeddedPostgres({ dataFolder: folder, log: silent })
  expect(adopted).toMatchObject({ url: holder.url, adopted: true })
  expect(await postmasterPid()).toBe(pid)
  await adopted.stop()
  expect(isAlive(pid)).toBe(false)
})

test('the last process that leaves stops it, not the first', async () => {
  const holder = await hold()
  const visitor = await startEmbeddedPostgres({ dataFolder: folder, log: silent })
  const pid = await postmasterPid()
  await visitor.stop()
  expect(await ask(holder.url, 'select 1 as one')).toEqual([{ one: 1 }])
  holder.child.stdin?.write('leave\n')
  await once(holder.child, 'exit')
  expect(isAlive(pid)).toBe(false)
})

test('two that start at once share one Postgres', async () => {
  const [one, other] = await Promise.all([hold(), hold()])
  expect(one.url).toBe(other.url)
  expect([one.adopted, other.adopted].sort()).toEqual([false, true])
  for (const holder of [one, other]) {
    holder.child.stdin?.write('leave\n')
    await once(holder.child, 'exit')
  }
})

test('a pid file that names a process which is no Postgres is cleared away', async () => {
  const postgres = await startEmbeddedPostgres({ dataFolder: folder, log: silent })
  const pidFile = join(folder, 'cluster', 'postmaster.pid')
  const left = await readFile(pidFile, 'utf8')
  await postgres.stop()
  await writeFile(pidFile, left.replace(/^\d+/, String(process.pid)))

  const recovered = await startEmbeddedPostgres({ dataFolder: folder, log: silent })
  expect(recovered.adopted).toBe(false)
  expect(await ask(recovered.url, 'select 1 as one')).toEqual([{ one: 1 }])
  await recovered.stop()
})

test('a Postgres killed under a running server comes back on the same address by itself', async () => {
  const told = Promise.withResolvers<string>()
  const postgres = await startEmbeddedPostgres({ dataFolder: folder, log: told.resolve })
  process.kill(await postmasterPid(), 'SIGKILL')
  expect(await told.promise).toContain('runs again')
  expect(await ask(postgres.url, 'select 1 as one')).toEqual([{ one: 1 }])
  await postgres.stop()
})

test('where it can not start, one sentence says to set DATABASE_URL', async () => {
  const taken = join(folder, 'a-file')
  await writeFile(taken, '')
  const start = startEmbeddedPostgres({ dataFolder: join(taken, 'postgres'), log: silent })
  await expect(start).rejects.toThrow(/^The embedded Postgres could not start \(.+\); set DATABASE_URL to use .+\.$/)
})

const said = z.object({ url: z.string(), adopted: z.boolean() })

async function hold(): Promise<z.infer<typeof said> & { child: ChildProcess }> {
  const child = spawn(process.execPath, [holderProgram, folder], { stdio: ['pipe', 'pipe', 'inherit'] })
  const [line] = await once(child.stdout, 'data')
  return { child, ...said.parse(JSON.parse(String(line))) }
}

async function postmasterPid(): Promise<number> {
  return Number.parseInt(await readFile(join(folder, 'cluster', 'postmaster.pid'), 'utf8'), 10)
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', silent)
  await client.connect()
  try {
    const answer = await client.query(sql)
    return answer.rows
  } finally {
    await client.end()
  }
}
