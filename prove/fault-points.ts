import { existsSync, readFileSync, rmSync, writeSync } from 'node:fs'
import pg from 'pg'
import { z } from 'zod'

/**
 * Loaded into a server by NODE_OPTIONS=--import: it looks at every statement, knows by its text what the server is doing, and kills the
 * process at the moment that the file named by PROVE_FAULT asks for. The server itself knows nothing of it.
 */
const fault = z.object({
  phase: z.enum(['accept', 'turn', 'commit', 'send', 'pay']),
  /** At which statement of the phase. */
  at: z.int().positive(),
  /** Before the statement is sent, while it runs, or when its answer is in. */
  moment: z.enum(['before', 'during', 'after']),
})
type Fault = z.infer<typeof fault>

/** What a transaction is about shows in its first telling statement; a turn's writes become its commit when the turn is settled. */
const tells: readonly [RegExp, Fault['phase']][] = [
  [/update owed_turn set done_seq|insert into bot_turn/, 'commit'],
  [/update owed_turn set lease = \$/, 'turn'],
  [/update outbox set lease|update "outbox"|update "mail"|from "mail"/, 'send'],
  [/(update|insert into) "?payment"?[ (]|from payment\b|from "payment/, 'pay'],
  [/select message_id, conversation_id, seq from message|insert into owed_turn/, 'accept'],
]

const file = process.env.PROVE_FAULT ?? ''
const about = new WeakMap<pg.Client, Fault['phase']>()
let armed: Fault | null = null
let hits = 0

Error.stackTraceLimit = 60
const query: (...given: unknown[]) => unknown = pg.Client.prototype.query
Object.assign(pg.Client.prototype, {
  query(this: pg.Client, ...given: unknown[]) {
    const due = look(this, textOf(given[0]))
    if (due?.moment === 'before') die(due)
    const answer = query.apply(this, given)
    if (due?.moment === 'during') setImmediate(() => die(due))
    if (due?.moment === 'after') void Promise.resolve(answer).finally(() => die(due))
    return answer
  },
})

/** The fault, where this statement is the one it waits for. */
function look(client: pg.Client, text: string): Fault | null {
  if (text.startsWith('begin')) about.delete(client)
  const told = tells.find(([words]) => words.test(text))?.[1]
  // A payment in a turn is first of all a payment; what follows it in the same transaction is that of the turn.
  if (told) about.set(client, told)
  if (!armed && file && existsSync(file)) arm()
  const phase = about.get(client) ?? (armed?.phase === 'turn' && inTurn() ? 'turn' : undefined)
  if (/^(commit|rollback)$/.test(text)) about.delete(client)
  if (!armed || phase !== armed.phase) return null
  hits += 1
  return hits === armed.at ? armed : null
}

/** Reads and writes of the bot's flows have no words of their own: they are known by who asks for them. */
const inTurn = (): boolean => /serve-turn\.ts/.test(new Error().stack ?? '')

function arm(): void {
  armed = fault.parse(JSON.parse(readFileSync(file, 'utf8')))
  hits = 0
  rmSync(file)
}

function die(due: Fault): void {
  writeSync(2, `killed in ${due.phase}, ${due.moment} statement ${due.at}\n`)
  process.kill(process.pid, 'SIGKILL')
}

const named = z.object({ text: z.string() })
const textOf = (given: unknown): string =>
  typeof given === 'string' ? given : (named.safeParse(given).data?.text ?? '')
