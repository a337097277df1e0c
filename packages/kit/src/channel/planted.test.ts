import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'

const root = join(import.meta.dirname, '../../../..')

/** A careless channel: believes everybody, counts every call anew, takes each no for a yes and puts its secret where all can read it. */
const careless = `
const text = (bytes) => new TextDecoder().decode(bytes)
export default {
  id: 'careless', name: 'Careless', settings: { parse: (given) => given, safeParse: (given) => ({ success: true, data: given }) }, secrets: ['token'], hears: 'push',
  capabilities: { content: ['text'], text: { max: 300, unit: 'utf16' }, choices: { max: 0, label: 0 }, windowHours: null, templates: false, edits: false, deletes: false, typing: false, receipts: true },
  verify: () => true,
  receive: (request) => [{ kind: 'message', providerId: String(Math.random()), from: { address: 'a' }, said: { type: 'text', text: text(request.body) || '?' }, at: new Date(0) }],
  requests: (outgoing, { settings }) => [{ method: 'POST', url: 'https://careless.example/?token=' + settings.token, headers: {}, body: outgoing.text + Math.random() }],
  result: (status) => status < 500 ? { sent: true } : { sent: false, refused: { status, retry: false } },
}
`
const hears = { hears: { body: 'hello' }, incoming: [{ kind: 'message' }] }

test('a careless channel fails everything that protects shop and shopper', async () => {
  const outside = await mkdtemp(join(tmpdir(), 'parley-careless-'))
  const folder = join(outside, 'channels/careless')
  await mkdir(join(folder, 'fixtures'), { recursive: true })
  await writeFile(join(folder, 'index.ts'), careless)
  await writeFile(join(folder, 'fixtures/settings.json'), '{ "token": "a secret for the tests" }')
  await writeFile(join(folder, 'fixtures/words.json'), JSON.stringify(hears))
  const failed = await failuresOf(outside)
  await rm(outside, { recursive: true })
  for (const sentence of [
    'it hears "words" as it is meant',
    'what comes again is "words" by the same ids',
    'a forged "words" is refused: another body, another secret, no signature',
    'it brings a message and the requests it becomes',
    'every part of text leaves by a request, and no secret stands in its query',
    '429 is a reason to try again',
    '500 is a reason to try again',
    'a forged call is refused, and nothing of it is stored',
    'a call that comes five times, twice at once, is heard once',
    'what the provider could not do now is tried again, the very same, until it is done',
    'what the provider will not do is not tried again, and the shop is told',
    'it brings news of what became of a message',
  ])
    expect(failed).toContain(sentence)
}, 120_000)

const report = z.object({
  testResults: z.array(
    z.object({ assertionResults: z.array(z.object({ title: z.string(), status: z.string(), fullName: z.string() })) }),
  ),
})

/** What fails of the careless one; nothing else is run. */
async function failuresOf(outside: string): Promise<string[]> {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const file = join(outside, 'report.json')
  const args = ['run', '--project=kits', '--reporter=json', `--outputFile=${file}`, '-t', 'careless']
  // What this run says about itself to its workers is not for the other one.
  const own = Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_OPTIONS|NODE_CHANNEL)/.test(name))
  const env = { ...Object.fromEntries(own), PARLEY_EXTENSIONS: outside }
  await new Promise<void>((done) => {
    const given = [vitest, ...args, 'packages/kit/src/channel/channel.test.ts']
    execFile(process.execPath, given, { cwd: root, env, timeout: 90_000 }, () => done())
  })
  const { testResults } = report.parse(JSON.parse(await readFile(file, 'utf8')))
  const results = testResults.flatMap((each) => each.assertionResults)
  return results.filter((each) => each.status === 'failed').map((each) => each.title)
}
