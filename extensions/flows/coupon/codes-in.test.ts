import { expect, test } from 'vitest'
import { codesIn } from './codes-in.ts'

test('a code is found among other words, in any language', () => {
  expect(codesIn('my code is BOOK20, please')).toEqual(['BOOK20'])
  expect(codesIn('minulla on koodi kesä-15')).toEqual(['kesä-15'])
  expect(codesIn('van egy TAVASZ kódom')).toEqual(['TAVASZ'])
})

test('a sentence without one has none, and who shouts has not said ten codes', () => {
  expect(codesIn('I have a discount code')).toEqual([])
  expect(codesIn('15 % off, was it not?')).toEqual([])
  expect(codesIn('I HAVE A CODE')).toEqual([])
  expect(codesIn('I HAVE CODE BOOK20')).toEqual(['BOOK20'])
})
