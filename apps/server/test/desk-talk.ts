import type { Said } from '@parley/contracts'
import { accept, append, lockConversation, toQueue } from '../src/conversations/index.ts'
import { orThrow } from '../src/kernel/refusals.ts'
import type { TestShop } from './shop.ts'

/** What a visitor says in the chat. */
export async function shopperSays(shop: TestShop, visitor: string, said: Said | string, language = 'en') {
  return orThrow(
    await shop.db.inShop(shop.shopId, (tx) =>
      accept(tx, {
        inboxId: 'webchat',
        address: visitor,
        visitorId: visitor,
        personId: null,
        language,
        currency: 'EUR',
        said: typeof said === 'string' ? { type: 'text', text: said } : said,
      }),
    ),
  )
}

/** A new shopper whom the bot has handed over to the desk. */
export async function handedOver(shop: TestShop, language = 'en', reason = 'talk_to_human') {
  const visitor = await shop.visitor(language)
  const { conversationId } = await shopperSays(shop, visitor, 'a person, please', language)
  await shop.db.inShop(shop.shopId, async (tx) => {
    const row = await lockConversation(tx, conversationId)
    if (!row) throw new Error('a conversation vanished')
    toQueue(tx, row, { reason, summary: '' })
    await append(tx, row, [], [{ kind: 'conversation' }])
  })
  return { visitor, conversationId }
}
