import { articleSuggestion } from '@parley/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type Asked, askDoor } from '../../test/ask-door.ts'
import { newAccount, openTestShop, type TestShop } from '../../test/shop.ts'
import { accept, reply } from '../conversations/index.ts'
import { orThrow } from '../kernel/refusals.ts'
import { suggestionDoors } from './suggestion-doors.ts'
import { suggestArticles } from './suggestions.ts'

let shop: TestShop
let anna: string

beforeAll(async () => {
  shop = await openTestShop()
  anna = (await newAccount(shop, 'Anna')).accountId
})

afterAll(() => shop?.close())

const ask = (call: string, given?: Asked) => askDoor(shop, suggestionDoors(), anna, call, given)

/** A shopper asks, and Anna answers in words. */
async function answered(question: string, ...answers: string[]): Promise<void> {
  const visitorId = await shop.visitor()
  const said = { type: 'text' as const, text: question }
  const given = {
    inboxId: 'webchat',
    address: visitorId,
    visitorId,
    personId: null,
    language: 'en',
    currency: 'EUR',
    said,
  }
  const { conversationId } = orThrow(await shop.db.inShop(shop.shopId, (tx) => accept(tx, given)))
  for (const text of answers)
    orThrow(
      await shop.db.inShop(shop.shopId, (tx) =>
        reply(tx, conversationId, { accountId: anna, name: 'Anna' }, { type: 'text', text }, text),
      ),
    )
  shop.clock.move(1_000)
}

const ideas = async () => {
  const found = await ask('get /learning/suggestions')
  return z.object({ suggestions: z.array(articleSuggestion) }).parse(found.ok ? found.value : {}).suggestions
}

const short = 'Yes, we sharpen skates while you wait, also old ones.'
const full = `${short} It costs nothing in the year after you bought them.`

test('what people of the shop answer in words is an idea for an article, and one press makes a draft of it', async () => {
  await answered('do you sharpen ice skates', short)
  await answered(
    'do you sharpen ice skates??',
    full,
    'And do come before noon, since it is full of children after that.',
  )
  await answered('can you change my e-mail address', 'Done: it is elsa.berg@example.com now, and we wrote to it once.')
  await answered('are you there at all', 'Yes!')
  await answered('do you rent out rollerskis')
  const found = await ideas()
  expect(found.map(({ question, count, answer }) => ({ question, count, answer }))).toEqual([
    { question: 'do you sharpen ice skates??', count: 2, answer: full },
  ])
  const answers = found[0]?.answers.map(({ messageId }) => messageId)
  await ask('post /learning/suggestions/left', { body: { answers } })
  expect(await ideas()).toEqual([])
  await ask('post /learning/suggestions/left', { body: { answers, again: true } })
  const body = { answers, title: 'Do you sharpen ice skates?', body: full }
  expect(await ask('post /learning/suggestions', { body })).toMatchObject({ ok: true })
  expect(await ideas()).toEqual([])
  const rows = await shop.db.inShop(shop.shopId, (tx) =>
    tx.sql.selectFrom('article').select(['status', 'title']).execute(),
  )
  expect(rows).toEqual([{ status: 'draft', title: 'Do you sharpen ice skates?' }])
  await expect(ask('post /learning/suggestions', { body: { ...body, answers: ['msg_of_nobody'] } })).rejects.toThrow(
    'learning.nothing_answered',
  )
})

test('what is said of one customer is no article, and languages are kept apart', () => {
  const one = (question: string, answer: string, language = 'en') => ({
    messageId: question,
    conversationId: 'cnv_1',
    question,
    answer,
    language,
    at: '2026-11-20T10:00:00.000Z',
  })
  const found = suggestArticles([
    one('onko teillä lahjakortteja', 'Kyllä, niitä saa kassalta ja verkosta.', 'fi'),
    one('onko teillä lahjakortteja', 'Ja, det har vi, fråga i kassan.', 'sv'),
    one('where is it', 'Your order PX-4410 left us this morning.'),
    one('who do I ring', 'Ring Eva, who has your case, on +358 40 123 4567.'),
  ])
  expect(found.map(({ language }) => language).sort()).toEqual(['fi', 'sv'])
})
