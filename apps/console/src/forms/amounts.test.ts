import { expect, test } from 'vitest'
import { readAmount, writeAmount } from './amounts.ts'

test('an amount is read as people write it, to the minor unit', () => {
  expect(readAmount('1 290,50', 'SEK')).toBe(129_050)
  expect(readAmount('49.9', 'EUR')).toBe(4990)
  expect(readAmount('14990', 'ISK')).toBe(14_990)
  expect(readAmount('0.29', 'EUR')).toBe(29)
  expect(readAmount(' ', 'EUR')).toBeNull()
})

test('what is no amount is not guessed at', () => {
  for (const text of ['49.999', '12.5.1', '-5', '1e3', 'free', '1,290.50'])
    expect(readAmount(text, 'SEK'), text).toBeUndefined()
  expect(readAmount('149.90', 'ISK')).toBeUndefined()
})

test('an amount that is written out is read back the same', () => {
  for (const amount of [0, 1, 29, 100, 129_050, 999_999_999_99])
    expect(readAmount(writeAmount(amount, 'SEK'), 'SEK')).toBe(amount)
})
