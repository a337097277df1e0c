import { deskRules } from '@parley/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestShop, type TestShop } from '../../test/shop.ts'
import { readPerson, readVisitor } from '../people/index.ts'
import { preChat } from './pre-chat.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())

const rules = deskRules.parse({ preChat: [{ field: 'name' }, { field: 'email', required: true }] })

async function ask(
  visitorId: string,
  given: Record<string, string> | null,
  more: { hasTalked?: boolean; rules?: typeof rules; language?: string } = {},
) {
  return shop.db.inShop(shop.shopId, async (tx) => {
    const visitor = await readVisitor(tx, visitorId)
    if (!visitor) throw new Error('no visitor')
    return preChat(tx, { rules, visitor, language: 'en', hasTalked: false, given, ...more })
  })
}

test('a shop asks nothing before the first word unless it has chosen to', async () => {
  const visitor = await shop.visitor()
  expect(await ask(visitor, null, { rules: deskRules.parse({}) })).toBeNull()
  expect(await ask(visitor, null, { hasTalked: true })).toBeNull()
})

test('what is asked is asked in her language, what will not do again with her own words, and what she gives proves nothing', async () => {
  const visitor = await shop.visitor()
  expect(await ask(visitor, null, { language: 'fi' })).toMatchObject({ title: 'Ennen kuin aloitetaan' })
  const again = await ask(visitor, { email: 'not an address' })
  expect(again?.fields.map(({ name, value, error }) => [name, value, error !== undefined])).toEqual([
    ['name', '', false],
    ['email', 'not an address', true],
  ])
  expect(await shop.db.inShop(shop.shopId, (tx) => readVisitor(tx, visitor))).toMatchObject({ personId: null })
  expect(await ask(visitor, { email: 'ada@example.com', name: 'Ada', phone: '123 456 789' })).toBeNull()
  const person = await shop.db.inShop(shop.shopId, async (tx) => {
    const known = await readVisitor(tx, visitor)
    return readPerson(tx, known?.personId ?? '')
  })
  expect(person).toMatchObject({ name: 'Ada', email: 'ada@example.com' })
  expect(person?.phone ?? null).toBeNull()
  expect(person?.identities.some(({ verified }) => verified)).toBe(false)
  expect(await ask(visitor, null)).toBeNull()
})
