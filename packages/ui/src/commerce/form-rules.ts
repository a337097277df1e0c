import type { FormField } from '@parley/contracts'

/** The key of what is wrong with a value, as far as it can be seen without asking the shop. Lenient: the shop decides. */
export function faultOf(field: FormField, raw: string): string | undefined {
  const value = raw.trim()
  if (value === '') return field.required ? 'form.missing' : undefined
  if (field.type === 'email') return /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(value) ? undefined : 'form.email'
  if (field.type === 'phone') return /^\+?[\d\s().-]{5,}$/.test(value) ? undefined : 'form.phone'
  if (field.type === 'number') return /^\d+([.,]\d+)?$/.test(value) ? undefined : 'form.number'
  return undefined
}
