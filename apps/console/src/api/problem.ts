import { type Problem, problem, type Refusal } from '@parley/contracts'

/** The server said no, in words that can be shown. */
export class ApiRefusal extends Error {
  readonly status: number
  readonly refusals: readonly Refusal[]

  constructor(document: Problem) {
    super(document.errors[0]?.message ?? document.detail ?? document.title)
    this.name = 'ApiRefusal'
    this.status = document.status
    this.refusals = document.errors
  }
}

/** We never reached it. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('The server can’t be reached. Check the connection; this page tries again by itself.', { cause })
    this.name = 'Unreachable'
  }
}

/** What to tell a person about anything that went wrong. */
export function sayFault(fault: unknown): string {
  if (fault instanceof ApiRefusal || fault instanceof Unreachable) return fault.message
  return 'Something broke on our side. Try again.'
}

export function readProblem(status: number, body: unknown): ApiRefusal {
  const read = problem.safeParse(body)
  if (read.success) return new ApiRefusal(read.data)
  const title = status >= 500 ? 'Something broke on the server. Try again in a moment.' : 'The server refused this.'
  return new ApiRefusal({ type: 'about:blank', title, status, errors: [] })
}
