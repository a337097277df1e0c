// Preloaded into the server under test: writes every statement it sends, with its values, so that the bare database can be asked the same.
import { appendFileSync } from 'node:fs'
import pg from 'pg'
import { z } from 'zod'

const file = process.env.PARLEY_BENCH_CAPTURE
const config = z.object({ text: z.string(), values: z.array(z.unknown()).optional() })
const numbers = new WeakMap<object, number>()
let clients = 0

if (file) {
  const send = pg.Client.prototype.query
  pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
    const client = numbers.get(this) ?? ++clients
    numbers.set(this, client)
    const [first, second] = given
    const read =
      typeof first === 'string'
        ? { text: first, values: Array.isArray(second) ? second : [] }
        : config.safeParse(first).data
    if (read && !read.text.includes('pg_notify'))
      appendFileSync(file, `${JSON.stringify({ client, text: read.text, values: read.values ?? [] })}\n`)
    return Reflect.apply(send, this, given)
  }
}
