import type { Refusal } from '@parley/contracts'

export type { Refusal }
/** What was asked for, or the reasons why not. Refusals are values; faults are thrown. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; refusals: Refusal[] }

export const granted = <T>(value: T): { ok: true; value: T } => ({ ok: true, value })

export const refused = (...refusals: Refusal[]): { ok: false; refusals: Refusal[] } => ({ ok: false, refusals })

/** @example refuse('stock.insufficient', 'Only 2 are left.', { path: 'quantity', values: { available: 2 } }) */
export function refuse(
  code: string,
  message: string,
  more: { path?: string; values?: Record<string, string | number> } = {},
): { ok: false; refusals: Refusal[] } {
  return refused({ code, message, severity: 'error', ...more })
}

/** A refusal on its way through code that can only throw: a transaction is rolled back by it and the door turns it back into values. */
export class RefusedError extends Error {
  readonly refusals: Refusal[]
  constructor(refusals: Refusal[]) {
    super(refusals.map((refusal) => refusal.code).join(', '))
    this.name = 'RefusedError'
    this.refusals = refusals
  }
}

/** The value, or a `RefusedError`. Inside a transaction this undoes what was begun. */
export function orThrow<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value
  throw new RefusedError(outcome.refusals)
}
