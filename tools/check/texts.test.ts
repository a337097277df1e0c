import { afterEach, expect, test } from 'vitest'
import { type PlantedTree, plantTree } from './planted-tree.ts'
import { texts } from './texts.ts'

const tags = ['en', 'sv', 'fi', 'is', 'hu']
const flow = 'extensions/flows/cart'

/** A flow that says two texts, one of them by the part it is put together from, in five languages. */
const complete = {
  'cart.added': 'In your basket: {title}',
  'stock.low': '{count, plural, one {One left} other {# left}}',
}
const source = `export const said = (say, stock) => [say('cart.added'), say(\`stock.\${stock}\`)]\n`

let tree: PlantedTree | undefined

afterEach(() => tree?.clear())

function problemsWith(changed: Record<string, string>): Promise<string[]> {
  const files = Object.fromEntries(tags.map((tag) => [`${flow}/texts.${tag}.json`, JSON.stringify(complete)]))
  tree = plantTree({ [`${flow}/index.ts`]: source, ...files, ...changed })
  return texts.run(tree.root)
}

function finnish(changed: Record<string, unknown>): Record<string, string> {
  return { [`${flow}/texts.fi.json`]: JSON.stringify({ ...complete, ...changed }) }
}

test('texts that are complete and all said pass', async () => {
  expect(await problemsWith({})).toEqual([])
})

test('a text missing in one language fails', async () => {
  expect(await problemsWith(finnish({ 'cart.added': undefined }))).toEqual([`${flow}: "cart.added" is missing in fi`])
})

test('an empty text fails', async () => {
  expect(await problemsWith(finnish({ 'cart.added': ' ' }))).toEqual([`${flow}: "cart.added" in fi is empty`])
})

test('a placeholder that went astray fails, also inside a plural', async () => {
  expect(await problemsWith(finnish({ 'cart.added': 'Korissa: {nimi}' }))).toEqual([
    `${flow}: "cart.added" in fi has the placeholders nimi where English has title`,
  ])
  tree?.clear()
  expect(await problemsWith(finnish({ 'stock.low': '{count, plural, one {Yksi {x}} other {#}}' }))).toEqual([
    `${flow}: "stock.low" in fi has the placeholders count, x where English has count`,
  ])
})

test('plural forms and variants are held against each other as a whole', async () => {
  const forms = { 'stock.low': { one: '{count} left', other: '{count} left' } }
  const changed = Object.fromEntries(
    tags.map((tag) => [`${flow}/texts.${tag}.json`, JSON.stringify({ ...complete, ...forms })]),
  )
  expect(await problemsWith(changed)).toEqual([])
  tree?.clear()
  expect(await problemsWith({ ...changed, ...finnish({ 'stock.low': { other: 'jäljellä' } }) })).toEqual([
    `${flow}: "stock.low" in fi has the placeholders none where English has count`,
  ])
})

test('a message that can not be read as one fails', async () => {
  const problems = await problemsWith(finnish({ 'cart.added': 'Korissa: {title' }))
  expect(problems).toHaveLength(1)
  expect(problems[0]).toContain('is no valid message')
})

test('a text that nothing says fails', async () => {
  const more = { ...complete, 'cart.forgotten': 'Forgotten' }
  const changed = Object.fromEntries(tags.map((tag) => [`${flow}/texts.${tag}.json`, JSON.stringify(more)]))
  expect(await problemsWith(changed)).toEqual([`${flow}: the text "cart.forgotten" is said nowhere`])
})

test('a text said in a test alone is said nowhere', async () => {
  const only = { [`${flow}/index.ts`]: "export const said = (say) => say('cart.added')\n" }
  const tested = { [`${flow}/index.test.ts`]: "export const said = (say) => say('stock.low')\n" }
  expect(await problemsWith({ ...only, ...tested })).toEqual([`${flow}: the text "stock.low" is said nowhere`])
})

test('saying what nobody has written fails', async () => {
  const more = `${source}export const more = (say) => say('cart.emptied')\n`
  expect(await problemsWith({ [`${flow}/index.ts`]: more })).toEqual([
    `${flow}/index.ts:2: there is no text "cart.emptied"`,
  ])
})

test('a text only one language has fails', async () => {
  expect(await problemsWith(finnish({ 'cart.extra': 'Lisää' }))).toEqual([
    `${flow}: "cart.extra" in fi is not among the English texts`,
  ])
})

test("a language's folder may hold the texts of a flow, and not the same ones twice, nor of a flow that is not there", async () => {
  const elsewhere = 'extensions/languages/fi/texts.json'
  const moved = { [`${flow}/texts.fi.json`]: '{}', [elsewhere]: JSON.stringify({ cart: complete }) }
  expect(await problemsWith(moved)).toEqual([])
  tree?.clear()
  expect(await problemsWith({ [elsewhere]: '{ "cart": { "cart.added": "{title}" } }' })).toEqual([
    `${elsewhere}#cart: "cart.added" is written twice in fi`,
  ])
  tree?.clear()
  expect(await problemsWith({ [elsewhere]: '{ "gone": {} }' })).toEqual([
    `${elsewhere}#gone translates nothing: there are no such English texts`,
  ])
})

test('a whole language left out fails', async () => {
  const spoken = tags.filter((tag) => tag !== 'sv')
  const files = Object.fromEntries(spoken.map((tag) => [`${flow}/texts.${tag}.json`, JSON.stringify(complete)]))
  tree = plantTree({ [`${flow}/index.ts`]: source, ...files })
  expect(await texts.run(tree.root)).toContain(`${flow}: there are no texts in sv`)
})
