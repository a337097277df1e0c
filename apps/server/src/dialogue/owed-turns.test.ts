import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestShop, type TestShop } from '../../test/shop.ts'
import { accept } from '../conversations/index.ts'
import { orThrow } from '../kernel/refusals.ts'
import { dueTurns, leaseTurn } from './owed-turns.ts'

let shop: TestShop

beforeAll(async () => {
  shop = await openTestShop()
})

afterAll(() => shop?.close())

const owedConversation = async (): Promise<string> => {
  const visitorId = await shop.visitor()
  const said = await shop.db.inShop(shop.shopId, (tx) =>
    accept(tx, {
      inboxId: 'webchat',
      address: visitorId,
      visitorId,
      personId: null,
      language: 'en',
      currency: 'EUR',
      said: { type: 'text', text: 'hello' },
    }),
  )
  return orThrow(said).conversationId
}

const lease = (conversationId: string, name: string) =>
  shop.db.inShop(shop.shopId, (tx) => leaseTurn(tx, conversationId, name))

const isDue = async (conversationId: string): Promise<boolean> =>
  (await dueTurns(shop.db, shop.clock)).some(({ key }) => key === conversationId)

test('what a process had in hand when it died is due at once, and not before', async () => {
  const process = new pg.Client({ connectionString: shop.serverUrl })
  await process.connect()
  const { rows } = await process.query<{ session: number }>('select pg_backend_pid() as session')
  const session = rows[0]?.session
  const id = await owedConversation()
  expect(await lease(id, `${session} one`)).toMatchObject({ fromSeq: 1, toSeq: 1 })
  expect(await isDue(id)).toBe(false)
  expect(await lease(id, `${session} two`)).toBeNull()

  await process.end()
  await expect.poll(() => isDue(id)).toBe(true)
  expect(await lease(id, '0 three')).toMatchObject({ attempts: 2 })
})

test('a lease without a session lives by its time alone', async () => {
  const id = await owedConversation()
  expect(await lease(id, ' one')).not.toBeNull()
  expect(await isDue(id)).toBe(false)
  shop.clock.move(31_000)
  expect(await isDue(id)).toBe(true)
})
