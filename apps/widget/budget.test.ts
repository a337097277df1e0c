import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { buildWidget } from './dev/build-widget.ts'

/** As bytes travel: gzip at the level servers use, each file by itself. */
const weigh = (file: string | Uint8Array) => gzipSync(file, { level: 6 }).byteLength

const files = await buildWidget()
const weightOf = (pattern: RegExp) =>
  [...files].filter(([name]) => pattern.test(name)).reduce((sum, [, file]) => sum + weigh(file), 0)

/** The files of a language are told apart by its tag; the heaviest language counts. */
const tags = ['en', 'sv', 'fi', 'is', 'hu']
const commerce = [...files.keys()].filter((name) => name.startsWith('commerce-content-'))
const isOfCalls = (file: string | Uint8Array) => String(file).includes('trouble.insecure')
const isOfFiles = (file: string | Uint8Array) => String(file).includes('no_microphone')
const textsOf = (tag: string) =>
  [...files].filter(([name, file]) => name.startsWith(`texts.${tag}-`) && !isOfCalls(file) && !isOfFiles(file))
const isOfOrders = (file: string | Uint8Array) => String(file).includes('order.placed_at')
const heaviest = (takes: (file: string | Uint8Array) => boolean) =>
  Math.max(...tags.map((tag) => textsOf(tag).reduce((sum, [, file]) => sum + (takes(file) ? weigh(file) : 0), 0)))

const firstReply =
  weightOf(/^(?!texts\.|commerce-content-|start-calls-|record-page-|send-files-|record-sound-|menu-).*\.js$/) +
  heaviest((file) => !isOfOrders(file))
const paidOrder =
  weightOf(/^(?!texts\.|start-calls-|record-page-|send-files-|record-sound-|menu-).*\.js$/) + heaviest(() => true)

test('a page pays at most 2 kB for having the chat at hand', () => {
  expect(weightOf(/^loader\.js$/)).toBeGreaterThan(500)
  expect(weightOf(/^loader\.js$/)).toBeLessThanOrEqual(2_000)
})

test('all code, styles and texts until the first reply stay within 25 kB, in the language with the longest texts', () => {
  expect(commerce).toHaveLength(1)
  for (const tag of tags) expect(textsOf(tag), tag).toHaveLength(3)
  expect(firstReply).toBeGreaterThan(10_000)
  expect(firstReply).toBeLessThanOrEqual(25_000)
})

test('everything until a paid order stays within 45 kB', () => {
  expect(paidOrder).toBeGreaterThan(firstReply)
  expect(paidOrder).toBeLessThanOrEqual(45_000)
})

test('a call is fetched when somebody calls, what shows the page when she has said yes, and nothing of them before', () => {
  expect(weightOf(/^start-calls-/)).toBeGreaterThan(3_000)
  expect(weightOf(/^start-calls-/)).toBeLessThanOrEqual(12_000)
  for (const [name, file] of files)
    if (!/^(start-calls|record-sound)-/.test(name))
      expect(String(file), name).not.toMatch(/RTCPeerConnection|getUserMedia/)
  for (const [name, file] of files)
    if (!name.startsWith('record-page-')) expect(String(file), name).not.toContain('takeFullSnapshot')
})

test('what sends files is fetched when somebody sends one, what records when somebody speaks, and nothing of them before', () => {
  expect(weightOf(/^send-files-/)).toBeGreaterThan(1_000)
  expect(weightOf(/^(send-files|record-sound)-/)).toBeLessThanOrEqual(4_000)
  for (const [name, file] of files) {
    if (!name.startsWith('send-files-')) expect(String(file), name).not.toContain('XMLHttpRequest')
    if (!name.startsWith('record-sound-')) expect(String(file), name).not.toContain('audioBitsPerSecond')
  }
})

test('no schema library reaches the page and the loader lets no name out', () => {
  for (const [name, file] of files) expect(String(file), name).not.toMatch(/ZodError|safeParse/)
  expect(String(files.get('loader.js'))).toMatch(/^\(\(\)=>\{[\s\S]*\}\)\(\);\s*$/)
})
