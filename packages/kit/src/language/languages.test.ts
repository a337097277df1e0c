import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { LanguageDefinition } from '@parley/sdk'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'

const root = join(dirname(fileURLToPath(import.meta.url)), '../../../..')
const here = join(root, 'extensions/languages')
const tags = ['en', 'sv', 'fi', 'is', 'hu']
const languages: LanguageDefinition[] = await Promise.all(
  tags.map(async (tag) => (await import(pathToFileURL(join(here, tag, 'index.ts')).href)).default),
)
const english = languageOf('en')
const translated = languages.filter((language) => language.tag !== 'en')

const jobs = [
  'greet thanks goodbye find_product refine_search cheaper recommend gift_help compare ask_price ask_availability',
  'ask_size_fit ask_material ask_delivery_time ask_delivery_cost ask_returns_policy ask_opening_hours',
  'ask_payment_methods ask_warranty add_to_cart remove_from_cart change_quantity show_cart empty_cart undo checkout',
  'apply_coupon order_status track_parcel cancel_order change_address return_item exchange_item refund_status',
  'complaint_damaged product_help invoice_copy reorder stock_alert leave_review talk_to_human call_me_back',
  'change_language delete_my_data unsubscribe help frustrated affirm deny never_mind out_of_scope',
]
  .join(' ')
  .split(' ')
const atLeast = (job: string): number => ({ find_product: 150, add_to_cart: 100, out_of_scope: 120 })[job] ?? 75

const example = z.object({ text: z.string().min(1) })
const heldOut = z.object({ text: z.string().min(1), job: z.string(), commands: z.array(z.unknown()).optional() })

const lines = (path: string): unknown[] =>
  readFileSync(join(here, path), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
const examplesOf = (tag: string, job: string): string[] =>
  lines(`${tag}/examples/${job}.jsonl`).map((line) => example.parse(line).text)
const casesOf = (tag: string) => lines(`${tag}/cases.jsonl`).map((line) => heldOut.parse(line))

describe.each(languages)('the language pack $tag', ({ tag }) => {
  test.each(jobs)('has enough examples and held-out cases of %s', (job) => {
    expect(examplesOf(tag, job).length).toBeGreaterThanOrEqual(atLeast(job))
    expect(casesOf(tag).filter((held) => held.job === job).length).toBeGreaterThanOrEqual(9)
  })

  test('names no job it was not asked for', () => {
    const files = globSync('*.jsonl', { cwd: join(here, tag, 'examples') }).map((file) => basename(file, '.jsonl'))
    expect(files.sort()).toEqual([...jobs].sort())
    expect(casesOf(tag).filter((held) => !jobs.includes(held.job))).toEqual([])
  })
})

const families = (values: Readonly<Record<string, string>>): string[] => [...new Set(Object.values(values))].sort()

test('all languages name the same colours and materials', () => {
  for (const language of translated) {
    expect(families(language.colours)).toEqual(families(english.colours))
    expect(families(language.materials)).toEqual(families(english.materials))
  }
})

describe('numbers in words', () => {
  test.each([
    ['en', 'twelve', 12],
    ['en', 'twenty-five', 25],
    ['sv', 'två', 2],
    ['sv', 'tjugofem', 25],
    ['sv', 'femhundra', 500],
    ['fi', 'kahden', 2],
    ['fi', 'kolmea', 3],
    ['fi', 'viisitoista', 15],
    ['fi', 'kakskyt', 20],
    ['is', 'þrjár', 3],
    ['is', 'fjögurra', 4],
    ['is', 'tylft', 12],
    ['is', 'tuttugu og fimm', 25],
    ['hu', 'kettőt', 2],
    ['hu', 'huszonöt', 25],
    ['hu', 'tízezer', 10_000],
    ['hu', 'tucat', 12],
  ])('%s: %s is %d', (tag, word, value) => {
    expect(languageOf(tag).numbers.words[word]).toBe(value)
  })

  test.each([
    ['en', 'last', -1],
    ['sv', 'den andra', 2],
    ['fi', 'toista', 2],
    ['fi', 'viimeisen', -1],
    ['is', 'seinni', 2],
    ['is', 'annað', 2],
    ['hu', 'a másodikat', 2],
    ['hu', 'utolsó előtti', -2],
  ])('%s: %s stands at %d', (tag, word, position) => {
    expect(languageOf(tag).numbers.ordinals[word]).toBe(position)
  })
})

describe('stems', () => {
  test.each([
    ['en', 'lamps', 'lamp'],
    ['sv', 'lamporna', 'lampa'],
    ['fi', 'pöydässä', 'pöydän'],
    ['hu', 'lámpákat', 'lámpa'],
    ['is', 'sófann', 'sófar'],
    ['is', 'lömpum', 'lampi'],
    ['is', 'töskuna', 'taska'],
    ['is', 'stólnum', 'stóll'],
    ['is', 'skórnir', 'skó'],
    ['is', 'peysurnar', 'peysa'],
    ['is', 'borðanna', 'borð'],
    ['is', 'veiðistangir', 'veiðistöng'],
  ])('%s: %s and %s meet', (tag, one, other) => {
    const { stem } = languageOf(tag)
    expect(stem(one)).toBe(stem(other))
    expect(stem(stem(one))).toBe(stem(one))
  })

  test('Icelandic leaves short words and numbers alone', () => {
    expect(['te', 'ost', 'x200', 'rúm'].map(languageOf('is').stem)).toEqual(['te', 'ost', 'x200', 'rúm'])
    expect(languageOf('is').stem('hilla')).not.toBe(languageOf('is').stem('húfa'))
  })
})

function languageOf(tag: string): LanguageDefinition {
  const found = languages.find((language) => language.tag === tag)
  if (!found) throw new Error(`no language pack ${tag}`)
  return found
}
