import type { Order, ProductCard, ProductView } from '@parley/contracts'
import { type Answer, contentOf, startTalk } from '../../../apps/server/test/talk.ts'
import type { FeedRow } from '../generate-feed.ts'
import type { Dice } from './dice.ts'
import type { GeneratedShop } from './generated-shop.ts'
import { shoppers, type Tongue, type Wish } from './shopper.ts'

/** How she refines, and how she tells who she is and where she lives. */
export interface Way {
  refine: 'cheaper' | 'colour'
  details: 'form' | 'words'
}

export interface Walked {
  transcript: string
  found: ProductCard[]
  refined: ProductCard[]
  /** The second card of what was shown last. */
  taken: ProductCard
  count: 2 | 3
  inCart: { feedId: string | undefined; quantity: number }[]
  /** Whether "show my cart" was answered with it. */
  shownCart: boolean
  orderNumber: string
  email: string
}

type Talk = Awaited<ReturnType<typeof startTalk>>

/** A journey on its way: what was said so far stands in the fault, where it stops. */
class Traveller {
  readonly lines: string[] = []
  readonly #talk: Talk
  constructor(talk: Talk) {
    this.#talk = talk
  }
  async say(text: string): Promise<Answer> {
    return this.#note(text, await this.#talk.say(text))
  }
  async fill(form: string, values: Record<string, string>): Promise<Answer> {
    return this.#note(`(fills in ${form})`, await this.#talk.fill(form, values))
  }
  cart() {
    return this.#talk.cart()
  }
  #note(said: string, answer: Answer): Answer {
    this.lines.push(`> ${said}`, ...answer.replies.map(({ text }) => `  ${text.replaceAll('\n', '\n  ')}`))
    return answer
  }
  stop(why: string): never {
    throw new Error(`${why}\n${this.lines.join('\n')}`)
  }
}

/** Talks a whole purchase through, every step in words that stand in no example, and answers what came of it. */
export async function walk(shop: GeneratedShop, tongue: Tongue, dice: Dice, way: Way): Promise<Walked> {
  const { feed } = shop
  const { shopper, wordings, counts } = shoppers[tongue]
  const traveller = new Traveller(await startTalk(shop.api, tongue, shop.currency))
  const count = dice.pick([2, 3] as const)
  const email = `shopper${dice.roll(1_000_000)}@journeys.example`
  const holes: Record<string, string> = {
    goods: feed.wanted.wanted,
    colour: feed.colour.label,
    several: feed.colour.several,
    in: feed.colour.in,
    count: dice.pick(counts[count]),
    email,
    name: shopper.name,
    address: shopper.address,
  }
  const words = (wish: Wish): string => filled(dice.pick(wordings[wish]), holes)

  const found = cardsOf(await traveller.say(words('find')))
  if (found.length < 2) traveller.stop('she finds too little')
  const refined = cardsOf(await traveller.say(words(way.refine)))
  const taken = refined[1] ?? traveller.stop('there is no second one')
  let answer = await traveller.say(words('second'))
  if (answer.awaits?.slot === 'colour') answer = await traveller.say(colourOf(words('answerColour'), answer, holes))
  if (answer.awaits) traveller.stop('it is not in her cart, and something is asked')
  await traveller.say(words('quantity'))
  const shown = contentOf(await traveller.say(words('cart')), 'cart')
  const inCart = ((await traveller.cart())?.lines ?? []).map(({ feedId, quantity }) => ({ feedId, quantity }))
  const orderNumber = await checkOut(traveller, way, words, { ...shopper, email })
  const shownCart = shown?.cart.lines.length === inCart.length
  return { transcript: traveller.lines.join('\n'), found, refined, taken, count, inCart, shownCart, orderNumber, email }
}

const filled = (wording: string, holes: Record<string, string>): string =>
  wording.replace(/\{(\w+)\}/g, (_, hole: string) => holes[hole] ?? '')

/** Where the colour that she has in mind is not to be had, she takes the first that is. */
function colourOf(wording: string, answer: Answer, holes: Record<string, string>): string {
  const options = answer.awaits?.options ?? []
  return options.some(({ label }) => label === holes.colour) ? wording : (options[0]?.label ?? wording)
}

function cardsOf(answer: Answer): ProductCard[] {
  const cards = contentOf(answer, 'carousel')?.cards.map(({ card }) => card)
  const single = contentOf(answer, 'product')?.card
  return cards ?? (single ? [single] : [])
}

const questions = 12

/** Answers what is asked, one thing after another, until the order stands. */
async function checkOut(
  traveller: Traveller,
  way: Way,
  words: (wish: Wish) => string,
  who: { name: string; email: string; line1: string; postalCode: string; city: string; country: string },
): Promise<string> {
  const answered: Record<string, Wish> = {
    name: 'name',
    email: 'email',
    address: 'address',
    delivery: 'delivery',
    payment: 'payment',
  }
  let answer = await traveller.say(words('checkout'))
  for (let asked = 0; asked < questions; asked++) {
    const order = contentOf(answer, 'order')
    if (order) return order.order.number
    const form = contentOf(answer, 'form')
    if (contentOf(answer, 'proposal')) answer = await traveller.say(words('yes'))
    else if (form && way.details === 'form') {
      const { name, email, line1, postalCode, city, country } = who
      const values: Record<string, string> = { name, email, line1, postal_code: postalCode, city, country }
      const fields = form.fields.flatMap((field) =>
        values[field.name] ? [[field.name, values[field.name] ?? '']] : [],
      )
      answer = await traveller.fill(form.id, Object.fromEntries(fields))
    } else {
      const wish = answered[answer.awaits?.slot ?? ''] ?? traveller.stop(`nobody answers to "${answer.awaits?.slot}"`)
      answer = await traveller.say(words(wish))
    }
  }
  return traveller.stop('the questions do not end')
}

/** Everything the shop knows of it afterwards, as its owner reads it. */
export async function readAfterwards(shop: GeneratedShop, walked: Walked) {
  const { api } = shop
  const { orders } = (await api.call<{ orders: Order[] }>('GET', '/orders')).body
  const product = await api.call<ProductView>('GET', `/products/${walked.taken.productId}?currency=${shop.currency}`)
  return { orders, variants: product.body.variants, mail: await mailTo(shop, walked.email) }
}

async function mailTo({ api }: GeneratedShop, to: string) {
  type Mail = { id: string; to: string; kind: string; text: string; html: string; language: string }
  for (let tries = 0; tries < 100; tries++) {
    const { mails } = (await api.call<{ mails: Mail[] }>('GET', '/mails')).body
    const mail = mails.find((one) => one.to === to)
    if (mail) return { ...(await api.call<Mail>('GET', `/mails/${mail.id}`)).body, count: mails.length }
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error('no mail came')
}

/** The row of the feed that a cart line is of. */
export const rowOf = (shop: GeneratedShop, feedId: string | undefined): FeedRow | undefined =>
  shop.feed.rows.find(({ id }) => id === feedId)
