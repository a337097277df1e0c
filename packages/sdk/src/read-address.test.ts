import { expect, test } from 'vitest'
import { readAddress } from './read-address.ts'

test.each([
  ['Storgatan 1, 123 45 Stockholm', { line1: 'Storgatan 1', postalCode: '123 45', city: 'Stockholm' }],
  ['Storgatan 1 123 45 Stockholm', { line1: 'Storgatan 1', postalCode: '123 45', city: 'Stockholm' }],
  [
    'Mannerheimintie 12 B 4, 00100 Helsinki',
    { line1: 'Mannerheimintie 12 B 4', postalCode: '00100', city: 'Helsinki' },
  ],
  ['Mannerheimintie 12, FI-00100 Helsinki', { line1: 'Mannerheimintie 12', postalCode: '00100', city: 'Helsinki' }],
  ['Laugavegur 26\n101 Reykjavík', { line1: 'Laugavegur 26', postalCode: '101', city: 'Reykjavík' }],
  ['1052 Budapest, Váci utca 10.', { line1: 'Váci utca 10.', postalCode: '1052', city: 'Budapest' }],
  [
    'Karl Johans gate 5, c/o Berg, 0154 Oslo',
    { line1: 'Karl Johans gate 5, c/o Berg', postalCode: '0154', city: 'Oslo' },
  ],
  ['10 Downing Street, London SW1A 2AA', { line1: '10 Downing Street', postalCode: 'SW1A 2AA', city: 'London' }],
  ['10 Downing Street, London, sw1a 2aa', { line1: '10 Downing Street', postalCode: 'SW1A 2AA', city: 'London' }],
  ['Storgatan 1', { line1: 'Storgatan 1' }],
  ['12345', {}],
])('%j is read as an address', (said, parts) => expect(readAddress(said)).toEqual(parts))

test('an address that came in parts is kept as it is', () => {
  const parts = { line1: 'Storgatan 1', postalCode: '123 45', city: 'Stockholm', country: 'SE' }
  expect(readAddress(parts)).toEqual(parts)
})
