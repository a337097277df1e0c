import type { Cart } from '@parley/contracts'
import type { CartFacet } from '@parley/sdk'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'
import { type LineRecord, restored, type Wares, withAdded, without, withQuantity } from './cart.ts'
import type { CartCall } from './cart-call.ts'
import { tellChanged } from './cart-changed.ts'
import { applyCode, removeCode } from './cart-codes.ts'
import { cartOf, emptyCart } from './cart-of.ts'
import { findCart, findCartWithLines, readHistory, writeLines } from './cart-store.ts'
import { inWords } from './cart-texts.ts'
import { viewOf } from './cart-view.ts'
import { readViewing } from './viewing.ts'

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
    applyCode: (code) => applyCode(call, code),
    removeCode: (code) => removeCode(call, code),
  }
}

/** The cart as it stands, without making or locking one. */
async function viewCart(call: CartCall): Promise<Cart> {
  const found = await findCartWithLines(call.tx, call.owner, false)
  if (!found) return emptyCart(call)
  const { cart, lines } = found
  return viewOf(cart, lines, await readViewing(call, cart, lines))
}

async function alterCart(
  call: CartCall,
  alteration: { alter: Alter; more: readonly string[]; canBeUndone: boolean },
): Promise<Outcome<Cart>> {
  const { tx, language } = call
  const found = await cartOf(tx, call.owner, call)
  if (found?.cart.status !== 'open') return inWords(closed(), language)
  const { cart, lines: before } = found
  const viewing = await readViewing(call, cart, before, alteration.more)
  const after = alteration.alter(before, viewing.wares)
  if (!after.ok) return inWords(after, language)
  if (same(before, after.value)) return granted(viewOf(cart, before, viewing))
  const written = await writeLines(tx, cart, { ...alteration, before, after: after.value, by: call.actor })
  tellChanged(tx, written, call.actor.kind)
  return granted(viewOf(written, after.value, viewing))
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

function same(before: readonly LineRecord[], after: readonly LineRecord[]): boolean {
  return (
    before.length === after.length &&
    before.every((line, at) => line.id === after[at]?.id && line.version === after[at]?.version)
  )
}

const closed = () => refuse('cart.not_open', 'This cart has become an order, or is not there any more.')
