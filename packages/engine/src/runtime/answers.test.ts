import { expect, test } from 'vitest'
import { fitType, matchOption, mayAnswer, optionAt } from './answers.ts'

const options = [
  { value: 'home', label: 'Home delivery, €5.90' },
  { value: 'pickup', label: 'Collect in the shop' },
  { value: 'locker', label: 'Parcel locker' },
]

test.each([
  ['home', 'home'],
  ['collect in the shop', 'pickup'],
  ['2', 'pickup'],
  ['locker', 'locker'],
  ['the shop', 'pickup'],
])('"%s" means one of the options', (said, value) => expect(matchOption(options, said)?.value).toBe(value))

test.each(['', '9', 'by balloon', 'delivery to the moon'])('"%s" means none of the options', (said) => {
  expect(matchOption(options, said)).toBeNull()
})

test('a word that two options share means neither', () => {
  const doors = [...options, { value: 'door', label: 'Delivery to the door' }]
  expect(matchOption(doors, 'delivery')).toBeNull()
})

test('a position counts from one, and from the end when negative', () => {
  expect(optionAt(options, 1)?.value).toBe('home')
  expect(optionAt(options, -1)?.value).toBe('locker')
  expect(optionAt(options, 0)).toBeNull()
  expect(optionAt(options, 4)).toBeNull()
})

test.each([
  ['email', 'it is Anna@Example.com', 'anna@example.com'],
  ['phone', 'call 070-123 45 67', '070-123 45 67'],
  ['code', '424 242', '424242'],
  ['order_number', 't-10042', 'T-10042'],
  ['quantity', '3', 3],
  ['yes_no', 'no', false],
] as const)('a %s is read out of %j', (type, said, value) => expect(fitType(type, said)).toEqual({ ok: true, value }))

test.each([
  ['email', 'anna.example.com'],
  ['phone', 'no'],
  ['quantity', 'many'],
  ['quantity', -1],
  ['quantity', 1.5],
  ['name', '7'],
  ['yes_no', 'perhaps'],
] as const)('%s is not to be had from %j', (type, said) => expect(fitType(type, said).ok).toBe(false))

test('an unread sentence answers a question for words, and elsewhere only where it holds what was asked for', () => {
  expect(mayAnswer('name', 'Anna Berg')).toBe(true)
  expect(mayAnswer('email', 'write to anna@example.com')).toBe(true)
  expect(mayAnswer('email', 'why do you ask')).toBe(false)
})
