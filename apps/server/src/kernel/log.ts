import { pino } from 'pino'

/** Structured log. Ids and codes only: no message text, no addresses, no secrets. */
export interface Log {
  debug(fields: object, text: string): void
  info(fields: object, text: string): void
  warn(fields: object, text: string): void
  error(fields: object, text: string): void
}

/** Names under which a secret or somebody's words could slip into a record by mistake. */
const never = [
  'authorization',
  'cookie',
  'password',
  'token',
  'secret',
  'text',
  'body',
  'email',
  'phone',
  'content',
  'said',
  'query',
]

export function openLog(level: string, destination?: { write(line: string): void }): Log {
  const redact = { paths: never.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[left out]' }
  const options = { level, redact, base: null, serializers: { error: describe } }
  return destination ? pino(options, destination) : pino(options)
}

/** Class, code and stack of a fault. A database's message can quote the row it refused, so only its code stays. */
function describe(error: unknown): object {
  if (!(error instanceof Error)) return { kind: typeof error }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  const fromDatabase = 'severity' in error
  return {
    kind: error.name,
    code,
    message: fromDatabase ? undefined : error.message,
    stack: fromDatabase ? undefined : error.stack,
  }
}

export const silentLog: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
