import { claimMatch, type Sentence } from './sentence.ts'

const email = /[\p{L}\p{N}._%+'-]+\s?@\s?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}/gu
const orderNumber = /(?<![\p{L}\p{N}])([A-Z]{1,3})[-–\s]?(\d{4,})(?![\p{L}\p{N}])/giu
const phone = /(?<![\p{L}\p{N}])(?:\+|00)\d[\d\s()/-]{6,17}\d(?!\p{N})/gu
const localPhone = /(?<![\p{L}\p{N}+])\(?0?\d[\d\s()/-]{4,15}\d(?!\p{N})/gu
const code = /(?<![\p{L}\p{N}-])\d{3}[\s-]?\d{3}(?![\p{L}\p{N}])|(?<![\p{L}\p{N}-])\d{4,8}(?![\p{L}\p{N}])/gu
const coupon =
  /(?<![\p{L}\p{N}])(?=[\p{Lu}\d-]*\d)(?=[\p{Lu}\d-]*\p{Lu}{2})[\p{Lu}\d][\p{Lu}\d-]{3,19}(?![\p{L}\p{N}])/gu

/** Addresses, numbers and codes that have a form of their own. They come first: nothing else may take their digits. */
export function findContact(sentence: Sentence): void {
  const { text, awaited } = sentence
  for (const match of text.matchAll(email)) {
    claimMatch(sentence, match, 'email', match[0].replace(/\s/g, '').toLowerCase())
  }
  for (const match of text.matchAll(orderNumber)) {
    // Only capitals or a hyphen make it an order: "under 5000" and "iso 9001" are none.
    const [written, letters = '', digits = ''] = match
    const certain =
      written.includes('-') || written.includes('–') || (letters === letters.toUpperCase() && !/\s/.test(written))
    if (certain || awaited === 'order_number')
      claimMatch(sentence, match, 'order_number', `${letters.toUpperCase()}-${digits}`)
  }
  for (const match of text.matchAll(phone)) claimMatch(sentence, match, 'phone', dialled(match[0]))
  if (awaited === 'phone') {
    for (const match of text.matchAll(localPhone)) claimMatch(sentence, match, 'phone', dialled(match[0]))
  }
  if (awaited === 'code') {
    for (const match of text.matchAll(code)) claimMatch(sentence, match, 'code', match[0].replace(/[\s-]/g, ''))
  }
  for (const match of text.matchAll(coupon)) claimMatch(sentence, match, 'coupon', match[0])
}

function dialled(written: string): string {
  const digits = written.replace(/[^\d+]/g, '')
  return digits.startsWith('00') ? `+${digits.slice(2)}` : digits
}
