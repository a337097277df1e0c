import type { Actor, Cart, Currency, LanguageTag } from '@parley/contracts'
import type { ShopTransaction } from '../../db/database.ts'
import { price } from '../pricing/index.ts'
import { type CartOwner, type CartRecord, joined, type LineRecord, mostCodes } from './cart.ts'
import { tellChanged } from './cart-changed.ts'
import { createCart, findCart, findCartWithLines, readLines, updateCart, writeLines } from './cart-store.ts'

/**
 * The owner's open cart with its lines, locked until the transaction ends, made where there is none. An empty cart takes the reader's currency.
 * Null only for a cart asked for by an id that the shop does not have.
 */
export async function cartOf(
  tx: ShopTransaction,
  owner: CartOwner,
  reader: { language: LanguageTag; currency: Currency; conversationId?: string | null | undefined },
): Promise<{ cart: CartRecord; lines: LineRecord[] } | null> {
  const found = await findCartWithLines(tx, owner, true)
  if (found || 'cartId' in owner) return found
  const made = await createCart(tx, owner, reader)
  if (made) return { cart: made, lines: [] }
  // Somebody made it at the same instant.
  const other = await findCartWithLines(tx, owner, true)
  if (!other) throw new Error('a cart could neither be made nor found: its owner is no visitor or person of the shop')
  return other
}

/** Lets a cart be counted in another currency from now on. Lines that are not sold in it say so. */
export async function setCurrency(tx: ShopTransaction, owner: CartOwner, currency: Currency): Promise<void> {
  const cart = await findCart(tx, owner, true)
  if (cart?.status !== 'open' || cart.currency === currency) return
  await updateCart(tx, cart.id, { currency })
  tellChanged(tx, cart)
}

/**
 * A visitor turned out to be a person: what she gathered as nobody joins what she has. Quantities of the same thing are added up, within
 * what a cart may hold. Answers the id of the cart that goes on, or null where neither had one.
 */
export async function joinCarts(
  tx: ShopTransaction,
  who: { visitorId: string; personId: string; actor: Actor },
): Promise<string | null> {
  const mine = await findCart(tx, { personId: who.personId }, true)
  const gathered = await findCart(tx, { visitorId: who.visitorId }, true)
  if (!gathered || gathered.id === mine?.id) return mine?.id ?? null
  if (gathered.personId !== null && gathered.personId !== who.personId) return mine?.id ?? null
  if (!mine) {
    await updateCart(tx, gathered.id, { person_id: who.personId })
    return gathered.id
  }
  const [before, others] = await Promise.all([readLines(tx, mine.id), readLines(tx, gathered.id)])
  await updateCart(tx, gathered.id, { status: 'merged' })
  const codes = [...new Set([...mine.codes, ...gathered.codes])].slice(0, mostCodes)
  const giftCards = [...new Set([...mine.giftCards, ...gathered.giftCards])].slice(0, mostCodes)
  if (codes.length > mine.codes.length || giftCards.length > mine.giftCards.length)
    await updateCart(tx, mine.id, { codes, gift_cards: giftCards })
  if (mine.visitorId === null) await updateCart(tx, mine.id, { visitor_id: who.visitorId })
  if (others.length > 0) {
    const after = joined(before, others)
    tellChanged(tx, await writeLines(tx, mine, { before, after, by: who.actor, canBeUndone: false }))
  }
  tx.wake('cart', gathered.id)
  return mine.id
}

/** What is shown to those who have no cart yet. */
export function emptyCart({ tx, currency }: { tx: ShopTransaction; currency: Currency }): Cart {
  const { totals } = price({ currency, lines: [], delivery: null })
  return { id: '', version: 0, currency, lines: [], totals, freeDeliveryIn: null, updatedAt: tx.now.toISOString() }
}
