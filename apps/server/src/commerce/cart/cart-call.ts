import type { Actor, Currency, LanguageTag } from '@parley/contracts'
import type { ShopTransaction } from '../../db/database.ts'
import { readShop, type Shop } from '../../identity/index.ts'
import { type Principal, principalName } from '../../kernel/principal.ts'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'
import { sellingTerms } from '../../kernel/shop-settings.ts'
import { readVisitor } from '../../people/index.ts'
import type { Terms } from '../pricing/index.ts'
import type { CartOwner, CartRecord } from './cart.ts'
import { findCart } from './cart-store.ts'

/** Everything a cart needs to know about the call that reads or changes it. */
export interface CartCall {
  tx: ShopTransaction
  owner: CartOwner
  language: LanguageTag
  /** Of a cart that is yet to be made; one with lines keeps its own. */
  currency: Currency
  actor: Actor
  /** The talk in which a cart that is yet to be made begins; without one it begins on the shop's own pages. */
  conversationId?: string | null
  terms: Terms
}

/** In the place of a cart's id: the caller's own, made when something is put in. */
export const ownCart = 'mine'

/**
 * The cart that a call of the API is about, as the caller may have it: a shopper hers, by its id or as `mine`; a key or an account any of
 * the shop's by its id. Anything else is refused as if it were not there (`cart.not_found`).
 */
export async function cartCall(
  tx: ShopTransaction,
  of: { cartId: string; principal: Principal; language: string | null },
): Promise<Outcome<CartCall & { shop: Shop }>> {
  const [shop, visitor] = await Promise.all([
    readShop(tx),
    of.principal.kind === 'visitor' ? readVisitor(tx, of.principal.visitorId) : null,
  ])
  const own = visitor && { visitorId: visitor.id, personId: visitor.personId }
  const owner = of.cartId === ownCart ? own : await ownerOf(tx, of.cartId, own)
  if (!owner || (of.principal.kind === 'visitor' && !visitor)) return refuse('cart.not_found', 'There is no such cart.')
  const { languages, defaultLanguage, defaultCurrencyByLanguage, currencies } = shop.settings
  const spoken = [of.language, visitor?.language].find((tag) => tag && languages.includes(tag)) ?? defaultLanguage
  const counted = visitor?.currency ?? defaultCurrencyByLanguage[spoken] ?? currencies[0] ?? 'EUR'
  return granted({
    tx,
    shop,
    owner,
    language: spoken,
    currency: counted,
    actor: actorOf(of.principal),
    terms: sellingTerms(shop.settings),
  })
}

/** Who did it, as it is written down. */
export function actorOf(principal: Principal): Actor {
  const kinds = { visitor: 'shopper', account: 'agent', key: 'api' } as const
  return { kind: kinds[principal.kind], id: principalName(principal) }
}

/** Whether a cart is the owner's: this browser's, or this person's. */
export function isOwnCart(cart: CartRecord, owner: CartOwner): boolean {
  if ('cartId' in owner) return owner.cartId === cart.id
  if (owner.personId && cart.personId === owner.personId) return true
  return Boolean(owner.visitorId) && cart.visitorId === owner.visitorId
}

async function ownerOf(tx: ShopTransaction, cartId: string, own: CartOwner | null): Promise<CartOwner | null> {
  const cart = await findCart(tx, { cartId }, false)
  return cart && (!own || isOwnCart(cart, own)) ? { cartId } : null
}
