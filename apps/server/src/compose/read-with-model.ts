import type { Job, Reading } from '@parley/contracts'
import type { ReaderContext, ReaderFlow } from '@parley/engine'
import type { ModelQuestion } from '@parley/sdk'

interface LocalReader {
  read(shopId: string, text: string, context: ReaderContext, preferred?: Job): Promise<Reading>
}

/** Of a guess less likely than this the words hold nothing: no model may choose it. */
const leastLikely = 0.02
/** No wishes to choose among: answers to what the bot has asked, and what choosing nothing says as well. */
const noWishes: ReadonlySet<Job> = new Set(['affirm', 'deny', 'never_mind', 'out_of_scope'])
/** From here on the local reader is sure, and nobody else is asked. */
const sure = 0.6

/**
 * A reader that asks the shop's model where it is unsure itself. The model only says which of the reader's own guesses is meant; what
 * that job is done with, and every yes, is read locally as ever.
 */
export function readWithModel<Local extends LocalReader>(
  local: Local,
  ask: (shopId: string, question: ModelQuestion) => Promise<Job | null>,
): Local {
  return {
    ...local,
    async read(shopId, text, context, preferred) {
      const reading = await local.read(shopId, text, context, preferred)
      const candidates = candidatesOf(reading, context.flows)
      if (preferred !== undefined || candidates.length === 0) return reading
      const awaiting = context.awaiting?.slot ?? null
      const job = await ask(shopId, { text, language: reading.language, candidates, awaiting })
      return job === null ? reading : local.read(shopId, text, context, job)
    },
  }
}

/** What may be chosen from: wishes that a flow begins with. Nothing where the words are read well enough, or say something else than a wish. */
export function candidatesOf(reading: Reading, flows: readonly Pick<ReaderFlow, 'jobs'>[]): Job[] {
  const [command, ...more] = reading.commands
  if (!command || more.length > 0) return []
  const unsure =
    command.type === 'clarify' ||
    command.type === 'not_understood' ||
    (command.type === 'start' && reading.confidence < sure)
  if (!unsure) return []
  const guesses = [...(reading.job ? [{ job: reading.job, confidence: reading.confidence }] : []), ...reading.runnersUp]
  const isWish = (job: Job): boolean => !noWishes.has(job) && flows.some(({ jobs }) => job in jobs)
  return guesses.filter(({ job, confidence }) => confidence >= leastLikely && isWish(job)).map(({ job }) => job)
}
