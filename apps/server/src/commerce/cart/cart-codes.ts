import type { Cart } from '@parley/contracts'
import { granted, type Outcome, refuse, refused } from '../../kernel/refusals.ts'
import { tidyCode } from '../promotions/index.ts'
import { type CartRecord, mostCodes } from './cart.ts'
import type { CartCall } from './cart-call.ts'
import { tellChanged } from './cart-changed.ts'
import { cartOf } from './cart-of.ts'
import { readLines, updateCart } from './cart-store.ts'
import { inWords } from './cart-texts.ts'
import { quoteOf, unknownCode, viewOf } from './cart-view.ts'
import { readViewing } from './viewing.ts'

/** Codes look like this; anything else opens nothing and is not looked for. */
const codeShape = /^[\p{L}\p{N}_-]{2,40}$/u

/** Puts a code into the cart, where it takes something off now. One that it beats makes way for it. */
export async function applyCode(call: CartCall, said: string): Promise<Outcome<Cart>> {
  const cart = await cartOf(call.tx, call.owner, call)
  if (cart?.status !== 'open') return inWords(closed(), call.language)
  const code = tidyCode(said)
  const codes = cart.codes.includes(code) ? cart.codes : [...cart.codes, code]
  const lines = await readLines(call.tx, cart.id)
  if (lines.length === 0) return inWords(nothingInIt(), call.language)
  if (codes.length > mostCodes) return inWords(tooMany(), call.language)
  if (!codeShape.test(code)) return inWords(refused(unknownCode()), call.language)
  const tried = { ...cart, codes }
  const viewing = await readViewing(call, tried, lines)
  const traces = quoteOf(tried, lines, viewing).promotions
  const own = traces.find((trace) => trace.code === code)
  const [reason] = own ? own.reasons : [unknownCode()]
  if (own?.applied !== true && reason?.code !== 'coupon.delivery_later')
    return inWords(refused({ ...(reason ?? unknownCode()), severity: 'error' }), call.language)
  const beaten = traces.filter((trace) => trace.reasons[0]?.code === 'coupon.beaten').map((trace) => trace.code)
  return keepCodes(
    call,
    cart,
    codes.filter((one) => !beaten.includes(one)),
  )
}

/** Takes a code out. */
export async function removeCode(call: CartCall, said: string): Promise<Outcome<Cart>> {
  const cart = await cartOf(call.tx, call.owner, call)
  if (cart?.status !== 'open') return inWords(closed(), call.language)
  const code = tidyCode(said)
  return keepCodes(
    call,
    cart,
    cart.codes.filter((one) => one !== code),
  )
}

/** Other codes are another price: the cart has a new version, so that a proposal made before no longer stands. */
async function keepCodes(call: CartCall, cart: CartRecord, codes: readonly string[]): Promise<Outcome<Cart>> {
  const { tx } = call
  const same = codes.length === cart.codes.length && codes.every((code) => cart.codes.includes(code))
  const kept = same ? cart : { ...cart, codes, version: cart.version + 1, updatedAt: tx.now }
  if (!same) {
    await updateCart(tx, cart.id, { codes: [...codes], version: kept.version })
    tellChanged(tx, kept)
  }
  const lines = await readLines(tx, cart.id)
  return granted(viewOf(kept, lines, await readViewing(call, kept, lines)))
}

const closed = () => refuse('cart.not_open', 'This cart has become an order, or is not there any more.')
const nothingInIt = () =>
  refuse('coupon.empty_cart', 'There is nothing in the cart to take something off.', { path: 'code' })
const tooMany = () =>
  refuse('coupon.too_many', `A cart holds at most ${mostCodes} codes.`, { path: 'code', values: { most: mostCodes } })
