import type { Actor } from '@parley/contracts'
import { cartFacet } from '../commerce/cart/index.ts'
import type { ConversationRow } from '../conversations/index.ts'
import type { ShopTransaction } from '../db/database.ts'
import { readShop } from '../identity/index.ts'
import { sellingTerms } from '../kernel/shop-settings.ts'

/** The cart of the shopper in a talk, in the hands of whoever acts. */
export async function talkCart(tx: ShopTransaction, row: ConversationRow, actor: Actor) {
  const { settings } = await readShop(tx)
  return cartFacet({
    tx,
    owner: { visitorId: row.visitor_id, personId: row.person_id },
    language: row.language,
    currency: row.currency,
    actor,
    conversationId: row.conversation_id,
    terms: sellingTerms(settings),
  })
}
