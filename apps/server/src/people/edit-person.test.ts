import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestShop, type TestShop } from '../../test/shop.ts'
import type { ShopTransaction } from '../db/database.ts'
import { editPerson, lookAtMerge, personEdit } from './edit-person.ts'
import { mergePersons, personOf, readPerson, remember } from './persons.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop({}, 'persons')
})
afterAll(() => shop.close())

const inShop = <T>(work: (tx: ShopTransaction) => Promise<T>) => shop.db.inShop(shop.shopId, work)
const known = (address: string, name: string, phone?: string) =>
  inShop(async (tx) => {
    const personId = await personOf(tx, { kind: 'email', address, verified: true, name, email: address })
    await remember(tx, personId, { name, email: address, ...(phone ? { phone } : {}) })
    return personId
  })

test('an edit alters what is named, tells which fields those were, and leaves the rest alone', async () => {
  const anna = await known('anna@edit.example', 'Ana', '+46 70 111')
  const edited = await inShop((tx) => editPerson(tx, anna, { name: 'Anna', email: 'anna@edit.example', phone: null }))
  expect(edited).toEqual({ ok: true, value: { personId: anna, fields: ['name', 'phone'] } })
  expect(await inShop((tx) => readPerson(tx, anna))).toMatchObject({
    name: 'Anna',
    email: 'anna@edit.example',
    phone: null,
    identities: [{ kind: 'email', verified: true }],
  })
  expect(personEdit.safeParse({ email: 'nonsense' }).success).toBe(false)
  expect(await inShop((tx) => editPerson(tx, 'per_none', { name: 'X' }))).toMatchObject({ ok: false })
})

test('before two are joined it is seen what both say differently, and nothing has been joined by looking', async () => {
  const keeper = await known('eva@merge.example', 'Eva Berg', '+46 70 222')
  const other = await known('eva.b@merge.example', 'Eva Berg', '+46 70 333')
  const looked = await inShop((tx) => lookAtMerge(tx, keeper, other))
  expect(looked).toMatchObject({
    ok: true,
    value: {
      conflicts: [
        { field: 'email', kept: 'eva@merge.example', dropped: 'eva.b@merge.example' },
        { field: 'phone', kept: '+46 70 222', dropped: '+46 70 333' },
      ],
      moves: { identities: 1, orders: 0 },
    },
  })
  expect((await inShop((tx) => readPerson(tx, other)))?.id).toBe(other)
  expect(await inShop((tx) => lookAtMerge(tx, keeper, keeper))).toMatchObject({
    ok: false,
    refusals: [{ code: 'person.same' }],
  })
  expect(await inShop((tx) => mergePersons(tx, keeper, other))).toMatchObject({ ok: true })
  expect(await inShop((tx) => readPerson(tx, other))).toMatchObject({ id: keeper, phone: '+46 70 222' })
})
