import { afterAll, beforeAll, expect, test } from 'vitest'
import { shopperSays } from '../../test/desk-talk.ts'
import { newAccount } from '../../test/shop.ts'
import { openSmallShop, type SmallShop } from '../../test/small-shop.ts'
import { giveBack, readConversation, reply } from '../conversations/index.ts'
import type { ShopTransaction } from '../db/database.ts'
import { leaseTurn } from '../dialogue/owed-turns.ts'
import { orThrow } from '../kernel/refusals.ts'
import { hearTap } from './hear-tap.ts'
import { talkCart } from './talk-cart.ts'
import { tellCart } from './tell-cart.ts'

let small: SmallShop
let anna: { accountId: string; name: string }
let conversationId: string
beforeAll(async () => {
  small = await openSmallShop()
  anna = await newAccount(small, 'Anna')
  await inShop((tx) =>
    tx.sql
      .insertInto('inbox')
      .values({ shop_id: small.shopId, inbox_id: 'webchat', channel: 'webchat', name: 'Chat' })
      .execute(),
  )
  conversationId = (await shopperSays(shop(), 'vis_bela', 'help me choose')).conversationId
  await inShop((tx) => reply(tx, conversationId, anna, { type: 'text', text: 'Gladly.' }, 'Gladly.'))
})
afterAll(() => small.close())

const inShop = <T>(work: (tx: ShopTransaction) => Promise<T>) => small.db.inShop(small.shopId, work)
const shop = () => ({ db: small.db, shopId: small.shopId, visitor: async () => 'vis_bela' })

const cartOf = (by: { kind: 'agent' | 'shopper'; id: string }) => async (tx: ShopTransaction) => {
  const row = await readConversation(tx, conversationId)
  if (!row) throw new Error('no conversation')
  return talkCart(tx, row, by)
}

/** What the consumer hears, each twice. */
async function tellAll(): Promise<string[]> {
  const events = await inShop((tx) =>
    tx.sql
      .selectFrom('event')
      .select(['event_id', 'type', 'at', 'data', 'subjects'])
      .where('type', '=', 'cart.changed')
      .orderBy('position')
      .execute(),
  )
  const consumer = tellCart(small.db)
  for (const one of [...events, ...events]) {
    const data = { version: Number(Object(one.data).version) }
    const subjects = { cart: String(Object(one.subjects).cart) }
    await consumer.handle({ shopId: small.shopId, id: one.event_id, type: one.type, at: one.at, data, subjects })
  }
  const rows = await inShop((tx) =>
    tx.sql
      .selectFrom('message')
      .select('content')
      .where('conversation_id', '=', conversationId)
      .where('sender_kind', '=', 'system')
      .orderBy('seq')
      .execute(),
  )
  return rows.flatMap(({ content }) => {
    const { key, values } = Object(content)
    return key === 'cart_changed' ? [`${values.name}: ${values.what}`] : []
  })
}

test('what an agent changes in the cart is told in the thread with her name, once; what the shopper changes is not', async () => {
  const agent = { kind: 'agent' as const, id: anna.accountId }
  const added = orThrow(await inShop(async (tx) => (await cartOf(agent)(tx)).add('var_stool', 2)))
  await inShop(async (tx) => (await cartOf({ kind: 'shopper', id: 'vis_bela' })(tx)).add('var_lamp', 1))
  const line = added.lines[0]
  await inShop(async (tx) => (await cartOf(agent)(tx)).setQuantity(line?.id ?? '', 1))
  expect(await tellAll()).toEqual(['Anna: +2 Stool', 'Anna: −1 Stool'])
  const cart = await inShop(async (tx) => (await cartOf(agent)(tx)).view())
  expect(cart.lines.map(({ title, quantity }) => [title, quantity])).toEqual([
    ['Stool', 1],
    ['Lamp', 1],
  ])
})

test('a tap on what an agent has shown puts it into the cart once, and what stands in the way is told', async () => {
  const tapped = async (variantId: string) => {
    const said = { type: 'click' as const, action: `add:${variantId}`, label: 'Add' }
    const { messageId } = await shopperSays(shop(), 'vis_bela', said)
    await inShop((tx) => hearTap(tx, conversationId, messageId))
    await inShop((tx) => hearTap(tx, conversationId, messageId))
  }
  const lampsNow = async () => {
    const cart = await inShop(async (tx) => (await cartOf({ kind: 'shopper', id: 'vis_bela' })(tx)).view())
    return cart.lines.find(({ variantId }) => variantId === 'var_lamp')?.quantity
  }
  const before = (await lampsNow()) ?? 0
  await tapped('var_lamp')
  expect(await lampsNow()).toBe(before + 1)
  await tapped('var_none')
  const rows = await inShop((tx) =>
    tx.sql.selectFrom('message').select('text').where('sender_kind', '=', 'system').orderBy('seq').execute(),
  )
  expect(rows.at(-2)?.text).toBe('In your basket: Lamp.')
  expect(rows.at(-1)?.text).not.toBe('')
})

test('what she says after a tap still waits when the tap has been heard, and the bot answers it when it gets the word', async () => {
  const said = { type: 'click' as const, action: 'add:var_lamp', label: 'Add' }
  const tap = await shopperSays(shop(), 'vis_bela', said)
  const asked = await shopperSays(shop(), 'vis_bela', 'and when are you open?')
  await inShop((tx) => hearTap(tx, conversationId, tap.messageId))
  expect((await inShop((tx) => readConversation(tx, conversationId)))?.waiting_since).not.toBeNull()
  orThrow(await inShop((tx) => giveBack(tx, conversationId)))
  const turn = await inShop((tx) => leaseTurn(tx, conversationId, 'here'))
  expect(turn?.said).toEqual([{ type: 'text', text: 'and when are you open?' }])
  expect(turn?.toSeq).toBeGreaterThanOrEqual(asked.seq)
})

test('where nothing waits but a tap that was heard, the bot that gets the word says nothing', async () => {
  await inShop((tx) => reply(tx, conversationId, anna, { type: 'text', text: 'From nine.' }, 'From nine.'))
  const said = { type: 'click' as const, action: 'add:var_lamp', label: 'Add' }
  const tap = await shopperSays(shop(), 'vis_bela', said)
  await inShop((tx) => hearTap(tx, conversationId, tap.messageId))
  expect((await inShop((tx) => readConversation(tx, conversationId)))?.waiting_since).toBeNull()
  orThrow(await inShop((tx) => giveBack(tx, conversationId)))
  expect(await inShop((tx) => leaseTurn(tx, conversationId, 'here'))).toBeNull()
})
