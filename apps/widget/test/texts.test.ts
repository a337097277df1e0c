import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TextTable } from '@parley/ui'
import { expect, test } from 'vitest'

const folder = join(import.meta.dirname, '../src')
const read = (tag: string): TextTable => JSON.parse(readFileSync(join(folder, `texts.${tag}.json`), 'utf8'))
const tags = readdirSync(folder).flatMap((name) => /^texts\.(\w+)\.json$/.exec(name)?.[1] ?? [])
const namesIn = (text: unknown) =>
  [...new Set([...JSON.stringify(text).matchAll(/\{(\w+)\}/g)].map(([whole]) => whole))].sort()

test('the chat speaks five languages, each with every text and the same values in it', () => {
  const english = read('en')
  expect(tags.sort()).toEqual(['en', 'fi', 'hu', 'is', 'sv'])
  for (const tag of tags) {
    const table = read(tag)
    expect(Object.keys(table), tag).toEqual(Object.keys(english))
    for (const key of Object.keys(english)) expect(namesIn(table[key]), `${tag} ${key}`).toEqual(namesIn(english[key]))
  }
})

test('no text is left over and none is missing', () => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name))
  const source = files.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n')
  const keys = Object.keys(read('en'))
  const unused = keys.filter((key) => !source.includes(`'${key}'`))
  expect(unused).toEqual([])
  const asked = [...source.matchAll(/\bsay\('(\w+)'/g)].map(([, key]) => key)
  expect(asked.filter((key) => key !== undefined && !keys.includes(key))).toEqual([])
})
