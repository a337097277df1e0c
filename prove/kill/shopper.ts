import { randomUUID } from 'node:crypto'
import type { Message } from '@parley/contracts'
import { z } from 'zod'
import { type Errand, newErrand } from './errand.ts'
import { type Ask, ask, nothing, persist } from './patience.ts'
import type { Random } from './random.ts'
import { type Line, openLine } from './socket-line.ts'

export interface Shop {
  url: string
  apiKey: string
  widgetKey: string
  variants: string[]
}

const words = [
  'hello',
  'do you have lanterns?',
  'when are you open?',
  'what is in my cart?',
  'how much is the paper lantern?',
  'thanks',
]

/** One shopper's errand from the door to the till. Every call is repeated under its own key until it is answered, or she walks away. */
export async function runErrand(shop: Shop, email: string, random: Random): Promise<Errand> {
  const errand = newErrand(email, random.pick(['invoice', 'sandbox']))
  const bySocket = random.chance(0.4)
  const arrived = bySocket ? await arriveByWidget(shop, errand) : await arriveByApi(shop, errand)
  const shopper: Shopper = { shop, errand, random, ...arrived, line: null }
  if (bySocket) shopper.line = await openLine(shop.url, arrived.token, errand)
  try {
    await talk(shopper)
    for (let deeds = random.between(1, 4); deeds > 0; deeds--) await random.pick([talk, addByChat, addByApi])(shopper)
    if (errand.units.least > 0 && random.chance(0.75)) await checkOut(shopper)
  } catch (fault) {
    errand.faults.push(`${email}: ${fault instanceof Error ? fault.message : String(fault)}`)
  }
  await shopper.line?.close()
  return errand
}

interface Shopper {
  shop: Shop
  errand: Errand
  random: Random
  token: string
  /** Her socket, where she talks in the widget. */
  line: Line | null
}

async function arriveByApi({ url, apiKey }: Shop, errand: Errand): Promise<{ token: string }> {
  const answer = await sure({
    url,
    token: apiKey,
    method: 'POST',
    path: '/conversations',
    body: { language: 'en', currency: 'EUR' },
    key: randomUUID(),
  })
  const started = z
    .object({ conversation: z.object({ id: z.string() }), visitorId: z.string(), visitorToken: z.string() })
    .parse(answer)
  errand.visitorId = started.visitorId
  errand.conversationId = started.conversation.id
  return { token: started.visitorToken }
}

async function arriveByWidget({ url, widgetKey }: Shop, errand: Errand): Promise<{ token: string }> {
  const session = await persist(async () => {
    try {
      const response = await fetch(`${url}/api/widget/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ key: widgetKey, language: 'en', currency: 'EUR' }),
        signal: AbortSignal.timeout(20_000),
      })
      return response.ok
        ? z.object({ visitorToken: z.string(), visitorId: z.string() }).parse(await response.json())
        : nothing
    } catch {
      return nothing
    }
  }, never)
  if (session === nothing) throw new Error('no session')
  errand.visitorId = session.visitorId
  return { token: session.visitorToken }
}

const never = () => false
/** One in five walks away when there is no answer; the others ask until they have one. */
const sometimes = (random: Random) => {
  const leaves = random.chance(0.2)
  return () => leaves
}

async function sure(given: Ask): Promise<unknown> {
  const answer = await persist(() => ask(given), never)
  if (answer === nothing || answer.status >= 400)
    throw new Error(
      `${given.method} ${given.path}: ${answer === nothing ? 'no answer' : `${answer.status} ${JSON.stringify(answer.body)}`}`,
    )
  return answer.body
}

const talk = (shopper: Shopper): Promise<unknown> =>
  say(shopper, { type: 'text', text: shopper.random.pick(['hello', ...words]) })

const spoken = z.object({
  message: z.object({ id: z.string(), seq: z.int() }),
  replies: z.array(z.custom<Message>()),
  pending: z.boolean(),
})

/** Says it by socket or API; the replies where they came in the answer, `null` where she walked away before she knew. */
async function say(shopper: Shopper, said: unknown): Promise<Message[] | null> {
  const { errand, line, random, shop, token } = shopper
  const entry: Errand['said'][number] = { clientId: randomUUID(), acknowledged: null }
  errand.said.push(entry)
  const note = (messageId: string, seq: number) => {
    entry.acknowledged = { messageId, seq }
  }
  if (line) {
    const accepted = await persist(() => line.say(entry.clientId, said), sometimes(random))
    if (accepted === nothing) return null
    note(accepted.messageId, accepted.seq)
    errand.conversationId = accepted.conversationId
    return []
  }
  const path = `/conversations/${errand.conversationId}/messages${random.chance(0.7) ? '?wait=reply' : ''}`
  const body = { said, clientId: entry.clientId }
  const answer = await persist(() => ask({ url: shop.url, token, method: 'POST', path, body }), sometimes(random))
  if (answer === nothing) return null
  if (answer.status !== 200) throw new Error(`not said: ${answer.status} ${JSON.stringify(answer.body)}`)
  const { message, replies, pending } = spoken.parse(answer.body)
  note(message.id, message.seq)
  errand.replies.push(...replies.map(({ id }) => id))
  if (path.includes('wait') && pending) throw new Error('no reply came in twenty seconds')
  return replies
}

async function addByChat(shopper: Shopper): Promise<void> {
  const said = { type: 'click', action: `add:${shopper.random.pick(asList(shopper.shop.variants))}` }
  shopper.errand.units.most += 1
  if ((await say(shopper, said)) !== null) shopper.errand.units.least += 1
}

async function addByApi({ errand, random, shop, token }: Shopper): Promise<void> {
  const quantity = random.between(1, 3)
  const body = { variantId: random.pick(asList(shop.variants)), quantity }
  errand.units.most += quantity
  const given = { url: shop.url, token, method: 'POST', path: '/carts/mine/lines', body, key: randomUUID() }
  const answer = await persist(() => ask(given), sometimes(random))
  if (answer === nothing) return
  if (answer.status !== 200) throw new Error(`not added: ${answer.status} ${JSON.stringify(answer.body)}`)
  errand.units.least += quantity
}

const proposed = z.object({
  id: z.string(),
  checkout: z.object({ cart: z.object({ lines: z.array(z.object({ quantity: z.int() })) }) }).optional(),
})
const placed = z.object({ order: z.object({ id: z.string() }), payUrl: z.string().nullable() })

async function checkOut(shopper: Shopper): Promise<void> {
  const { errand, random, shop, token } = shopper
  const hers = { url: shop.url, token }
  const put = (name: string, body: unknown) =>
    sure({ ...hers, method: 'PUT', path: `/carts/mine/checkout/${name}`, body })
  // What she said by socket may still be on its way into the cart: she waits for the bot, as a shopper does.
  if (shopper.line) await shopper.line.answered()
  await put('contact', { name: 'Prove', email: errand.email })
  await put('address', { line1: 'Storgatan 1', postalCode: '111 22', city: 'Stockholm', country: 'SE' })
  await put('payment', { id: errand.payment })
  const { deliveryOptions } = z
    .object({ deliveryOptions: z.array(z.object({ id: z.string() })) })
    .parse(await sure({ ...hers, method: 'GET', path: '/carts/mine/checkout' }))
  await put('delivery', { id: deliveryOptions[0]?.id ?? '' })
  if (!shopper.line && random.chance(0.4) && (await sayYes(shopper))) return
  const proposal = proposed.parse(
    await sure({ ...hers, method: 'POST', path: '/carts/mine/checkout/proposal', key: randomUUID() }),
  )
  errand.yes = { units: unitsOf(proposal), orderId: null, by: 'api' }
  const given = { ...hers, method: 'POST', path: `/proposals/${proposal.id}/confirm`, key: randomUUID() }
  const answer = await persist(() => ask(given), sometimes(random))
  if (answer === nothing) return
  // What she had said before the kill was done between her look and her yes: then nothing may be ordered.
  if (JSON.stringify(answer.body).includes('proposal.superseded')) {
    errand.yes = null
    return
  }
  if (answer.status !== 200) throw new Error(`not confirmed: ${answer.status} ${JSON.stringify(answer.body)}`)
  const { order, payUrl } = placed.parse(answer.body)
  errand.yes.orderId = order.id
  if (payUrl) await atTheBank(shopper, payUrl)
}

/** The checkout in the talk: the bot shows what it would order, she taps yes. False where it asked for something else first. */
async function sayYes(shopper: Shopper): Promise<boolean> {
  const shown = await say(shopper, { type: 'click', action: 'job:checkout' })
  const content = shown?.map((reply) => reply.content).find((one) => one.type === 'proposal')
  if (content?.type !== 'proposal') return false
  const yes: NonNullable<Errand['yes']> = { units: unitsOf(content.proposal), orderId: null, by: 'chat' }
  shopper.errand.yes = yes
  const answer = await say(shopper, { type: 'click', action: `confirm:${content.proposal.id}` })
  const order = answer?.map((reply) => reply.content).find((one) => one.type === 'order')
  if (order?.type === 'order') yes.orderId = order.order.id
  return true
}

const unitsOf = (proposal: { checkout?: { cart: { lines: { quantity: number }[] } } | undefined }): number =>
  proposal.checkout?.cart.lines.reduce((sum, { quantity }) => sum + quantity, 0) ?? 0

/** Most pay, some are declined, some close the page. */
async function atTheBank({ errand, random }: Shopper, payUrl: string): Promise<void> {
  const answer = random.pick(['approve', 'approve', 'decline', null] as const)
  if (answer === null) return
  const page = await persist(() => follow(payUrl), never)
  if (page === nothing) return
  const bank: Errand['bank'] = { answer, acknowledged: false }
  errand.bank = bank
  const told = await persist(() => follow(page, { answer }), sometimes(random))
  if (told === nothing) return
  bank.acknowledged = true
  // Her browser takes her back to the shop, which asks the bank where its news has been lost.
  await persist(() => follow(told), never)
}

/** One step of the way to the bank or through it; where it leads. */
async function follow(url: string, form?: Record<string, string>): Promise<string | typeof nothing> {
  try {
    const response = await fetch(url, {
      redirect: 'manual',
      signal: AbortSignal.timeout(20_000),
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    })
    return response.status === 303 ? (response.headers.get('location') ?? '') : nothing
  } catch {
    return nothing
  }
}

function asList(of: string[]): [string, ...string[]] {
  const [first = '', ...rest] = of
  return [first, ...rest]
}
