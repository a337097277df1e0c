import { type Cart, factsRead, type Order } from '@parley/contracts'
import { unreadFacts } from '@parley/engine'
import { z } from 'zod'
import { shoppers, type Tongue } from '../support/journey/shopper.ts'
import secondAddresses from './second-addresses.json' with { type: 'json' }
import type { End } from './shape.ts'
import type { StoryShop } from './story-shop.ts'
import type { Told } from './tell.ts'

/** What the shop holds after a story against how it had to end, and every fact told against what was read for it. Empty where all is right. */
export async function judge(end: End, told: Told, shop: StoryShop, tongue: Tongue): Promise<string[]> {
  return [
    ...(await judgeCart(end, told, shop)),
    ...(await judgeOrders(end, told, shop, tongue)),
    ...judgeOwner(end, told),
    ...(await judgeFacts(told, shop, tongue)),
  ]
}

async function judgeCart({ cart }: End, told: Told, { api }: StoryShop): Promise<string[]> {
  if (!cart) return []
  const path = `/conversations/${told.conversationId}/cart`
  const found = (await api.call<{ cart: Cart | null }>('GET', path)).body.cart
  return differs('in the cart', meant(cart, told), held(found?.lines ?? []))
}

async function judgeOrders({ orders = [] }: End, told: Told, { api }: StoryShop, tongue: Tongue): Promise<string[]> {
  const path = `/orders?conversationId=${told.conversationId}`
  const found = (await api.call<{ orders: Order[] }>('GET', path)).body.orders.toReversed()
  if (found.length !== orders.length) return [`${found.length} orders, and not ${orders.length}`]
  return orders.flatMap(({ lines, status, email, address }, at) => {
    const order = found[at]
    const her = shoppers[tongue].shopper
    const city = address === 2 ? secondAddresses[tongue].city : her.city
    return [
      ...differs('ordered', meant(lines, told), held(order?.lines ?? [])),
      ...same('e-mail', email === 2 ? told.emails.second : told.emails.first, order?.contact?.email),
      ...(order?.address ? same('city', city, order.address.city) : []),
      ...(status
        ? same('status', status, order?.status)
        : order?.status === 'cancelled'
          ? ['the order is cancelled']
          : []),
    ]
  })
}

const judgeOwner = ({ owner }: End, told: Told): string[] => same('owner', owner ?? 'bot', told.answers.at(-1)?.owner)

const same = (what: string, expected: string, found: string | undefined): string[] =>
  found === expected ? [] : [`${what}: ${found} and not ${expected}`]

type Held = Map<string, number>

/** A product that should stand there and was never shown is told by its reference. */
function meant(lines: readonly (readonly [string, number])[], { named, shown }: Told): Held {
  return new Map(
    lines.map(([ref, quantity]) => {
      if (ref === 'A' || ref === 'B') return [named[ref].productId, quantity]
      const [phrase = '', place = '1'] = ref.split('.')
      return [shown.get(phrase)?.at(Number(place) - 1)?.productId ?? `nothing at ${ref}`, quantity]
    }),
  )
}

const held = (lines: readonly { productId: string; quantity: number }[]): Held =>
  lines.reduce((sum, { productId, quantity }) => sum.set(productId, (sum.get(productId) ?? 0) + quantity), new Map())

function differs(where: string, expected: Held, found: Held): string[] {
  const told = (all: Held) =>
    [...all]
      .map(([id, quantity]) => `${quantity} × ${id}`)
      .sort()
      .join(', ') || 'nothing'
  return told(expected) === told(found) ? [] : [`${where}: ${told(found)} and not ${told(expected)}`]
}

const turns = z.object({
  turns: z.array(z.object({ id: z.string(), trace: z.object({ facts: z.array(factsRead).default([]) }) })),
})

/** Nothing may have been told of the shop that was not read in that very turn. */
async function judgeFacts(told: Told, { api }: StoryShop, tongue: Tongue): Promise<string[]> {
  const answered = await api.call('GET', `/conversations/${told.conversationId}/turns`)
  const kept = new Map(turns.parse(answered.body).turns.map(({ id, trace }) => [id, trace.facts]))
  const { shopper } = shoppers[tongue]
  const known = [...told.said, shopper.address, secondAddresses[tongue].address, shopper.line1, shopper.postalCode]
  return told.answers.flatMap(({ replies }) =>
    unreadFacts({
      replies,
      facts: (kept.get(replies[0]?.turnId ?? '') ?? []).flatMap(({ facts }) => facts),
      language: replies[0]?.language ?? tongue,
      timeZone: 'Europe/Stockholm',
      known,
    }),
  )
}
