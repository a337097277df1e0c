import type { Actor, Cart, Currency, LanguageTag } from '@parley/contracts'
import type { CartFacet } from '@parley/sdk'
import type { ShopTransaction } from '../../db/database.ts'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'
import { variantsForCart } from '../catalogue/index.ts'
import type { Terms } from '../pricing/index.ts'
import {
  type CartOwner,
  type CartRecord,
  type LineRecord,
  restored,
  viewOf,
  type Wares,
  withAdded,
  without,
  withQuantity,
} from './cart.ts'
import { tellChanged } from './cart-changed.ts'
import { cartOf, emptyCart } from './cart-of.ts'
import { findCart, readHistory, readLines, writeLines } from './cart-store.ts'
import { inWords } from './cart-texts.ts'

/** Everything a cart needs to know about the call that reads or changes it. */
export interface CartCall {
  tx: ShopTransaction
  owner: CartOwner
  language: LanguageTag
  /** Of a cart that is yet to be made; one with lines keeps its own. */
  currency: Currency
  actor: Actor
  terms: Terms
}

/** An alteration: the lines as they are and what is known of their wares → the lines as they shall be. */
type Alter = (lines: readonly LineRecord[], wares: Wares) => Outcome<LineRecord[]>

/**
 * The cart of one owner, in one transaction. Every alteration raises the cart's version, can be taken back, tells `cart.changed` and wakes
 * who watches the cart; one that changes nothing does none of that. Reading makes no cart: one that isn't there yet has an empty id.
 *
 * @example const outcome = await cartFacet({ tx, owner: { visitorId }, language: 'sv', currency: 'SEK', actor, terms }).add(variantId, 2)
 */
export function cartFacet(call: CartCall): CartFacet {
  const { tx, actor } = call
  const change = (alter: Alter, more: readonly string[] = []) => alterCart(call, { alter, more, canBeUndone: true })
  return {
    view: () => viewCart(call),
    add: (variantId, quantity) => {
      const lineId = tx.id('lin')
      return change((lines, wares) => withAdded(lines, wares, { variantId, quantity, lineId, actor }), [variantId])
    },
    setQuantity: (lineId, quantity, version) =>
      change((lines, wares) => withQuantity(lines, wares, { lineId, quantity, version })),
    remove: (lineId, version) => change((lines) => without(lines, { lineId, version })),
    empty: () => change(() => granted([])),
    undo: () => undo(call),
  }
}

/** The cart as it stands, without making or locking one. */
async function viewCart(call: CartCall): Promise<Cart> {
  const cart = await findCart(call.tx, call.owner, false)
  if (!cart) return emptyCart(call)
  const lines = await readLines(call.tx, cart.id)
  return viewOf(cart, lines, { ...call, wares: await waresOf(call, cart, lines) })
}

async function alterCart(
  call: CartCall,
  alteration: { alter: Alter; more: readonly string[]; canBeUndone: boolean },
): Promise<Outcome<Cart>> {
  const { tx, language } = call
  const cart = await cartOf(tx, call.owner, call)
  if (cart?.status !== 'open') return inWords(closed(), language)
  const before = await readLines(tx, cart.id)
  const wares = await waresOf(call, cart, before, alteration.more)
  const after = alteration.alter(before, wares)
  if (!after.ok) return inWords(after, language)
  if (same(before, after.value)) return granted(viewOf(cart, before, { ...call, wares }))
  const written = await writeLines(tx, cart, { ...alteration, before, after: after.value, by: call.actor })
  tellChanged(tx, written)
  return granted(viewOf(written, after.value, { ...call, wares }))
}

/** Only what a shopper or the bot did last: what a helper did is not taken back behind her back. */
async function undo(call: CartCall): Promise<Outcome<Cart>> {
  const cart = await findCart(call.tx, call.owner, true)
  const last = cart?.status === 'open' ? await readHistory(call.tx, cart) : null
  const own =
    last && (last.actor.kind === call.actor.kind || last.actor.kind === 'shopper' || last.actor.kind === 'bot')
  if (!last || !own) return inWords(refuse('cart.nothing_to_undo', 'There is nothing to take back.'), call.language)
  const more = last.before.map((line) => line.variantId)
  return alterCart(call, { alter: (lines) => granted(restored(lines, last.before)), more, canBeUndone: false })
}

function waresOf(
  { tx, language }: CartCall,
  cart: CartRecord,
  lines: readonly LineRecord[],
  more: readonly string[] = [],
): Promise<Wares> {
  const ids = new Set([...lines.map((line) => line.variantId), ...more])
  return variantsForCart(tx, [...ids], { language, currency: cart.currency })
}

function same(before: readonly LineRecord[], after: readonly LineRecord[]): boolean {
  return (
    before.length === after.length &&
    before.every((line, at) => line.id === after[at]?.id && line.version === after[at]?.version)
  )
}

const closed = () => refuse('cart.not_open', 'This cart has become an order, or is not there any more.')
