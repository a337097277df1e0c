import type { FormField } from '@parley/contracts'
import { expect, test } from 'vitest'
import { faultOf } from '../src/commerce/form-rules.ts'

const field = (type: FormField['type'], required = true): FormField => ({ name: 'x', label: 'X', type, required })

test('a form asks for what is missing and for an address that can reach someone', () => {
  expect(faultOf(field('name'), '  ')).toBe('form.missing')
  expect(faultOf(field('name', false), '')).toBeUndefined()
  expect(faultOf(field('email'), 'anna@torget')).toBe('form.email')
  expect(faultOf(field('email'), ' anna.öberg@torget.example ')).toBeUndefined()
  expect(faultOf(field('phone'), '+354 555 1234')).toBeUndefined()
  expect(faultOf(field('phone'), 'call me')).toBe('form.phone')
  expect(faultOf(field('postal-code'), 'SW1A 1AA')).toBeUndefined()
})
