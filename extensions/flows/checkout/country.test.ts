import { expect, test } from 'vitest'
import { likelyCountry } from './country.ts'

const nordic = ['SE', 'FI', 'IS', 'HU', 'GB', 'DE']

test.each([
  ['00100', 'fi', 'FI'],
  ['123 45', 'fi', 'SE'],
  ['12345', 'sv', 'SE'],
  ['101', 'en', 'IS'],
  ['1052', 'hu', 'HU'],
  ['SW1A 2AA', 'sv', 'GB'],
  ['00100', 'en', null],
  ['9999', 'sv', 'HU'],
])('the postcode %s, written in %s, belongs to %s', (postalCode, language, country) => {
  expect(likelyCountry(nordic, postalCode, language)).toBe(country)
})

test('a shop that delivers to one country asks for none, unless the postcode is not of it', () => {
  expect(likelyCountry(['FI'], '00100', 'en')).toBe('FI')
  expect(likelyCountry(['FI'], '101', 'en')).toBeNull()
})
