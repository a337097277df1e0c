import { createHmac } from 'node:crypto'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { getRequestListener } from '@hono/node-server'
import { freePort } from '../../apps/server/test/parley.ts'
import { createHailer, type Shown } from '../outside-folder/extensions/channels/hailer/fixtures/provider.ts'
import { createBank } from '../outside-folder/extensions/payments/kassa/fixtures/bank.ts'

const broken = `import { defineChannel } from '@parley/sdk'\nthrow new Error('this one was never finished')\nexport default defineChannel`

/** The folder of extensions, copied to where no clone is, with one in it that is broken. */
export async function outsideFolder(withBroken: boolean) {
  const folder = await mkdtemp(join(tmpdir(), 'parley-outside-'))
  await cp(join(import.meta.dirname, '../outside-folder/extensions'), folder, { recursive: true })
  if (withBroken) {
    await mkdir(join(folder, 'channels/unfinished'))
    await writeFile(join(folder, 'channels/unfinished/index.ts'), broken)
  }
  return { folder, close: () => rm(folder, { recursive: true, force: true }) }
}

/** The messenger's company and the bank, each on a port of its own machine's. */
export async function openProviders() {
  const [hailerPort, bankPort] = [await freePort(), await freePort()]
  const bankUrl = `http://127.0.0.1:${bankPort}`
  const hailer = createHailer()
  const bank = createBank(bankUrl)
  const servers = [
    createServer(getRequestListener((request) => hailer.handle(request))).listen(hailerPort, '127.0.0.1'),
    createServer(getRequestListener((request) => bank.handle(request))).listen(bankPort, '127.0.0.1'),
  ]
  return {
    hailer,
    bankUrl,
    hailerUrl: `http://127.0.0.1:${hailerPort}`,
    async close() {
      for (const server of servers) {
        server.closeAllConnections()
        await new Promise((done) => server.close(done))
      }
    },
  }
}

/** A phone with Hailer on it. Each call says something to the shop and answers what the shop shows for it. */
export function openPhone(given: {
  webhookUrl: string
  secret: string
  shown: Shown[]
  number: string
  settled: () => Promise<boolean>
}) {
  let count = 0
  const send = async (words: object, id = `${given.number}-${++count}`): Promise<Shown[]> => {
    const before = given.shown.length
    const from = { number: given.number, name: 'Mari', language: 'et' }
    const event = { type: 'message', message: { id, from, ...words, at: new Date().toISOString() } }
    await post({ events: [event] })
    for (const end = Date.now() + 15_000; !(await given.settled()); await wait(20))
      if (Date.now() > end) throw new Error('the shop did not answer in time')
    return given.shown.slice(before)
  }
  const post = async (body: object) => {
    const text = JSON.stringify(body)
    const signature = createHmac('sha256', given.secret).update(text).digest('hex')
    const headers = { 'content-type': 'application/json', 'hailer-signature': signature }
    const answer = await fetch(given.webhookUrl, { method: 'POST', headers, body: text })
    if (answer.status !== 202) throw new Error(`Hailer was answered with ${answer.status}`)
  }
  return {
    say: (text: string, id?: string) => send({ text }, id),
    press: (button: { value: string; label: string } | undefined) => send({ pressed: button }),
    /** Hailer's news of a message it was given. */
    receipt: (key: string, state: string) =>
      post({ events: [{ type: 'receipt', receipt: { message: 'out', key, state, at: new Date().toISOString() } }] }),
  }
}
