import { join } from 'node:path'
import { createReader, indexVocabulary, initialState, type Reader, type Vocabulary } from '@parley/engine'
import { beforeAll, describe, expect, test } from 'vitest'
import { loadExtensions } from '../../../../apps/server/src/compose/extensions.ts'
import { trainedModel } from '../../../../apps/server/src/compose/understanding.ts'
import { readerContext } from '../../../../apps/server/src/dialogue/read-turn.ts'
import { openLog } from '../../../../apps/server/src/kernel/log.ts'

const root = join(import.meta.dirname, '../../../..')
const shipped = join(root, 'extensions')
const { languages, examples, lexicons, flows } = await loadExtensions([shipped], openLog('silent'))
const tags = languages.map(({ tag }) => tag)
let reader: Reader

/** Three things that no example speaks of. */
const vocabulary: Vocabulary = {
  terms: ['Pelikan hajó', 'Merkur autó', 'Halla lámpa'].map((text, at) => ({
    kind: 'product',
    id: `thing-${at + 1}`,
    forms: tags.map((language) => ({ language, text })),
  })),
}

beforeAll(async () => {
  const model = await trainedModel({
    taught: { languages, examples, lexicons },
    extensionFolders: [shipped],
    modelFolder: join(root, '.data/models'),
    progress: () => {},
  })
  reader = createReader({ model, languages, vocabulary: indexVocabulary(vocabulary, languages) })
}, 180_000)

/** The wishes in order, with whatever of these slots they name: "add_to_cart 2 blue". */
function wishesIn(language: string, text: string, shown: readonly string[] = []): string[] {
  const state = initialState(language)
  const context = readerContext(state, { language, currency: 'EUR', languages: tags, flows })
  const focus = { ...context.focus, shown: shown.map((title, at) => ({ productId: `shown-${at + 1}`, title })) }
  return reader.read(text, { ...context, focus }).commands.map((command) => {
    if (command.type !== 'start') return command.type
    const { quantity, colour, position, coupon } = command.slots
    return [command.job, quantity, colour, position === undefined ? undefined : `#${position}`, coupon]
      .filter((part) => part !== undefined)
      .join(' ')
  })
}

const two = ['Korvo lamp', 'Vessla lamp']

describe('several wishes in one breath are done in the order they were said', () => {
  test.each([
    [
      'en',
      'two of the green ones and four of the grey, then checkout',
      ['add_to_cart 2 green', 'add_to_cart 4 grey', 'checkout'],
    ],
    [
      'sv',
      'två av de gröna och fyra av de grå, sen vill jag betala',
      ['add_to_cart 2 green', 'add_to_cart 4 grey', 'checkout'],
    ],
    ['fi', 'kaksi vihreää ja neljä harmaata, sitten maksan', ['add_to_cart 2 green', 'add_to_cart 4 grey', 'checkout']],
    ['is', 'tvær grænar og fjórar gráar, svo vil ég borga', ['add_to_cart 2 green', 'add_to_cart 4 grey', 'checkout']],
    ['hu', 'két zöldet és négy szürkét, aztán fizetnék', ['add_to_cart 2 green', 'add_to_cart 4 grey', 'checkout']],
  ])('%s: %s', (language, text, wanted) => {
    expect(wishesIn(language, text)).toEqual(wanted)
  })

  test.each([
    ['en', 'add the second one, remove the first one and show my cart'],
    ['sv', 'lägg till den andra, ta bort den första och visa korgen'],
    ['fi', 'lisää toinen, poista ensimmäinen ja näytä kori'],
    ['is', 'bættu seinni við, taktu þann fyrri út og sýndu körfuna'],
    ['hu', 'tedd be a másodikat, vedd ki az elsőt és mutasd a kosarat'],
  ])('%s: %s: what is added is not taken out with the rest', (language, text) => {
    expect(wishesIn(language, text, two)).toEqual(['add_to_cart #2', 'remove_from_cart #1', 'show_cart'])
  })
})

test.each([
  ['en', 'put the Pelikan hajó and the Merkur autó in my basket'],
  ['hu', 'tedd a kosárba: Pelikan hajó és Merkur autó'],
  ['hu', 'kérem a Pelikan hajót és a Merkur autót'],
])('%s: "%s" puts in both', (language, text) => {
  const context = readerContext(initialState(language), { language, currency: 'EUR', languages: tags, flows })
  const products = reader.read(text, context).commands.map((one) => (one.type === 'start' ? one.slots.product : null))
  expect(products).toEqual(['thing-1', 'thing-2'])
})

test.each([
  ['en', 'no wait, make it four'],
  ['sv', 'nej förresten, ta fyra'],
  ['fi', 'ei kun otetaankin neljä'],
  ['is', 'nei bíddu, ég tek fjóra'],
  ['hu', 'várj, mégis négyet'],
])('%s: "%s" counts anew what was put in', (language, text) => {
  expect(wishesIn(language, text)).toEqual(['change_quantity 4'])
})

test.each([
  ['en', "I'll take the cheaper one of those two"],
  ['sv', 'jag tar den billigare av de två'],
  ['fi', 'otan noista kahdesta sen halvemman'],
])('%s: "%s" takes one of them and looks for nothing else', (language, text) => {
  expect(wishesIn(language, text, two).join()).toMatch(/^add_to_cart/)
})

test.each([
  ['en', "that's grand"],
  ['sv', 'tusen tack'],
  ['hu', 'ezer köszönet'],
])('%s: "%s" counts no thousand of anything', (language, text) => {
  expect(wishesIn(language, text).join()).not.toContain('1000')
})

test.each([
  ['fi', 'lahjaa miehelle'],
  ['sv', 'present till pappa'],
  ['hu', 'ajándék apának'],
])('%s: "%s": whom it is for is not looked for', (language, text) => {
  const state = initialState(language)
  const context = readerContext(state, { language, currency: 'EUR', languages: tags, flows })
  const [command] = reader.read(text, context).commands
  expect(command).toMatchObject({ type: 'start', job: 'gift_help' })
  expect(command?.type === 'start' ? command.slots.query : '').toBeUndefined()
})

test.each([
  ['en', 'add threee of them to my basket'],
  ['fi', 'lisää kollme sellaista koriin'],
  ['hu', 'tegyél be hjrom ilyet a kosárba'],
])('%s: "%s": a slip in a number is a number', (language, text) => {
  expect(wishesIn(language, text)).toEqual(['add_to_cart 3'])
})
