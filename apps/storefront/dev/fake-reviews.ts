import type { Order, ShownReview } from '@parley/contracts'
import type { ProductVoices, Visit } from '../src/shop-port.ts'

const at = '2026-10-02T10:00:00Z'
const nasty = '</script><img src=x onerror=alert(1)>{{7*7}}'

const reviews: ShownReview[] = [
  {
    id: 'rev_1',
    stars: 5,
    title: 'Mjuk och varm',
    text: 'Sitter perfekt.\nDen bästa soffan vi har haft, och leveransen var snabb.',
    language: 'sv',
    author: 'Åsa',
    at,
    answer: { text: 'Tack! Vi hälsar till verkstaden.', at },
  },
  { id: 'rev_2', stars: 4, title: '', text: `Good, but ${nasty}`, language: 'en', author: '', at, answer: null },
  { id: 'rev_3', stars: 2, title: 'Kapea', text: '', language: 'fi', author: 'Päivi', at, answer: null },
]

/** The sofa is much spoken of, nothing else is. */
const spokenOf: ProductVoices = {
  summary: {
    count: 9,
    average: 4.3,
    histogram: [0, 1, 0, 3, 5],
    aspects: [
      { aspect: 'quality', good: 6, bad: 0, mentions: 6 },
      { aspect: 'delivery', good: 2, bad: 1, mentions: 3 },
      { aspect: 'value', good: 1, bad: 0, mentions: 2 },
    ],
  },
  reviews,
  questions: [
    {
      id: 'qst_1',
      text: 'Can the cover be washed?',
      language: 'en',
      at,
      answer: { text: 'Yes, at 30 degrees. Take it off while it is dry.', at },
    },
  ],
}
const silence: ProductVoices = {
  summary: { count: 0, average: 0, histogram: [0, 0, 0, 0, 0], aspects: [] },
  reviews: [],
  questions: [],
}

/** What was asked and said in this process. */
export const taken = {
  questions: [] as string[],
  said: new Map<string, { stars: number; text: string; title: string }>(),
}

export function reviewsDoor(visitors: ReadonlyMap<string, { orders: ReadonlyMap<string, Order> }>): Visit['reviews'] {
  const orderOf = (id: string, token: string) =>
    token === 'good'
      ? [...visitors.values()].flatMap((one) => [...one.orders.values()]).find((order) => order.id === id)
      : undefined
  return {
    of: async (productId) => (productId === 'holm-sofa' ? spokenOf : silence),
    ask: async (_productId, text) => {
      if (text === '') {
        const empty = {
          code: 'question.empty',
          severity: 'error' as const,
          message: 'Write what you would like to know.',
        }
        return { ok: false, refusals: [empty] }
      }
      taken.questions.push(text)
      return { ok: true, value: true }
    },
    ofOrder: async (id, token) => {
      const order = orderOf(id, token)
      if (!order) return null
      const products = order.lines.map(({ productId, title, picture }) => {
        const said = taken.said.get(productId)
        const review = said ? { ...said, status: 'pending' as const, reason: null } : null
        return { productId, title, review, ...(picture ? { picture } : {}) }
      })
      return { number: order.number, products }
    },
    save: async (id, token, { productId, ...said }) => {
      const stars = { code: 'review.incomplete', severity: 'error' as const, message: 'Choose from one to five stars.' }
      if (!orderOf(id, token) || !(said.stars >= 1)) return { ok: false, refusals: [stars] }
      taken.said.set(productId, said)
      return { ok: true, value: true }
    },
  }
}
