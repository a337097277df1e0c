import { type ChildProcess, fork } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { openDatabase } from '../apps/server/src/db/database.ts'
import { createApiKey } from '../apps/server/src/identity/index.ts'
import { systemClock } from '../apps/server/src/kernel/clock.ts'
import { scopes } from '../apps/server/src/kernel/principal.ts'
import { openVisitor } from '../apps/server/src/people/index.ts'
import { openTestDatabase } from '../apps/server/test/database.ts'
import openCluster from '../apps/server/test/global-setup.ts'
import { startTestParley } from '../apps/server/test/parley.ts'
import { type Figure, MissingData } from './figure.ts'
import { kilobytesEach, memoryOf, tellingMemory } from './sockets/memory-of.ts'
import { type Done, done, type Work } from './sockets/work.ts'
import { percentile } from './turn/load.ts'
import { openBenchShop } from './turn/shop.ts'

const sockets = 5_000
const talks = 200
const perSecond = 500
const inRoom = 2_000
const toldPerSecond = 5
const seconds = Number(process.env.SOCKETS_BENCH_SECONDS ?? 20)
const deskKeys = 10

/** Five thousand sockets on one process: what an idle one takes, how soon the other side has what was said, how soon a room of two thousand has heard; beside socket.io, which keeps and checks nothing. */
export default async function bench(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-bench-'))
  try {
    if (!isInstalled()) throw new MissingData('socket.io is not installed: npm install')
    const ours = await parley(folder)
    const theirs = await socketIo(folder)
    return [
      {
        id: 'sockets.idle.kb',
        value: ours.kilobytes,
        unit: 'kB',
        beside: { 'socket.io': theirs.kilobytes },
        note: `live memory of the process, swept, ${sockets} sockets open`,
      },
      {
        id: 'sockets.desk.p99-ms',
        value: percentile(ours.said.times, 0.99),
        unit: 'ms',
        beside: {
          p50: percentile(ours.said.times, 0.5),
          'socket.io-echo': percentile(theirs.said.times, 0.99),
        },
        note: `${perSecond} messages a second, ${ours.said.times.length} stored and told to the other side, ${ours.said.lost} not within 30 s of the last; ${ours.cpuMs.toFixed(2)} ms of the server’s CPU each, of socket.io’s ${theirs.cpuMs.toFixed(2)}`,
      },
      {
        id: 'sockets.room.fanout-2000-p99-ms',
        value: percentile(ours.told.times, 0.99),
        unit: 'ms',
        beside: {
          p50: percentile(ours.told.times, 0.5),
          'socket.io-broadcast': percentile(theirs.told.times, 0.99),
        },
        note: `${toldPerSecond} messages a second, ${ours.told.times.length} hearings of ${ours.told.lost * inRoom}; ${inRoom} came in within ${(ours.entered / 1000).toFixed(1)} s`,
      },
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

interface Measured {
  kilobytes: number
  said: Done
  told: Done
  /** Milliseconds in which all came into the room. */
  entered: number
  /** Of the server, for each message. */
  cpuMs: number
}

async function parley(folder: string): Promise<Measured> {
  const closeCluster = await openCluster()
  const database = await openTestDatabase()
  const memory = join(folder, 'parley.json')
  const server = await startTestParley({ database, env: tellingMemory(memory) })
  const load = startLoad()
  try {
    const shop = await openBenchShop(database.serverUrl, async () => server.url)
    const { tokens, keys, roomId } = await furnish(database.serverUrl, shop, server.url)
    const addresses = tokens.map((token) => `${server.url.replace('http', 'ws')}/api/socket?token=${token}`)
    const kilobytes = await idle(load, addresses, 'parley', () => memoryOf(server.pid, memory))
    await load.ask({ do: 'talk', url: server.url, talks, deskKeys: keys })
    const { cpuMs } = await memoryOf(server.pid, memory)
    const said = await load.ask({ do: 'say', url: server.url, perSecond, seconds })
    const worked = (await memoryOf(server.pid, memory)).cpuMs - cpuMs
    const entered = await load.ask({ do: 'enter', roomId, people: inRoom })
    const told = await load.ask({
      ...{ do: 'tell', url: server.url, key: keys[0] ?? '', roomId },
      ...{ perSecond: toldPerSecond, seconds },
    })
    return { kilobytes, said, told, entered: entered.times[0] ?? Number.NaN, cpuMs: worked / (perSecond * seconds) }
  } finally {
    load.stop()
    await server.stop()
    await database.close()
    await closeCluster()
  }
}

async function socketIo(folder: string): Promise<Measured> {
  const memory = join(folder, 'socket-io.json')
  const server = fork(join(import.meta.dirname, 'sockets/socket-io.ts'), {
    env: { ...process.env, ...tellingMemory(memory) },
  })
  const load = startLoad()
  try {
    const { port } = z.object({ port: z.int() }).parse(await nextFrom(server))
    const address = `ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`
    const addresses = Array.from({ length: sockets }, () => address)
    const kilobytes = await idle(load, addresses, 'socket.io', () => memoryOf(server.pid ?? 0, memory))
    const { cpuMs } = await memoryOf(server.pid ?? 0, memory)
    const said = await load.ask({ do: 'say', url: '', perSecond, seconds })
    const worked = (await memoryOf(server.pid ?? 0, memory)).cpuMs - cpuMs
    const entered = await load.ask({ do: 'enter', roomId: '', people: inRoom })
    const told = await load.ask({ do: 'tell', url: '', key: '', roomId: '', perSecond: toldPerSecond, seconds })
    return { kilobytes, said, told, entered: entered.times[0] ?? Number.NaN, cpuMs: worked / (perSecond * seconds) }
  } finally {
    load.stop()
    server.kill()
  }
}

/** A first thousand comes and goes, so that what a process allots once is not counted as the sockets'. */
async function idle(
  load: Load,
  addresses: string[],
  speaks: 'parley' | 'socket.io',
  measure: () => ReturnType<typeof memoryOf>,
): Promise<number> {
  await load.ask({ do: 'open', addresses: addresses.slice(0, 1_000), speaks })
  await load.ask({ do: 'close' })
  await wait(2_000)
  const before = await measure()
  await load.ask({ do: 'open', addresses, speaks })
  await wait(2_000)
  return kilobytesEach(before, await measure(), sockets)
}

/** Visitors with tokens, keys that speak for the desk, and an open room. */
async function furnish(serverUrl: string, shop: { shopId: string; apiKey: string }, url: string) {
  const db = openDatabase(serverUrl, { clock: systemClock, connections: 2 })
  const tokens: string[] = []
  for (let from = 0; from < sockets; from += 500) {
    await db.inShop(shop.shopId, async (tx) => {
      for (let n = 0; n < 500; n++) tokens.push((await openVisitor(tx, { language: 'en', currency: 'EUR' })).token)
    })
  }
  const keys = await db.inShop(shop.shopId, async (tx) => {
    const account = await tx.sql.selectFrom('membership').select('account_id').executeTakeFirstOrThrow()
    const made: string[] = []
    for (let n = 0; n < deskKeys; n++)
      made.push((await createApiKey(tx, { name: `desk ${n}`, scopes, createdBy: account.account_id })).secret)
    return made
  })
  await db.close()
  const call = async (method: string, path: string, body: unknown) => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${shop.apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return z.looseObject({ id: z.string() }).parse(await response.json())
  }
  const room = await call('POST', '/rooms', { title: 'Bench', about: '', language: 'en', startsAt: null })
  await call('PATCH', `/rooms/${room.id}`, { status: 'open' })
  return { tokens, keys, roomId: room.id }
}

interface Load {
  ask(work: Work): Promise<Done>
  stop(): void
}

function startLoad(): Load {
  const child = fork(join(import.meta.dirname, 'sockets/load.ts'))
  const answer = z.union([z.object({ done }), z.object({ fault: z.string() })])
  return {
    ask: async (work) => {
      child.send(work)
      const told = answer.parse(await nextFrom(child))
      if ('fault' in told) throw new Error(`the load failed at ${work.do}: ${told.fault}`)
      return told.done
    },
    stop: () => child.kill(),
  }
}

const nextFrom = (child: ChildProcess): Promise<unknown> =>
  new Promise((resolve, reject) => {
    child.once('message', resolve)
    child.once('exit', (code) => reject(new Error(`a process of the bench ended with ${code}`)))
  })

function isInstalled(): boolean {
  try {
    createRequire(import.meta.url).resolve('socket.io')
    return true
  } catch {
    return false
  }
}
