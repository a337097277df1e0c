import type { Cart } from '@parley/contracts'
import { granted, type Outcome, refuse, refused } from '../../kernel/refusals.ts'
import { cardOfCode, cardsOfCart } from '../gift-cards/index.ts'
import { tidyCode } from '../promotions/index.ts'
import { type CartRecord, type LineRecord, mostCodes } from './cart.ts'
import type { CartCall } from './cart-call.ts'
import { tellChanged } from './cart-changed.ts'
import { cartOf } from './cart-of.ts'
import { updateCart } from './cart-store.ts'
import { inWords } from './cart-texts.ts'
import { quoteOf, unknownCode, viewOf } from './cart-view.ts'
import { readViewing } from './viewing.ts'

/** Codes look like this; anything else opens nothing and is not looked for. */
const codeShape = /^[\p{L}\p{N}_-]{2,40}$/u

/** Puts a code into the cart, where it takes something off now. One that it beats makes way for it. */
export async function applyCode(call: CartCall, said: string): Promise<Outcome<Cart>> {
  const found = await cartOf(call.tx, call.owner, call)
  if (found?.cart.status !== 'open') return inWords(closed(), call.language)
  const { cart, lines } = found
  const code = tidyCode(said)
  const codes = cart.codes.includes(code) ? cart.codes : [...cart.codes, code]
  if (lines.length === 0) return inWords(nothingInIt(), call.language)
  if (codes.length > mostCodes) return inWords(tooMany(), call.language)
  if (!codeShape.test(code)) return inWords(refused(unknownCode()), call.language)
  const tried = { ...cart, codes }
  const viewing = await readViewing(call, tried, lines)
  const traces = quoteOf(tried, lines, viewing).promotions
  const own = traces.find((trace) => trace.code === code)
  if (!own) return applyCard(call, found, code)
  const [reason] = own.reasons
  if (!own.applied && reason?.code !== 'coupon.delivery_later')
    return inWords(refused({ ...(reason ?? unknownCode()), severity: 'error' }), call.language)
  const beaten = traces.filter((trace) => trace.reasons[0]?.code === 'coupon.beaten').map((trace) => trace.code)
  return keepCodes(call, found, { codes: codes.filter((one) => !beaten.includes(one)), giftCards: cart.giftCards })
}

/** A code that is no offer's may be a gift card's: then it pays. */
async function applyCard(call: CartCall, found: FoundCart, code: string): Promise<Outcome<Cart>> {
  const { cart } = found
  const card = await cardOfCode(call.tx, code, cart.currency)
  if (!card.ok) {
    const unknown = card.refusals.some((refusal) => refusal.code === 'gift_card.unknown')
    return inWords(unknown ? refused(unknownCode()) : card, call.language)
  }
  if (cart.giftCards.length >= mostCodes) return inWords(tooMany(), call.language)
  const giftCards = [...new Set([...cart.giftCards, card.value.id])]
  return keepCodes(call, found, { codes: cart.codes, giftCards })
}

/** Takes a code out; a gift card by the end of its code, which is all that is shown of it. */
export async function removeCode(call: CartCall, said: string): Promise<Outcome<Cart>> {
  const found = await cartOf(call.tx, call.owner, call)
  if (found?.cart.status !== 'open') return inWords(closed(), call.language)
  const { cart } = found
  const code = tidyCode(said)
  const cards = await cardsOfCart(call.tx, cart.giftCards, cart.currency)
  const named = cards.filter((card) => code.replaceAll('-', '').endsWith(card.lastFour)).map((card) => card.id)
  return keepCodes(call, found, {
    codes: cart.codes.filter((one) => one !== code),
    giftCards: cart.giftCards.filter((id) => !named.includes(id)),
  })
}

interface FoundCart {
  cart: CartRecord
  lines: readonly LineRecord[]
}

interface Brought {
  codes: readonly string[]
  giftCards: readonly string[]
}

/** Other codes are another price: the cart has a new version, so that a proposal made before no longer stands. */
async function keepCodes(
  call: CartCall,
  { cart, lines }: FoundCart,
  { codes, giftCards }: Brought,
): Promise<Outcome<Cart>> {
  const { tx } = call
  const same = isSame(codes, cart.codes) && isSame(giftCards, cart.giftCards)
  const kept = same ? cart : { ...cart, codes, giftCards, version: cart.version + 1, updatedAt: tx.now }
  if (!same) {
    await updateCart(tx, cart.id, { codes: [...codes], gift_cards: [...giftCards], version: kept.version })
    tellChanged(tx, kept)
  }
  return granted(viewOf(kept, lines, await readViewing(call, kept, lines)))
}

const isSame = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && some.every((one) => others.includes(one))
const closed = () => refuse('cart.not_open', 'This cart has become an order, or is not there any more.')
const nothingInIt = () =>
  refuse('coupon.empty_cart', 'There is nothing in the cart to take something off.', { path: 'code' })
const tooMany = () =>
  refuse('coupon.too_many', `A cart holds at most ${mostCodes} codes.`, { path: 'code', values: { most: mostCodes } })
