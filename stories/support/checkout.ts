import type { Api } from '../../apps/server/test/talk.ts'

export interface Wish {
  variantId: string
  quantity: number
  name: string
  email: string
  payment?: 'invoice' | 'sandbox'
}

/** From an empty cart to a proposal that only waits for her yes; answers its id. */
export async function proposeOrder(hers: Api, wish: Wish): Promise<string> {
  const steps = [
    ['POST', '/carts/mine/lines', { variantId: wish.variantId, quantity: wish.quantity }],
    ['PUT', '/carts/mine/checkout/contact', { name: wish.name, email: wish.email }],
    [
      'PUT',
      '/carts/mine/checkout/address',
      { line1: 'Storgatan 1', postalCode: '111 22', city: 'Stockholm', country: 'SE' },
    ],
    ['PUT', '/carts/mine/checkout/payment', { id: wish.payment ?? 'invoice' }],
  ] as const
  for (const [method, path, body] of steps) await done(hers, method, path, body)
  const { deliveryOptions } = await done<{ deliveryOptions: { id: string }[] }>(hers, 'GET', '/carts/mine/checkout')
  await done(hers, 'PUT', '/carts/mine/checkout/delivery', { id: deliveryOptions[0]?.id ?? '' })
  return (await done<{ id: string }>(hers, 'POST', '/carts/mine/checkout/proposal')).id
}

async function done<T>(hers: Api, method: string, path: string, body?: unknown): Promise<T> {
  const answer = await hers.call<T>(method, path, body)
  if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body
}
