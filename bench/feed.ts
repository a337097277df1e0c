import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { startTestParley } from '../apps/server/test/parley.ts'
import { furnishShop } from '../stories/support/furnish.ts'
import type { Figure } from './figure.ts'
import { cpuMsOf } from './shop/cpu.ts'
import { onPostgres } from './shop/on-postgres.ts'

const rows = 100_000
/** Of them: one in so many has no price. */
const brokenEach = 200

const run = z.object({
  rows: z.int(),
  imported: z.int(),
  unchanged: z.int(),
  problems: z.array(z.object({ line: z.int(), code: z.string() })),
})

/** A long feed through the public door, twice: the first time all is new, the second time it says what it said. */
export default function bench(): Promise<Figure[]> {
  return onPostgres(async (postgres): Promise<Figure[]> => {
    const { apiKey } = await furnishShop(postgres.serverUrl)
    const server = await startTestParley({ database: postgres })
    const memoryAtFirst = peakMb(server.pid)
    try {
      const first = await brought(server, apiKey, postgres.pid)
      const again = await brought(server, apiKey, postgres.pid)
      const broken = rows / brokenEach
      check(first.run, { imported: rows - broken, unchanged: 0 })
      check(again.run, { imported: 0, unchanged: rows - broken })
      const note = `${rows} rows, ${broken} of them broken`
      return [
        { id: 'feed.import.first-seconds', value: first.seconds, unit: 's', beside: { cpu: first.cpuSeconds }, note },
        { id: 'feed.import.again-seconds', value: again.seconds, unit: 's', beside: { cpu: again.cpuSeconds }, note },
        {
          id: 'feed.import.peak-mb',
          value: peakMb(server.pid),
          unit: 'MB',
          beside: { 'before-the-import': memoryAtFirst },
          note: 'resident, the whole server',
        },
      ]
    } finally {
      await server.stop()
    }
  })
}

async function brought(server: { url: string; pid: number }, apiKey: string, postgresPid: number) {
  const pids = [server.pid, postgresPid]
  const [cpuBefore, begun] = [cpuMsOf(pids), performance.now()]
  const answer = await fetch(`${server.url}/api/v1/feeds/import?language=en&currency=EUR`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'text/csv' },
    body: ReadableStream.from(feed()),
    duplex: 'half',
  })
  if (!answer.ok) throw new Error(`the feed was not taken: ${answer.status} ${await answer.text()}`)
  return {
    run: run.parse(await answer.json()),
    seconds: (performance.now() - begun) / 1_000,
    cpuSeconds: (cpuMsOf(pids) - cpuBefore) / 1_000,
  }
}

/** Four variants to a product. */
async function* feed(): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  yield encoder.encode('id,item_group_id,title,description,price,availability,quantity,size,brand,product_type\n')
  for (let n = 0; n < rows; n++) {
    const price = n % brokenEach === 0 ? '' : `${10 + (n % 90)}.00 EUR`
    const product = Math.floor(n / 4)
    yield encoder.encode(
      `v${n},p${product},Everyday thing ${product},A thing for every day and for number ${product},${price},in_stock,${n % 50},${'SMLX'[n % 4]},Brand ${product % 40},Goods > Kind ${product % 60}\n`,
    )
  }
}

function check(found: z.infer<typeof run>, wanted: { imported: number; unchanged: number }): void {
  const { imported, unchanged, problems } = found
  const isRight = imported === wanted.imported && unchanged === wanted.unchanged && found.rows === rows
  // The header is the first line, so the first row stands in the second.
  if (!isRight || problems.length !== rows / brokenEach || problems.some(({ line }) => (line - 2) % brokenEach !== 0))
    throw new Error(`the feed was read otherwise: ${JSON.stringify({ ...found, problems: problems.slice(0, 3) })}`)
}

/** The most memory that the process has had at once, by Linux's own count. */
function peakMb(pid: number): number {
  const [, kb = '0'] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kb) / 1_024
}
