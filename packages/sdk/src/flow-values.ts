import { type Money, money, type Refusal, type SlotValue } from '@parley/contracts'
import type { Outcome } from './facets.ts'

/** Slot values come from readers, forms and clicks: these read them as what a flow needs, and give nothing where they are something else. */

/** One text; the first of a list; an empty string where there is none. */
export function textOf(value: SlotValue | undefined): string {
  return textsOf(value)[0] ?? ''
}

/** All texts in a value, trimmed, empty ones left out: `'blue'`, `['blue', 'green']`, `{ value: 'blue' }`. */
export function textsOf(value: SlotValue | undefined): string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value.trim()]
  if (typeof value === 'number') return [String(value)]
  if (Array.isArray(value)) return value.flatMap(textsOf)
  if (value !== null && typeof value === 'object')
    return textsOf(value.id ?? value.value ?? value.code ?? value.name ?? null)
  return []
}

/** A number, also where it came as text; null where it is none. */
export function numberOf(value: SlotValue | undefined): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value === 'string' && /^\s*-?\d+([.,]\d+)?\s*$/.test(value)) return Number(value.replace(',', '.'))
  if (Array.isArray(value)) return numberOf(value[0])
  if (value !== null && typeof value === 'object') return numberOf(value.value ?? value.amount ?? null)
  return null
}

/** All numbers in a value. */
export function numbersOf(value: SlotValue | undefined): number[] {
  const values = Array.isArray(value) ? value : [value]
  return values.map((each) => numberOf(each)).filter((each) => each !== null)
}

/** Those of these slots that are filled, to hand them on to another flow. */
export function slotsOf(slots: Record<string, SlotValue>, ...names: string[]): Record<string, SlotValue> {
  const filled = names.flatMap((name): [string, SlotValue][] => {
    const value = slots[name]
    return value === undefined || value === null ? [] : [[name, value]]
  })
  return Object.fromEntries(filled)
}

/** An amount of money; null where it is none. */
export function moneyOf(value: SlotValue | undefined): Money | null {
  const parsed = money.safeParse(value)
  return parsed.success ? parsed.data : null
}

/** The value will do. */
export function accepted<T>(value: T): Outcome<T> {
  return { ok: true, value }
}

/** The value will not do; `code` has a text `refusal.<code>` in the flow or in the runtime. */
export function refused(code: string, message: string, values?: Refusal['values']): { ok: false; refusals: Refusal[] } {
  return { ok: false, refusals: [{ code, severity: 'error', message, ...(values === undefined ? {} : { values }) }] }
}
