import { expect, test } from 'vitest'
import { addressSaid } from './address-said.ts'

const heard = (text: string) => addressSaid({ said: [{ type: 'text', text }] })

test.each([
  ['nej, skicka den till Kungsgatan 12, 411 19 Göteborg', 'Kungsgatan 12, 411 19 Göteborg'],
  ['Skicka hellre till Kungsgatan 12 B, 41119 Göteborg tack', 'Kungsgatan 12 B, 41119 Göteborg'],
  ['lähetä se osoitteeseen Väinö Auerin katu 9, 00560 Helsinki', 'Väinö Auerin katu 9, 00560 Helsinki'],
  ['sendið frekar á Laugaveg 5, 101 Reykjavík', 'Laugaveg 5, 101 Reykjavík'],
])('the address is found within %j', (text, address) => {
  expect(heard(text)).toBe(address)
})

test('a sentence with numbers is no address', () => {
  expect(heard('I want 3 of them, not 12')).toBeNull()
  expect(heard('can I change the address')).toBeNull()
})
