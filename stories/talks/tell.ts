import type { ProductCard } from '@parley/contracts'
import { type Answer, contentOf, startTalk } from '../../apps/server/test/talk.ts'
import type { Dice } from '../support/journey/dice.ts'
import { shoppers, type Tongue } from '../support/journey/shopper.ts'
import { type Phrase, wordingOf } from './phrases.ts'
import secondAddresses from './second-addresses.json' with { type: 'json' }
import { type Move, movesOf, type Shape } from './shape.ts'
import type { StoryShop } from './story-shop.ts'
import { mistyped, shuffled, type Variation } from './variation.ts'

/** What came of a story, for whoever judges it. */
export interface Told {
  conversationId: string
  named: { A: ProductCard; B: ProductCard }
  /** The cards that the answer to a phrase showed. */
  shown: Map<string, ProductCard[]>
  emails: { first: string; second: string }
  answers: Answer[]
  said: string[]
  transcript: string
}

const mostQuestions = 14

interface Teller {
  tongue: Tongue
  shop: StoryShop
  dice: Dice
  variation: Variation
}

/** Tells a story in one language to one shop: every message through the public API, in wordings of the phrasebook. */
export async function tell(shape: Shape, teller: Teller): Promise<Told> {
  const { tongue, shop, dice, variation } = teller
  const talk = await startTalk(shop.api, tongue, shop.currency)
  const [A, B] = pickNamed(shop, dice)
  const id = `${dice.roll(1e9)}`
  const told: Told = {
    conversationId: talk.id,
    named: { A, B },
    shown: new Map(),
    emails: { first: `story${id}@stories.example`, second: `other${id}@stories.example` },
    answers: [],
    said: [],
    transcript: '',
  }
  let answer: Answer | null = null
  const hear = async (move: Move, phrase: Phrase, option = ''): Promise<Answer> => {
    const spoken = move.foreign ? (tongue === 'en' ? 'sv' : 'en') : tongue
    const wording = wordingOf(spoken, phrase, variation.wording(dice))
    const typed = variation.typos && option === '' ? mistyped(wording, dice) : wording
    const words = filled(typed, holesOf(told, teller, move, option))
    answer = await talk.say(words)
    told.said.push(words)
    told.answers.push(answer)
    told.transcript += `> ${words}\n${answer.replies.map(({ text }) => `  ${text.replaceAll('\n', '\n  ')}\n`).join('')}`
    const cards = cardsOf(answer)
    if (cards.length > 0) told.shown.set(phrase, cards)
    return answer
  }
  /** What she is asked, she answers, as long as there is an answer in the phrasebook. */
  const reply = async (move: Move, asked: Answer): Promise<Answer | null> => {
    const slot = asked.awaits?.slot ?? ''
    const option = optionOf(asked)
    if (/^(colour|size|option)$/.test(slot)) return await hear(move, 'option', option)
    if (slot === 'delivery' || slot === 'payment') return await hear(move, slot, plainOption(option))
    if (slot === 'proposal') return await hear(move, 'yes')
    if (slot === 'name' || slot === 'email' || slot === 'address') return await hear(move, slot)
    return null
  }
  const moves = variation.shuffled ? shuffled(movesOf(shape), dice) : movesOf(shape)
  for (const move of moves) {
    if (move.kind === 'say') {
      let now: Answer | null = await hear(move, move.phrase)
      while (now && /^(colour|size|option)$/.test(now.awaits?.slot ?? '')) now = await reply(move, now)
      continue
    }
    for (let asked = 0; asked < mostQuestions && answer; asked++) {
      const now: Answer = answer
      if (move.kind === 'until' && now.awaits?.slot === move.slot) break
      if (move.kind === 'order' && contentOf(now, 'order')) break
      if ((await reply(move, now)) === null) break
    }
  }
  return told
}

/** Two things with different names, neither of which is within the other's. */
function pickNamed({ shelf }: StoryShop, dice: Dice): [ProductCard, ProductCard] {
  const [first, ...rest] = dice.some(shelf, shelf.length)
  const second = rest.find(({ title }) => first && !title.includes(first.title) && !first.title.includes(title))
  if (!first || !second) throw new Error('the shelf is too empty for a story')
  return [first, second]
}

/** What is there, and brought to her door: the first option that is neither sold out nor fetched by herself. */
function optionOf({ awaits }: Answer): string {
  const options = awaits?.options ?? []
  const fits = options.find(({ value, hint }) => hint === undefined && !/:(counter|pickup)/.test(value))
  return (fits ?? options[0])?.label ?? ''
}

/** "To the door, 3 days": the name alone is what people say. */
const plainOption = (label: string): string => (label.split(/[,:(–]/)[0] ?? label).trim()

function holesOf(told: Told, { tongue, shop }: Teller, move: Move, option: string): Record<string, string> {
  const { shopper } = shoppers[tongue]
  const { A, B } = told.named
  return {
    goods: shop.goods,
    other: shop.other,
    title: move.about === 'B' ? B.title : A.title,
    title2: B.title,
    count: String(move.count),
    option,
    name: shopper.name,
    email: told.emails.first,
    email2: told.emails.second,
    address: shopper.address,
    address2: secondAddresses[tongue].address,
  }
}

const filled = (wording: string, holes: Record<string, string>): string =>
  wording.replace(/\{(\w+)\}/g, (_, hole: string) => holes[hole] ?? '')

function cardsOf(answer: Answer): ProductCard[] {
  const cards = contentOf(answer, 'carousel')?.cards.map(({ card }) => card)
  const single = contentOf(answer, 'product')?.card
  return cards ?? (single ? [single] : [])
}
