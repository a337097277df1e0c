import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openTestShop, type TestShop } from '../../test/shop.ts'
import type { ShopTransaction } from '../db/database.ts'
import { createShop } from '../identity/index.ts'
import { orThrow } from '../kernel/refusals.ts'
import { identify, isVerified, personOf, prove, provedPersons, readPerson, remember, standingOf } from './index.ts'

let shop: TestShop
let visitorId: string
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())
beforeEach(async () => {
  visitorId = await shop.visitor()
})

const inShop = <T>(work: (tx: ShopTransaction) => Promise<T>) => shop.db.inShop(shop.shopId, work)
const talk = (conversationId: string, personId: string | null = null) => ({ conversationId, personId, visitorId })
/** Who ordered in this browser as a guest. */
const guest = (name: string, email: string) =>
  inShop(async (tx) => {
    const personId = await personOf(tx, { kind: 'visitor', address: visitorId, verified: false, name, email })
    await identify(tx, visitorId, personId)
    await remember(tx, personId, { name, email })
    return personId
  })

test('a code proves an address in one conversation, for a day', async () => {
  await inShop((tx) => prove(tx, talk('cnv_day'), 'Day@Example.com'))
  expect(await inShop((tx) => standingOf(tx, talk('cnv_day')))).toEqual({
    signedIn: false,
    emails: ['day@example.com'],
  })
  expect(isVerified(await inShop((tx) => standingOf(tx, talk('cnv_other'))))).toBe(false)
  shop.clock.move(25 * 3_600_000)
  expect(isVerified(await inShop((tx) => standingOf(tx, talk('cnv_day'))))).toBe(false)
  expect(await inShop((tx) => provedPersons(tx, talk('cnv_day')))).toEqual([])
})

test('the same proved twice, also at once, is one proof and one person', async () => {
  const both = await Promise.all([1, 2].map(() => inShop((tx) => prove(tx, talk('cnv_twice'), 'twice@example.com'))))
  expect(new Set(both).size).toBe(1)
  expect((await inShop((tx) => standingOf(tx, talk('cnv_twice')))).emails).toEqual(['twice@example.com'])
})

test('a guest who proves the address she ordered with becomes the customer the shop knows by it', async () => {
  const personId = await guest('Gunn', 'gunn@example.com')
  expect(isVerified(await inShop((tx) => standingOf(tx, talk('cnv_gunn', personId))))).toBe(false)
  expect(await inShop((tx) => prove(tx, talk('cnv_gunn', personId), 'gunn@example.com'))).toBe(personId)
  const person = await inShop((tx) => readPerson(tx, personId))
  expect(person).toMatchObject({ name: 'Gunn', email: 'gunn@example.com' })
  expect(person?.identities).toContainEqual({ kind: 'email', address: 'gunn@example.com', verified: true })
})

test('who proves her own address in somebody else’s browser does not become that somebody', async () => {
  const bob = await guest('Bob', 'bob@example.com')
  const proved = await inShop((tx) => prove(tx, talk('cnv_bob', bob), 'eve@example.com'))
  expect(proved).not.toBe(bob)
  expect(await inShop((tx) => provedPersons(tx, talk('cnv_bob', bob)))).toEqual([proved])
  expect((await inShop((tx) => readPerson(tx, bob)))?.email).toBe('bob@example.com')
})

test('a customer signed in by the shop is verified wherever she writes, and a code never makes a browser so for good', async () => {
  const signedIn = await inShop((tx) =>
    personOf(tx, { kind: 'customer', address: 'c-1', verified: true, verifiedBy: 'token', email: 'sig@example.com' }),
  )
  expect((await inShop((tx) => standingOf(tx, talk('cnv_any', signedIn)))).signedIn).toBe(true)
  const coded = await inShop((tx) => prove(tx, talk('cnv_code'), 'code@example.com'))
  expect((await inShop((tx) => standingOf(tx, talk('cnv_later', coded)))).signedIn).toBe(false)
})

test('who is known by another shop’s proof is known there alone', async () => {
  const other = orThrow(await createShop(shop.db, { handle: 'kettles', name: 'Kettles' }))
  await inShop((tx) => prove(tx, talk('cnv_wall'), 'wall@example.com'))
  const there = await shop.db.inShop(other.shopId, (tx) => standingOf(tx, talk('cnv_wall')))
  expect(there).toEqual({ signedIn: false, emails: [] })
  expect(await shop.db.inShop(other.shopId, (tx) => provedPersons(tx, talk('cnv_wall')))).toEqual([])
})
