import { expect, test } from 'vitest'
import { aspectsOf } from './aspects.ts'
import { authorOf, mayReview, reviewWords } from './review.ts'

const of = (language: string, text: string, stars = 4) => aspectsOf({ language, title: '', text, stars })

test.each([
  ['en', 'Lovely wool, but it runs small.', { quality: 1, fit: -1 }],
  ['sv', 'Fin kvalitet men den är för liten. Snabb leverans.', { quality: 1, fit: -1, delivery: 1 }],
  ['fi', 'Laatu on erinomainen, mutta toimitus oli hidas.', { quality: 1, delivery: -1 }],
  ['is', 'Gæðin eru frábær en sendingin kom seint.', { quality: 1, delivery: -1 }],
  ['hu', 'Az anyaga kiváló, de túl drága.', { quality: 1, value: -1 }],
] as const)('what a review in %s praises and blames is told apart', (language, text, aspects) => {
  expect(of(language, text)).toEqual(aspects)
})

test('a "not" turns a verdict around, and what judges nothing itself is taken as the stars are', () => {
  expect(of('en', 'It is not expensive.')).toEqual({ value: 1 })
  expect(of('en', 'The delivery was not good.', 5)).toEqual({ delivery: -1 })
  expect(of('en', 'The colour is as on the picture.', 5)).toEqual({ looks: 1 })
  expect(of('en', 'The colour is as on the picture.', 1)).toEqual({ looks: -1 })
  expect(of('en', 'I gave it to my aunt.')).toEqual({})
  expect(of('de', 'Gute Qualität.')).toEqual({})
})

test('only the given name is shown, and Hungarians put it last', () => {
  expect(authorOf('Anna Maria Andersson', 'sv')).toBe('Anna')
  expect(authorOf('Kovács Anna', 'hu')).toBe('Anna')
  expect(authorOf(undefined, 'en')).toBe('')
})

test('what somebody wrote is text: nothing in it is unseen, and none of it is more than fits', () => {
  const words = { productId: 'prd_lamp', stars: 3, text: ' a\u0000b\u202Ec\r\n<b>d</b> ' }
  expect(reviewWords.parse(words)).toMatchObject({ title: '', text: 'abc\n<b>d</b>' })
  expect(reviewWords.safeParse({ ...words, stars: 6 }).success).toBe(false)
  expect(reviewWords.safeParse({ ...words, text: 'x'.repeat(4_001) }).success).toBe(false)
})

test('a thing is judged once it is paid for or on its way, and only where it was bought', () => {
  const lines = [{ product_id: 'prd_lamp' }]
  const may = (status: string, isPaid: boolean, productId = 'prd_lamp') => {
    const outcome = mayReview({ status, isPaid, lines }, productId)
    return outcome.ok ? 'yes' : outcome.refusals[0]?.code
  }
  expect(may('paid', true)).toBe('yes')
  expect(may('shipped', false)).toBe('yes')
  expect(may('packed', false)).toBe('review.too_early')
  expect(may('placed', false)).toBe('review.too_early')
  expect(may('cancelled', true)).toBe('review.not_bought')
  expect(may('delivered', true, 'prd_sofa')).toBe('review.not_bought')
})
