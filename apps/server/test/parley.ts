import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestDatabase } from './database.ts'
import { serverRole } from './test-cluster.ts'

const main = join(import.meta.dirname, '../src/main.ts')
/** A server with a language that nobody has met yet teaches it first. */
const patienceMs = 240_000

export interface TestParley {
  url: string
  port: number
  pid: number
  /** What it has written, for a test that fails and for one that looks for secrets. */
  output(): string
  kill(signal: NodeJS.Signals): Promise<void>
  stop(): Promise<void>
}

export interface ParleyOptions {
  database: Pick<TestDatabase, 'adminUrl'>
  /** Processes that serve one shop together share the folder, and so the secrets. */
  dataFolder?: string
  port?: number
  env?: Record<string, string>
}

/** A whole server in a process of its own, on a test's database: what `npm start` runs, but for the seeding, which tests ask for by `PARLEY_DEMO`. */
export async function startTestParley(options: ParleyOptions): Promise<TestParley> {
  const port = options.port ?? (await freePort())
  const ownFolder = options.dataFolder ? null : await mkdtemp(join(tmpdir(), 'parley-data-'))
  const child = spawn(process.execPath, [main], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...withoutParley(process.env),
      PORT: String(port),
      DATABASE_URL: options.database.adminUrl,
      PARLEY_SECRET_DATABASE: serverRole.password,
      PARLEY_DATA: options.dataFolder ?? ownFolder ?? '',
      PARLEY_DEMO: 'false',
      LOG_LEVEL: 'warn',
      ...options.env,
    },
  })
  let written = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (written += chunk.toString()))
  await opened(child, () => written)
  const stop = async (signal: NodeJS.Signals) => {
    await ended(child, signal)
    if (ownFolder) await rm(ownFolder, { recursive: true, force: true })
  }
  return {
    url: `http://localhost:${port}`,
    port,
    pid: child.pid ?? 0,
    output: () => written,
    kill: (signal) => stop(signal),
    stop: () => stop('SIGTERM'),
  }
}

const withoutParley = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^(PARLEY_|SMTP_URL|DATABASE_URL|PORT$|PUBLIC_URL)/.test(name)),
  )

function opened(child: ChildProcess, output: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => done(new Error(`Parley did not open in time:\n${output()}`)), patienceMs)
    const look = setInterval(() => output().includes('Parley is open') && done(), 20)
    child.once('exit', (code) => done(new Error(`Parley ended with ${code} before it opened:\n${output()}`)))
    const done = (fault?: Error) => {
      clearTimeout(timer)
      clearInterval(look)
      child.removeAllListeners('exit')
      if (fault) reject(fault)
      else resolve()
    }
  })
}

function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill(signal)
  })
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}
