import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadContentTexts, type TextTable, tell } from '../src/texts.ts'

const folders = ['../src', '../src/commerce'].map((name) => join(import.meta.dirname, name))
const tagsIn = (folder: string) => readdirSync(folder).flatMap((name) => /^texts\.(\w+)\.json$/.exec(name)?.[1] ?? [])
const read = (folder: string, tag: string): TextTable =>
  JSON.parse(readFileSync(join(folder, `texts.${tag}.json`), 'utf8'))
const namesIn = (text: TextTable[string] | undefined) =>
  [...new Set([...JSON.stringify(text).matchAll(/\{(\w+)\}/g)].map((match) => match[1]))].sort()

test.each(folders)(
  'every language has every text, with the same values in it and its own plural forms: %s',
  (folder) => {
    const source = read(folder, 'en')
    expect(tagsIn(folder).sort()).toEqual(['en', 'fi', 'hu', 'is', 'sv'])
    for (const tag of tagsIn(folder)) {
      const table = read(folder, tag)
      expect(Object.keys(table).sort(), tag).toEqual(Object.keys(source).sort())
      for (const key of Object.keys(source)) {
        expect(namesIn(table[key]), `${tag} ${key}`).toEqual(namesIn(source[key]))
        const text = table[key]
        if (typeof text !== 'object') continue
        expect(Object.keys(text).sort()).toEqual(
          [...new Intl.PluralRules(tag).resolvedOptions().pluralCategories].sort(),
        )
      }
    }
  },
)

test('one thing is not told as many, and a language we lack is told in English', async () => {
  const icelandic = await loadContentTexts('is')
  expect(tell(icelandic, 'carousel.label', { count: 21 }, 'is')).toBe('21 vara')
  expect(tell(icelandic, 'carousel.label', { count: 11 }, 'is')).toBe('11 vörur')
  expect(tell(await loadContentTexts('xx'), 'stock.in_stock')).toBe('In stock')
  expect(tell(await loadContentTexts('sv-FI'), 'stock.in_stock')).toBe('I lager')
})

test('no text is left over and none is missing', () => {
  const source = join(import.meta.dirname, '../src')
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name))
  const code = files.map((name) => readFileSync(join(source, name), 'utf8')).join('\n')
  const keys = folders.flatMap((folder) => Object.keys(read(folder, 'en')))
  const put = [...code.matchAll(/`(\w+\.)\$\{/g)].map(([, start]) => start ?? '')
  const literal = [...code.matchAll(/'([a-z]+\.[a-z_]+)'/g)].map(([, key]) => key ?? '')
  expect(keys.filter((key) => !literal.includes(key) && !put.some((start) => key.startsWith(start)))).toEqual([])
  expect(literal.filter((key) => !keys.includes(key))).toEqual([])
})
