import { type Address, address, type Contact, contact, postalCodes, type Refusal } from '@parley/contracts'
import { granted, type Outcome, refused } from '../../kernel/refusals.ts'
import { readVatNumber } from '../pricing/index.ts'

const mayBeEmpty = new Set(['phone', 'company', 'vatNumber', 'purchaseOrder', 'line2'])
const phoneNumber = /^\+?[\d\s()./-]{5,40}$/

const codes: Readonly<Record<string, string>> = {
  name: 'contact.name',
  email: 'contact.email',
  phone: 'contact.phone',
  company: 'contact.company',
  vatNumber: 'contact.vat_number',
  purchaseOrder: 'contact.purchase_order',
  line1: 'address.line1',
  line2: 'address.line2',
  postalCode: 'address.postal_code',
  city: 'address.city',
  country: 'address.country',
}

/** What was given, on top of what was known. Refused field by field, each with its path; what was not given is not missed. */
export function withContact(known: Partial<Contact> | null, given: Partial<Contact>): Outcome<Partial<Contact>> {
  const read = contact.partial().safeParse(trimmed(given))
  const refusals = read.success ? [] : refusalsOf('contact', read.error.issues)
  if (read.success && read.data.phone && !phoneNumber.test(read.data.phone))
    refusals.push(refusalAt('contact', 'phone'))
  if (read.success && read.data.vatNumber && !readVatNumber(read.data.vatNumber))
    refusals.push(refusalAt('contact', 'vatNumber'))
  if (!read.success || refusals.length > 0) return refused(...refusals)
  const vatNumber = read.data.vatNumber && readVatNumber(read.data.vatNumber)?.number
  return granted({ ...known, ...read.data, ...(vatNumber ? { vatNumber } : {}) })
}

/** The same for an address; `countries` are those the shop delivers to. */
export function withAddress(
  known: Partial<Address> | null,
  given: Partial<Address>,
  countries: readonly string[],
): Outcome<Partial<Address>> {
  const read = address.partial().safeParse(trimmed(given))
  if (!read.success) return refused(...refusalsOf('address', read.error.issues))
  const whole = { ...known, ...read.data }
  if (whole.country && !countries.includes(whole.country))
    return refused({ ...refusalAt('address', 'country'), code: 'address.country_not_served' })
  const shape = whole.country ? postalCodes[whole.country] : undefined
  if (shape && whole.postalCode && !shape.test(whole.postalCode)) return refused(refusalAt('address', 'postalCode'))
  return granted(whole)
}

export function wholeContact(given: Partial<Contact> | null): Contact | null {
  return contact.safeParse(given).data ?? null
}

export function wholeAddress(given: Partial<Address> | null): Address | null {
  return address.safeParse(given).data ?? null
}

/** A field left empty in a form is taken as not given where it may be. */
function trimmed(given: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(given)) {
    const text = value?.trim()
    if (text === undefined || (text === '' && mayBeEmpty.has(name))) continue
    kept[name] = name === 'country' ? text.toUpperCase() : text
  }
  return kept
}

function refusalsOf(of: 'contact' | 'address', issues: readonly { path: PropertyKey[] }[]): Refusal[] {
  return [...new Set(issues.map((issue) => String(issue.path[0])))].map((field) => refusalAt(of, field))
}

function refusalAt(of: 'contact' | 'address', field: string): Refusal {
  const code = codes[field] ?? of
  return { code, path: `${of}.${field}`, severity: 'error', message: `The ${of} does not fit: ${field}.` }
}
