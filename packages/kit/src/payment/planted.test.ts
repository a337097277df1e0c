import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'

const root = join(import.meta.dirname, '../../../..')

/** A careless way of paying: a new page at every start, every key counts anew, a no is a yes, whoever writes a webhook is believed. */
const careless = `
const books = new Map()
const state = (id) => ({ status: 'captured', providerReference: id, version: 1, ...books.get(id) })
const move = async (payment, change) => { change(books.get(payment.paymentId)); return { kind: 'done', state: state(payment.paymentId) } }
const plus = (one, other) => ({ ...one, amount: one.amount + other.amount })
export default {
  id: 'careless', names: { en: 'Careless' }, descriptions: { en: 'Careless' }, secrets: [], takes: 'redirect', currencies: ['EUR'],
  settings: { parse: (given) => given },
  start: async ({ paymentId, amount }, { pageUrl }) => {
    const none = { amount: 0, currency: amount.currency }
    books.set(paymentId, { authorised: amount, captured: none, refunded: none })
    return { kind: 'redirect', url: pageUrl + '?' + Math.random(), providerReference: paymentId }
  },
  capture: (payment, amount) => move(payment, (book) => { book.captured = plus(book.captured, amount) }),
  void: (payment) => move(payment, () => {}),
  refund: (payment, amount) => move(payment, (book) => { book.refunded = plus(book.refunded, amount) }),
  lookUp: async (payment) => ({ kind: 'done', state: state(payment.paymentId) }),
  webhook: async () => ({ events: [{ providerReference: 'pay_kit', eventId: String(Math.random()), state: state('pay_kit') }], answer: { status: 200 } }),
  page: async (request, payment, { fetch, webhookUrl }) => { await fetch(webhookUrl, { method: 'POST', body: '{}' }); return { status: 200 } },
}
`

test('a careless way of paying fails everything that protects the shopper', async () => {
  const outside = await mkdtemp(join(tmpdir(), 'parley-careless-'))
  await mkdir(join(outside, 'payments/careless'), { recursive: true })
  await writeFile(join(outside, 'payments/careless/index.ts'), careless)
  const report = await runSuite(outside)
  await rm(outside, { recursive: true })
  for (const sentence of [
    'the same payment, started again and again, is one payment',
    'the same key takes the money once, and no key takes more than was agreed',
    'parts given back add up, the same key gives back once, and never more than was taken',
    'until she answers, nothing is paid and nothing can be taken',
    'a no is a refusal: nothing is authorised and nothing can be taken',
    'a forged one is not heard: another body, another signature, none at all',
    'a stale one is not heard',
    'a repeat is known by its id',
  ])
    expect(report.failed).toContain(sentence)
  expect(report.failed.every((sentence) => report.of.get(sentence) === 'paying by careless')).toBe(true)
}, 120_000)

interface Report {
  failed: string[]
  /** The outermost name above each failed sentence. */
  of: Map<string, string>
}

function runSuite(outside: string): Promise<Report> {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const file = join(outside, 'report.json')
  const given = [
    'run',
    '--reporter=json',
    `--outputFile=${file}`,
    '--project=kits',
    'packages/kit/src/payment/payment.test.ts',
  ]
  // What this run says about itself to its workers is not for the other one.
  const own = Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_OPTIONS|NODE_CHANNEL)/.test(name))
  const env = { ...Object.fromEntries(own), PARLEY_EXTENSIONS: outside }
  return new Promise((resolve, reject) => {
    const done = () => {
      readFile(file, 'utf8').then((text) => resolve(reportOf(reportFile.parse(JSON.parse(text)))), reject)
    }
    execFile(process.execPath, [vitest, ...given], { cwd: root, env, timeout: 90_000 }, done)
  })
}

const reportFile = z.object({
  testResults: z.array(
    z.object({
      assertionResults: z.array(
        z.object({ title: z.string(), status: z.string(), ancestorTitles: z.array(z.string()) }),
      ),
    }),
  ),
})

function reportOf({ testResults }: z.infer<typeof reportFile>): Report {
  const failed = testResults.flatMap((each) => each.assertionResults).filter((each) => each.status === 'failed')
  return {
    failed: failed.map((each) => each.title),
    of: new Map(failed.map((each) => [each.title, each.ancestorTitles.find((name) => name !== '') ?? ''])),
  }
}
