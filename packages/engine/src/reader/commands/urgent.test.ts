import type { LanguageDefinition } from '@parley/sdk'
import { expect, test } from 'vitest'
import { createReader } from '../reader.ts'
import { context } from '../reader-scene.ts'
import { train } from '../train.ts'
import { indexVocabulary } from '../vocabulary-index.ts'

const tags = ['en', 'sv', 'fi', 'is', 'hu']
const languages: LanguageDefinition[] = await Promise.all(
  tags.map(
    async (tag) =>
      (await import(new URL(`../../../../../extensions/languages/${tag}/index.ts`, import.meta.url).href)).default,
  ),
)
const examples = [
  { text: 'hello', job: 'greet', language: 'en' },
  { text: 'thanks', job: 'thanks', language: 'en' },
]
const reader = createReader({
  model: train(examples, { languages }),
  languages,
  vocabulary: indexVocabulary({ terms: [] }, languages),
})
const asked = { flow: 'checkout', slot: 'name', type: 'name', options: [], optional: false }

test.each([
  ['en', 'the kettle gave me an electric shock', 'safety'],
  ['en', 'my lawyer will write to you', 'legal'],
  ['sv', 'lampan började brinna', 'safety'],
  ['sv', 'jag kontaktar en advokat', 'legal'],
  ['fi', 'sain laitteesta sähköiskun', 'safety'],
  ['fi', 'vien tämän kuluttajariitalautakuntaan', 'legal'],
  ['is', 'ég fékk raflost af katlinum', 'safety'],
  ['is', 'ég tala við lögfræðing', 'legal'],
  ['hu', 'a töltő túlmelegedett és füstölt', 'safety'],
  ['hu', 'az ügyvédem keresni fogja önöket', 'legal'],
])('%s: "%s" goes to a person at once (%s), also in the middle of a question', (tag, text, reason) => {
  const spoken = { ...context, conversationLanguage: tag, allowedLanguages: [tag] }
  const heard = reader.read(text, { ...spoken, awaiting: asked, runningFlow: 'checkout' })
  expect(heard.commands).toEqual([{ type: 'hand_over', reason }])
})

test('a name, an order and a broken lamp are no emergencies', () => {
  for (const text of ['Anna Lawson', 'where is my order', 'the lamp is broken', 'burnt orange, please'])
    expect(reader.read(text, context).commands.map(({ type }) => type)).not.toContain('hand_over')
})
