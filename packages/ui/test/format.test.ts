import { expect, test } from 'vitest'
import { formatDate, formatDay, formatMoney, formatTime, languageName, withAmount } from '../src/format.ts'

/** Locale data separates with spaces that don't break; what counts here is what is read. */
const read = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')
const price = (amount: number, currency: string, language: string) => read(formatMoney({ amount, currency }, language))

test('a price reads as it does in the shops of each country', () => {
  expect(price(129_000, 'SEK', 'sv')).toBe('1 290 kr')
  expect(price(129_050, 'SEK', 'sv')).toBe('1 290,50 kr')
  expect(price(129_000, 'EUR', 'fi')).toBe('1 290,00 €')
  expect(price(14_990, 'ISK', 'is')).toBe('14.990 kr.')
  expect(price(1_499_000, 'HUF', 'hu')).toBe('14 990 Ft')
  expect(price(129_000, 'HUF', 'hu')).toBe('1 290 Ft')
  expect(price(4_990, 'EUR', 'en')).toBe('€49.90')
})

test('a krona of another country is never taken for the own', () => {
  expect(price(14_990, 'ISK', 'sv')).not.toMatch(/\dkr$| kr$/)
})

test('a day is today, yesterday, or told by its name, in the language of the reader', () => {
  const now = new Date('2026-11-22T10:00:00Z')
  const day = (at: string, language: string) => formatDay(new Date(at), now, language, 'Europe/Helsinki')
  expect(day('2026-11-22T00:10:00Z', 'sv')).toBe('I dag')
  expect(day('2026-11-21T21:00:00Z', 'fi')).toBe('Eilen')
  expect(day('2026-11-21T22:30:00Z', 'en')).toBe('Today')
  expect(day('2026-11-02T10:00:00Z', 'en')).toContain('2 November')
  expect(day('2025-11-02T10:00:00Z', 'hu')).toContain('2025')
})

test('Icelandic reads as it should, though the browser may know none', () => {
  const now = new Date('2026-11-22T10:00:00Z')
  const known = (options: Intl.DateTimeFormatOptions, at: Date) =>
    new Intl.DateTimeFormat('is', { ...options, timeZone: 'UTC' }).format(at).toLowerCase()
  for (let month = 0; month < 12; month++) {
    for (const day of [2, 13, 24]) {
      const at = new Date(Date.UTC(2025, month, day, 14, 5))
      const whole = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const
      expect(formatDay(at, now, 'is', 'UTC').toLowerCase()).toBe(known(whole, at).replace(',', ''))
      expect(formatDate(at, 'is', 'UTC')).toBe(known({ dateStyle: 'long' }, at))
      expect(formatTime(at, 'is', 'UTC')).toBe(known({ hour: '2-digit', minute: '2-digit' }, at))
    }
  }
  expect(formatDay(now, now, 'is', 'UTC')).toBe('Í dag')
  expect(price(129_000, 'EUR', 'is')).toBe('1.290,00 €')
  expect(price(129_000, 'SEK', 'is')).toBe('1.290 SEK')
  expect(languageName('is')).toBe('Íslenska')
  expect(languageName('fi')).toBe('Suomi')
})

test('a row of a proposal says its amount once', () => {
  const amount = { amount: 129_000, currency: 'SEK' }
  expect(read(withAmount({ value: '1 × Lamp', amount }, 'en'))).toBe('1 × Lamp · SEK 1,290')
  expect(withAmount({ value: '1 290 kr', amount }, 'sv')).toBe('1 290 kr')
  expect(withAmount({ value: 'Too small' }, 'en')).toBe('Too small')
})
