import type { Problem, Refusal } from '@parley/contracts'
import type { z } from 'zod'

const statusByCode: Record<string, number> = {
  'auth.required': 401,
  'auth.forbidden': 403,
  'account.wrong': 401,
  'rate.limited': 429,
  'idempotency.running': 409,
  'idempotency.other_body': 422,
  'origin.refused': 403,
  'request.too_large': 413,
  'attachment.too_large': 413,
  'wait.timeout': 504,
  'message.not_yours': 403,
}
/** Endings that mean the world has moved on since the caller looked. */
const conflicts = ['superseded', 'expired', 'insufficient', 'line_changed', 'conflict', 'not_open', 'wrong_state']

export function statusOf(refusals: readonly Refusal[]): number {
  const code = refusals[0]?.code ?? ''
  const known = statusByCode[code]
  if (known) return known
  const ending = code.slice(code.lastIndexOf('.') + 1)
  if (ending === 'not_found') return 404
  return conflicts.includes(ending) ? 409 : 422
}

/** RFC 9457 document for a list of refusals. */
export function problemOf(refusals: readonly Refusal[], status = statusOf(refusals)): Problem {
  return {
    type: 'about:blank',
    title: titles[status] ?? 'The request was refused',
    status,
    detail: refusals[0]?.message,
    errors: [...refusals],
  }
}

export function faultProblem(): Problem {
  return {
    type: 'about:blank',
    title: 'Something broke on our side',
    status: 500,
    errors: [
      { code: 'fault', severity: 'error', message: 'Something broke on our side. It has been noted; try again.' },
    ],
  }
}

/** What does not fit the schema, each with its path: a clear 400. */
export function malformed(error: z.ZodError, place: string): Problem {
  const errors = error.issues.map(
    (issue): Refusal => ({
      code: 'request.malformed',
      path: [place, ...issue.path].join('.'),
      severity: 'error',
      message: issue.message,
    }),
  )
  return { type: 'about:blank', title: titles[400] ?? '', status: 400, detail: errors[0]?.message, errors }
}

const titles: Record<number, string> = {
  400: 'The request does not fit',
  401: 'Sign in first',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Things have moved on',
  413: 'Too large',
  422: 'Refused',
  429: 'Too many requests',
  504: 'No answer in time',
}
