import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { buildWidget } from './dev/build-widget.ts'

/** As bytes travel: gzip at the level servers use, each file by itself. */
const weigh = (file: string | Uint8Array) => gzipSync(file, { level: 6 }).byteLength

const files = await buildWidget()
const weightOf = (pattern: RegExp) =>
  [...files].filter(([name]) => pattern.test(name)).reduce((sum, [, file]) => sum + weigh(file), 0)

const texts = [...files.keys()].filter((name) => /^texts-\w+-/.test(name))
const heaviestTexts = Math.max(...texts.map((name) => weigh(files.get(name) ?? '')))
const firstReply = weightOf(/^(loader|app-.*|rolldown-runtime-.*)\.?\w*\.js$|^loader\.js$/) + heaviestTexts
const paidOrder = weightOf(/^(?!texts-).*\.js$/) + heaviestTexts

test('a page pays at most 2 kB for having the chat at hand', () => {
  expect(weightOf(/^loader\.js$/)).toBeGreaterThan(500)
  expect(weightOf(/^loader\.js$/)).toBeLessThanOrEqual(2_000)
})

test('all code, styles and texts until the first reply stay within 25 kB, in the language with the longest texts', () => {
  expect(texts).toHaveLength(5)
  expect(firstReply).toBeGreaterThan(10_000)
  expect(firstReply).toBeLessThanOrEqual(25_000)
})

test('everything until a paid order stays within 45 kB', () => {
  expect(paidOrder).toBeGreaterThan(firstReply)
  expect(paidOrder).toBeLessThanOrEqual(45_000)
})

test('no schema library reaches the page and the loader lets no name out', () => {
  for (const [name, file] of files) expect(String(file), name).not.toMatch(/ZodError|safeParse/)
  expect(String(files.get('loader.js'))).toMatch(/^\(\(\)=>\{[\s\S]*\}\)\(\);\s*$/)
})
