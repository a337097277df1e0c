import { cart, currency } from '@parley/contracts'
import type { CartFacet } from '@parley/sdk'
import { z } from 'zod'
import type { ShopTransaction } from '../../db/database.ts'
import { type AnyInput, type Door, door } from '../../db/door.ts'
import { granted, type Outcome, orThrow, refuse } from '../../kernel/refusals.ts'
import { cartCall } from './cart-call.ts'
import { cartFacet } from './cart-facet.ts'
import { setCurrency } from './cart-of.ts'

const tag = 'carts'
const cartParams = z.object({ cartId: z.string() })
const lineParams = z.object({ cartId: z.string(), lineId: z.string() })
const mayRead = { visitor: true, scope: 'carts:read' } as const
const mayWrite = { visitor: true, scope: 'carts:write' } as const
const quantity = z.int().min(1).max(999)

/** Calls on a cart, by its id or, for a shopper, as `mine`. */
export const cartDoors: readonly Door[] = [
  door({
    method: 'get',
    path: '/carts/{cartId}',
    tag,
    summary: 'Read a cart',
    description: 'A shopper’s own is `mine`. Prices, names and problems are today’s.',
    access: mayRead,
    params: cartParams,
    answer: cart,
    handle: (tx, input) => inCart(tx, input, async (facet) => granted(await facet.view())),
  }),
  door({
    method: 'post',
    path: '/carts/{cartId}/lines',
    tag,
    summary: 'Put something into a cart',
    description: 'A line that holds the same variant grows.',
    access: mayWrite,
    params: cartParams,
    body: z.object({ variantId: z.string().min(1).max(100), quantity: quantity.default(1) }),
    example: { variantId: 'var_…', quantity: 1 },
    answer: cart,
    handle: (tx, input) => inCart(tx, input, (facet) => facet.add(input.body.variantId, input.body.quantity)),
  }),
  door({
    method: 'patch',
    path: '/carts/{cartId}/lines/{lineId}',
    tag,
    summary: 'Change how many',
    description:
      '`version` is that of the line as it was seen; where somebody else changed it since, the call is refused.',
    access: mayWrite,
    params: lineParams,
    body: z.object({ quantity, version: z.int().optional() }),
    example: { quantity: 2, version: 1 },
    answer: cart,
    handle: (tx, input) =>
      inCart(tx, input, (facet) => facet.setQuantity(input.params.lineId, input.body.quantity, input.body.version)),
  }),
  door({
    method: 'delete',
    path: '/carts/{cartId}/lines/{lineId}',
    tag,
    summary: 'Take a line out',
    access: mayWrite,
    params: lineParams,
    query: z.object({ version: z.coerce.number().int().optional() }),
    answer: cart,
    handle: (tx, input) => inCart(tx, input, (facet) => facet.remove(input.params.lineId, input.query.version)),
  }),
  door({
    method: 'delete',
    path: '/carts/{cartId}/lines',
    tag,
    summary: 'Empty a cart',
    access: mayWrite,
    params: cartParams,
    answer: cart,
    handle: (tx, input) => inCart(tx, input, (facet) => facet.empty()),
  }),
  door({
    method: 'post',
    path: '/carts/{cartId}/undo',
    tag,
    summary: 'Take back the last change',
    description: 'The shopper’s, the bot’s or the caller’s own, where nothing was changed since.',
    access: mayWrite,
    params: cartParams,
    answer: cart,
    handle: (tx, input) => inCart(tx, input, (facet) => facet.undo()),
  }),
  door({
    method: 'post',
    path: '/carts/{cartId}/codes',
    tag,
    summary: 'Put a code into a cart',
    description:
      'Refused with the rule that stands in the way, such as `coupon.goods_at_least` with what is missing. Looked at again when the order is proposed and when it is confirmed.',
    access: mayWrite,
    params: cartParams,
    body: z.object({ code: z.string().trim().min(1).max(60) }),
    example: { code: 'WELCOME10' },
    answer: cart,
    handle: (tx, input) => inCart(tx, input, (facet) => facet.applyCode(input.body.code)),
  }),
  door({
    method: 'delete',
    path: '/carts/{cartId}/codes/{code}',
    tag,
    summary: 'Take a code out of a cart',
    access: mayWrite,
    params: z.object({ cartId: z.string(), code: z.string() }),
    answer: cart,
    handle: (tx, input) => inCart(tx, input, (facet) => facet.removeCode(input.params.code)),
  }),
  door({
    method: 'put',
    path: '/carts/{cartId}/currency',
    tag,
    summary: 'Count a cart in another currency',
    access: mayWrite,
    params: cartParams,
    body: z.object({ currency }),
    example: { currency: 'SEK' },
    answer: cart,
    handle: async (tx, input) => {
      const call = orThrow(await cartCall(tx, { ...input, cartId: input.params.cartId }))
      if (!call.shop.settings.currencies.includes(input.body.currency))
        return refuse('currency.not_sold', 'The shop does not sell in this currency.', { path: 'currency' })
      await setCurrency(tx, call.owner, input.body.currency)
      return granted(await cartFacet({ ...call, currency: input.body.currency }).view())
    },
  }),
]

async function inCart<T>(
  tx: ShopTransaction,
  input: AnyInput & { params: { cartId: string } },
  work: (facet: CartFacet) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const call = await cartCall(tx, { ...input, cartId: input.params.cartId })
  return call.ok ? work(cartFacet(call.value)) : call
}
