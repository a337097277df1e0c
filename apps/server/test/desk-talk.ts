import type { Said } from '@parley/contracts'
import { accept, append, forgiveTurns, lockConversation, toQueue } from '../src/conversations/index.ts'
import type { ShopTransaction } from '../src/db/database.ts'
import { orThrow } from '../src/kernel/refusals.ts'
import type { TestShop } from './shop.ts'

type Shop = Pick<TestShop, 'db' | 'shopId' | 'visitor'>

/** What a visitor says in the chat. */
export const shopperSays = (shop: Shop, visitor: string, said: Said | string, language = 'en') =>
  shop.db.inShop(shop.shopId, (tx) => say(tx, visitor, said, language))

const say = async (tx: ShopTransaction, visitor: string, said: Said | string, language: string) =>
  orThrow(
    await accept(tx, {
      inboxId: 'webchat',
      address: visitor,
      visitorId: visitor,
      personId: null,
      language,
      currency: 'EUR',
      said: typeof said === 'string' ? { type: 'text', text: said } : said,
    }),
  )

/** A new shopper who is handed over to the desk at once, before any bot could say a word. */
export async function handedOver(shop: Shop, language = 'en', reason = 'talk_to_human') {
  const visitor = await shop.visitor(language)
  const conversationId = await shop.db.inShop(shop.shopId, async (tx) => {
    const { conversationId } = await say(tx, visitor, 'a person, please', language)
    const row = await lockConversation(tx, conversationId)
    if (!row) throw new Error('a conversation vanished')
    await forgiveTurns(tx, conversationId)
    toQueue(tx, row, { reason, summary: '' })
    await append(tx, row, [], [{ kind: 'conversation' }])
    return conversationId
  })
  return { visitor, conversationId }
}
