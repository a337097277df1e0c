import { expect, test } from 'vitest'
import { formatDate, formatMoney } from './format.ts'

const plain = (text: string) => text.replace(/\s/g, ' ')

test.each([
  ['sv', 129_000, 'SEK', '1 290 kr'],
  ['sv', 129_050, 'SEK', '1 290,50 kr'],
  ['fi', 129_000, 'EUR', '1 290,00 €'],
  ['is', 14_990, 'ISK', '14.990 kr.'],
  ['hu', 1_499_000, 'HUF', '14 990 Ft'],
  ['en', 129_000, 'EUR', '€1,290.00'],
  ['en', 129_000, 'SEK', '1,290 kr'],
  ['en', 14_990, 'ISK', '14,990 ISK'],
  ['hu', 129_000, 'EUR', '1290,00 €'],
  ['is', 129_000, 'SEK', '1.290 SEK'],
  ['sv', -12_900, 'SEK', '−129 kr'],
  ['et', 4_990, 'EUR', '49,90 €'],
])('in %s, %i minor units of %s are written %s', (language, amount, currency, written) => {
  expect(plain(formatMoney({ amount, currency }, language))).toBe(written)
})

test('a day is named as seen from the shop, not from Greenwich', () => {
  const lateEvening = new Date('2026-01-05T23:30:00Z')
  expect(formatDate(lateEvening, 'en', 'Europe/Stockholm')).toBe('Tuesday 6 January')
  expect(formatDate(lateEvening, 'sv', 'Europe/Stockholm', true)).toBe('tisdag 6 januari kl. 00:30')
})
