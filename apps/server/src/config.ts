import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { parse } from 'dotenv'
import { z } from 'zod'
import { keepSecret, keepSecrets, type Secrets } from './secrets.ts'

/** Everything the server takes from its surroundings: read once at the start, never changed. */
export type Config = Readonly<{
  host: string
  port: number
  /** Where shoppers reach the server, without a slash at the end. */
  publicUrl: string
  /** The owner's address, used for migrating; none means the embedded Postgres. */
  databaseUrl: string | undefined
  /** The password of the server's own restricted role. */
  serverRolePassword: string
  dataFolder: string
  /** Folders with extensions beside those that ship. */
  extensionFolders: readonly string[]
  /** Without it mails are kept and shown in the console. */
  smtpUrl: string | undefined
  mailFrom: string
  natsUrl: string | undefined
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'
  secrets: Readonly<Secrets>
  /** How many proxies in front are believed about the shopper's address. */
  trustedProxies: number
  /** Who may read the metrics from elsewhere than this machine; without it nobody. */
  metricsToken: string | undefined
  /** Whether the demo shop is seeded into an empty database. */
  demo: boolean
}>

type Environment = Record<string, string | undefined>

/**
 * Reads the environment, and `.env` in the folder for what it lacks. Secrets nobody set are made once below the data folder.
 * Throws one sentence per wrong value, each naming its variable.
 *
 * @example const config = loadConfig(process.env, process.cwd())
 */
export function loadConfig(environment: Environment, folder: string): Config {
  const values = { ...readEnvFile(folder), ...withoutEmpty(environment) }
  const read = environmentSchema.safeParse(values)
  if (!read.success) throw new Error(sentences(read.error, values))
  const set = read.data
  const dataFolder = resolve(folder, set.PARLEY_DATA)
  const given = {
    session: set.PARLEY_SECRET_SESSION,
    signing: set.PARLEY_SECRET_SIGNING,
    sealing: set.PARLEY_SECRET_SEALING,
  }
  return Object.freeze({
    host: set.HOST,
    port: set.PORT,
    publicUrl: set.PUBLIC_URL ?? `http://localhost:${set.PORT}`,
    databaseUrl: set.DATABASE_URL,
    serverRolePassword: set.PARLEY_SECRET_DATABASE ?? keepSecret(join(dataFolder, 'secrets'), 'database'),
    dataFolder,
    extensionFolders: Object.freeze(set.PARLEY_EXTENSIONS.map((path) => resolve(folder, path))),
    smtpUrl: set.SMTP_URL,
    mailFrom: set.MAIL_FROM,
    natsUrl: set.NATS_URL,
    logLevel: set.LOG_LEVEL,
    secrets: Object.freeze(keepSecrets(dataFolder, given)),
    trustedProxies: set.PARLEY_TRUST_PROXY,
    metricsToken: set.METRICS_TOKEN,
    demo: set.PARLEY_DEMO,
  })
}

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

const environmentSchema = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: number('a port number from 1 to 65535', 1, 65_535).default(4000),
  PUBLIC_URL: address('the address shoppers use, like https://shop.example', ['http:', 'https:'])
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  DATABASE_URL: address('a Postgres address, like postgres://owner:password@host:5432/parley', [
    'postgres:',
    'postgresql:',
  ]).optional(),
  PARLEY_DATA: z.string().default('.data'),
  PARLEY_EXTENSIONS: z
    .string()
    .default('')
    .transform((paths) => paths.split(delimiter).filter((path) => path !== '')),
  SMTP_URL: address('a mail server, like smtp://user:password@mail.example:587', ['smtp:', 'smtps:']).optional(),
  MAIL_FROM: z
    .string()
    .regex(/^([^<>]+<[^\s@<>]+@[^\s@<>]+>|[^\s@<>]+@[^\s@<>]+)$/, must('a sender, like Torget <hello@torget.example>'))
    .default('Parley <shop@localhost>'),
  NATS_URL: address('a NATS server, like nats://localhost:4222', ['nats:', 'tls:']).optional(),
  LOG_LEVEL: z.enum(levels, must(`one of ${levels.join(', ')}`)).default('info'),
  METRICS_TOKEN: z.string().min(20, must('at least 20 signs')).optional(),
  PARLEY_SECRET_SESSION: secret().optional(),
  PARLEY_SECRET_SIGNING: secret().optional(),
  PARLEY_SECRET_SEALING: secret().optional(),
  PARLEY_SECRET_DATABASE: z
    .string()
    .regex(/^[\w.~-]{16,}$/, must('at least 16 letters, digits, dots, dashes or underscores'))
    .optional(),
  PARLEY_TRUST_PROXY: yesOrNo()
    .transform(Number)
    .or(number('yes, no or a number of proxies', 0, 20))
    .default(0),
  PARLEY_DEMO: yesOrNo().default(true),
})

function must(be: string): string {
  return `must be ${be}`
}

function number(be: string, from: number, to: number) {
  return z
    .string()
    .regex(/^\d+$/, must(be))
    .transform(Number)
    .pipe(z.number().min(from, must(be)).max(to, must(be)))
}

function address(be: string, protocols: string[]) {
  return z.string().refine((text) => protocols.includes(URL.parse(text)?.protocol ?? ''), must(be))
}

function secret() {
  const be = must('32 bytes as base64url or hex, such as `openssl rand -hex 32` prints')
  return z
    .string()
    .regex(/^([0-9a-fA-F]{64}|[\w+/-]{43}=?)$/, be)
    .transform((text) => Buffer.from(text, text.length === 64 ? 'hex' : 'base64').toString('base64url'))
}

const words = new Map([
  ['1', true],
  ['true', true],
  ['yes', true],
  ['on', true],
  ['0', false],
  ['false', false],
  ['no', false],
  ['off', false],
])

function yesOrNo() {
  return z.string().transform((text, context) => {
    const meant = words.get(text.toLowerCase())
    if (meant === undefined) context.addIssue(must('yes or no'))
    return meant ?? false
  })
}

function sentences(error: z.ZodError, values: Environment): string {
  const problems = new Map(error.issues.map((issue) => [String(issue.path[0]), message(issue)]))
  return [...problems].map(([name, problem]) => `${name} ${problem}${shown(name, values[name])}.`).join('\n')
}

function message(issue: z.core.$ZodIssue): string {
  return issue.code === 'invalid_union' ? must('yes, no or a number of proxies') : issue.message
}

/** An address may hold a password, so only what can't be secret is repeated. */
function shown(name: string, value: string | undefined): string {
  return value === undefined || name.includes('SECRET') || name.endsWith('_URL') ? '' : `, not "${value}"`
}

function readEnvFile(folder: string): Environment {
  const path = join(folder, '.env')
  return existsSync(path) ? withoutEmpty(parse(readFileSync(path, 'utf8'))) : {}
}

/** `PORT=` means not set: that is how people leave a line of a copied example empty. */
function withoutEmpty(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''))
}
