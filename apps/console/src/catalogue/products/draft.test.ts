import { expect, test } from 'vitest'
import { newDraft, slug, tidied, usualAndSale, withPrice } from './draft.ts'

test('a sale price strikes the usual one, and taking it away leaves the usual one', () => {
  const before = { SEK: { amount: 49_900, compareAt: null }, EUR: { amount: 4590, compareAt: null } }
  const onSale = withPrice(before, 'SEK', { usual: 49_900, sale: 39_900 })
  expect(onSale).toEqual({ EUR: before.EUR, SEK: { amount: 39_900, compareAt: 49_900 } })
  expect(usualAndSale(onSale.SEK)).toEqual({ usual: 49_900, sale: 39_900 })
  expect(withPrice(onSale, 'SEK', { usual: 49_900, sale: null })).toEqual({ ...before })
  expect(withPrice(before, 'EUR', { usual: null, sale: null })).toEqual({ SEK: before.SEK })
})

test('a language in which nothing is said is not sent, and an address is made of the name', () => {
  const said = { name: 'Röd stol', description: '', facts: ['Ek', ' '] }
  const draft = { ...newDraft(), texts: { sv: said, fi: { name: '', description: ' ', facts: [] } } }
  const sent = tidied(draft, 'sv')
  expect(Object.keys(sent.texts)).toEqual(['sv'])
  expect(sent.texts.sv?.facts).toEqual(['Ek'])
  expect(sent.handle).toBe('rod-stol')
  expect(slug('  Þór & Öl!  ')).toBe('þor-ol')
})
