/**
 * What the payer writes on the transfer: the digits of the order number with a Finnish check digit, as an ISO 11649 creditor
 * reference, which every bank of the SEPA area checks.
 *
 * @example creditorReference('T-10042') // "RF78 1004 21"
 */
export function creditorReference(orderNumber: string): string {
  const digits = orderNumber.replace(/\D/g, '').replace(/^0+/, '').slice(-19)
  const body = withCheckDigit(digits.padStart(3, '0'))
  const check = 98n - (BigInt(`${body}${letters}00`) % 97n)
  return grouped(`RF${String(check).padStart(2, '0')}${body}`)
}

/** Whether both check sums of a reference hold, however it is spaced. */
export function isCreditorReference(said: string): boolean {
  const [, check, body] = /^RF(\d{2})(\d{4,20})$/.exec(said.replace(/\s/g, '').toUpperCase()) ?? []
  if (!check || !body) return false
  return BigInt(`${body}${letters}${check}`) % 97n === 1n && withCheckDigit(body.slice(0, -1)) === body
}

/** R and F as the two-digit numbers that the check sum counts them as. */
const letters = '2715'
const weights = [7, 3, 1]

function withCheckDigit(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, at) => total + Number(digit) * (weights[at % 3] ?? 0), 0)
  return `${digits}${(10 - (sum % 10)) % 10}`
}

function grouped(reference: string): string {
  return reference.replace(/(.{4})(?=.)/g, '$1 ')
}
