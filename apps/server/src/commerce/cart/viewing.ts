import { variantsForCart } from '../catalogue/index.ts'
import { cardsOfCart } from '../gift-cards/index.ts'
import { readOffers } from '../promotions/index.ts'
import type { CartRecord, LineRecord } from './cart.ts'
import type { CartCall } from './cart-call.ts'
import type { Viewing } from './cart-view.ts'

/** What it takes to show a cart, or to tell what would come of it with more in it: wares, and what is offered on them to this buyer. */
export async function readViewing(
  call: CartCall,
  cart: CartRecord,
  lines: readonly LineRecord[],
  more: readonly string[] = [],
): Promise<Viewing> {
  const { tx, language, terms } = call
  const variantIds = [...new Set([...lines.map((line) => line.variantId), ...more])]
  const { currency, codes, visitorId, personId, contact } = cart
  const buyer = { visitorId, personId, email: contact?.email ?? null }
  const [wares, offers, giftCards] = await Promise.all([
    variantsForCart(tx, variantIds, { language, currency }),
    readOffers(tx, { variantIds, currency, language, codes, buyer }),
    cardsOfCart(tx, cart.giftCards, currency),
  ])
  return { wares, offers, giftCards, terms, language, now: tx.now }
}
