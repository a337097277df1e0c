import type { Command, Job } from '@parley/contracts'
import { type Case, contextOf, type WantedCommand } from './case-line.ts'
import type { Reader } from './reader.ts'
import type { ReaderContext } from './reader-context.ts'

export interface Wrong {
  case: Case
  job: Job | null
  commands: readonly Command[]
}

export interface Score {
  cases: number
  /** Share with the right job. */
  job: number
  /** Share with exactly the right commands, of all cases: those that tell none want a start of their job. */
  commands: number
  /** Share read in their own language though the conversation was in another. */
  language: number
  wrong: Wrong[]
}

/** Jobs that are no wish of their own: what they come out as. */
const answers: Readonly<Record<Job, string>> = {
  affirm: 'confirm',
  deny: 'deny',
  never_mind: 'cancel',
  out_of_scope: 'not_understood',
}

/** Reads every case as the first message of a conversation in its language, or in its own scene. */
export function evaluate(reader: Reader, cases: readonly Case[], context: ReaderContext): Score {
  const wrong: Wrong[] = []
  let jobs = 0
  let commands = 0
  let languages = 0
  for (const one of cases) {
    const around = contextOf(one.scene, context)
    const reading = reader.read(one.text, { ...around, conversationLanguage: one.language })
    const other = context.allowedLanguages.find((tag) => tag !== one.language) ?? one.language
    if (reader.read(one.text, { ...around, conversationLanguage: other }).language === one.language) languages++
    const rightCommands = sameCommands(one, reading.commands)
    const rightJob = (reading.job ?? 'out_of_scope') === one.job || (rightCommands && !hasOneJob(one))
    if (rightJob) jobs++
    if (rightCommands) commands++
    if (!rightJob || !rightCommands) wrong.push({ case: one, job: reading.job, commands: reading.commands })
  }
  const share = (count: number): number => (cases.length === 0 ? 0 : count / cases.length)
  return { cases: cases.length, job: share(jobs), commands: share(commands), language: share(languages), wrong }
}

const toQuestions: ReadonlySet<string> = new Set(['set', 'correct', 'choose', 'skip', 'back'])

/** Two wishes have two jobs, and answers to a question none of their own. */
const hasOneJob = ({ commands = [] }: Case): boolean =>
  commands.length < 2 && commands.every(({ type }) => !toQuestions.has(type))

function sameCommands(one: Case, made: readonly Command[]): boolean {
  const wanted = one.commands ?? [{ type: answers[one.job] ?? 'start', job: one.job }]
  if (wanted.length !== made.length) return false
  return wanted.every((command, at) => fits(command, made[at], one.job))
}

function fits(wanted: WantedCommand, made: Command | undefined, job: Job): boolean {
  if (!made) return false
  // A job that no flow claims goes to a person or is not understood: what matters is that it was read.
  if (wanted.type === 'start' && made.type === 'hand_over') return made.reason === (wanted.job ?? job)
  if (made.type !== wanted.type) return false
  if (made.type !== 'start') return saysSame(wanted, { ...made })
  if (made.job !== (wanted.job ?? job)) return false
  return Object.entries(wanted.slots ?? {}).every(
    ([slot, value]) => JSON.stringify(made.slots[slot]) === JSON.stringify(value),
  )
}

/** Every field that the case names; it names no ids of what was open. */
const saysSame = ({ type: _, job: __, slots: ___, ...named }: WantedCommand, made: Record<string, unknown>): boolean =>
  Object.entries(named).every(([field, value]) => JSON.stringify(made[field]) === JSON.stringify(value))
