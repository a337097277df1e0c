import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'

const folder = join(import.meta.dirname, '../src')
const table = z.record(z.string(), z.union([z.string(), z.record(z.string(), z.string())]))
const read = (tag: string) => table.parse(JSON.parse(readFileSync(join(folder, `texts.${tag}.json`), 'utf8')))
const tags = readdirSync(folder).flatMap((name) => /^texts\.(\w+)\.json$/.exec(name)?.[1] ?? [])
const namesIn = (text: unknown) =>
  [...new Set([...JSON.stringify(text).matchAll(/\{(\w+)\}/g)].map((match) => match[1]))].sort()

test('every page can be told in every language, with the same values and the plural forms of that language', () => {
  const english = read('en')
  expect(tags.sort()).toEqual(['en', 'fi', 'hu', 'is', 'sv'])
  for (const tag of tags) {
    const spoken = read(tag)
    expect(Object.keys(spoken).sort(), tag).toEqual(Object.keys(english).sort())
    for (const [key, text] of Object.entries(spoken)) {
      expect(namesIn(text), `${tag} ${key}`).toEqual(namesIn(english[key]))
      if (typeof text === 'string') continue
      expect(Object.keys(text).sort()).toEqual([...new Intl.PluralRules(tag).resolvedOptions().pluralCategories].sort())
    }
  }
})
