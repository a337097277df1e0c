import { expect, test } from 'vitest'
import { creditorReference, isCreditorReference } from './reference.ts'

test('the reference carries the order number and both check sums', () => {
  expect(creditorReference('T-10042')).toBe('RF78 1004 21')
  for (const number of ['T-1', 'PARL-10001', 'T-99999999', 'X-0'])
    expect(isCreditorReference(creditorReference(number))).toBe(true)
})

test('a slip of the pen in the reference is noticed', () => {
  const reference = creditorReference('T-10042')
  expect(isCreditorReference(reference.replace('1004', '1005'))).toBe(false)
  expect(isCreditorReference(reference.replace('1004', '0104'))).toBe(false)
  expect(isCreditorReference('10042')).toBe(false)
})

test('two orders never have the same reference', () => {
  const references = Array.from({ length: 2000 }, (_, at) => creditorReference(`T-${10_001 + at}`))
  expect(new Set(references).size).toBe(2000)
})
