import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestShop, type TestShop } from '../../test/shop.ts'
import { accept, type BegunTurn, type TurnStarter } from '../conversations/index.ts'
import { orThrow } from '../kernel/refusals.ts'
import { begunTurn, dueTurns, leaseTurn, settleTurn } from './owed-turns.ts'

let shop: TestShop

beforeAll(async () => {
  shop = await openTestShop()
})

afterAll(() => shop?.close())

const say = async (visitorId: string, text: string, starter?: TurnStarter): Promise<string> => {
  const said = await shop.db.inShop(shop.shopId, (tx) =>
    accept(
      tx,
      {
        inboxId: 'webchat',
        address: visitorId,
        visitorId,
        personId: null,
        language: 'en',
        currency: 'EUR',
        said: { type: 'text', text },
      },
      starter,
    ),
  )
  return orThrow(said).conversationId
}

const owedConversation = async (): Promise<string> => say(await shop.visitor(), 'hello')

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

test('words that can be answered at once are in hand as they are stored; what is said meanwhile waits for its own turn', async () => {
  const begun: BegunTurn[] = []
  const starter: TurnStarter = { newLease: () => ' here', start: (turn) => void begun.push(turn) }
  const visitor = await shop.visitor()
  const id = await say(visitor, 'hello', starter)
  expect(begun).toMatchObject([{ seq: 1, said: { text: 'hello' }, conversation: { conversation_id: id, last_seq: 1 } }])
  expect(await lease(id, ' other')).toBeNull()

  await say(visitor, 'a lamp', starter)
  expect(begun, 'the second is not begun beside the first').toHaveLength(1)
  const [first] = begun
  if (!first) throw new Error('nothing was begun')
  const settled = await shop.db.inShop(shop.shopId, (tx) => settleTurn(tx, begunTurn(first)))
  expect(settled).toEqual({ more: true })
  expect(await lease(id, ' other')).toMatchObject({ fromSeq: 2, toSeq: 2, said: [{ text: 'a lamp' }] })
})

test('whoever has enough in hand leaves the turn to whoever is free', async () => {
  const starter: TurnStarter = {
    newLease: () => null,
    start: () => {
      throw new Error('it was not to be begun here')
    },
  }
  const id = await say(await shop.visitor(), 'hello', starter)
  expect(await isDue(id)).toBe(true)
  expect(await lease(id, ' other')).toMatchObject({ fromSeq: 1, toSeq: 1 })
})
