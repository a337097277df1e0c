import { z } from 'zod'
import { languageTag } from './language.ts'

/** A wish the reader tells apart; each flow names the ones that start it. Open, since a flow in a folder may bring its own. */
export const job = z.string().regex(/^[a-z][a-z0-9_]*$/)
export type Job = z.infer<typeof job>

const slotValue = z.json()
export type SlotValue = z.infer<typeof slotValue>

/** Something recognised in a sentence. `start` and `end` are UTF-16 offsets; `value` is normalised by `type`. */
export const entity = z.object({
  type: z.string(),
  start: z.int(),
  end: z.int(),
  text: z.string(),
  value: slotValue,
  /** True where the sentence says *not* this: "not leather". */
  negated: z.boolean().optional(),
})
export type Entity = z.infer<typeof entity>

/** What the shopper wants done, typed. The only thing an understander may produce. */
export const command = z.discriminatedUnion('type', [
  z.object({ type: z.literal('start'), flow: z.string(), job, slots: z.record(z.string(), slotValue) }),
  z.object({ type: z.literal('set'), slot: z.string(), value: slotValue }),
  z.object({ type: z.literal('correct'), slot: z.string(), value: slotValue }),
  z.object({
    type: z.literal('choose'),
    value: z.string().optional(),
    position: z.int().optional(),
    all: z.boolean().optional(),
  }),
  z.object({ type: z.literal('confirm'), proposal: z.string().optional() }),
  z.object({ type: z.literal('deny') }),
  z.object({ type: z.literal('cancel') }),
  z.object({ type: z.literal('skip') }),
  z.object({ type: z.literal('back') }),
  z.object({ type: z.literal('clarify'), jobs: z.array(job) }),
  z.object({ type: z.literal('hand_over'), reason: z.string() }),
  z.object({ type: z.literal('not_understood') }),
])
export type Command = z.infer<typeof command>

/** What the understander made of one message. */
export const reading = z.object({
  language: languageTag,
  languageConfidence: z.number(),
  job: job.nullable(),
  /** Calibrated, 0 to 1. */
  confidence: z.number(),
  runnersUp: z.array(z.object({ job, confidence: z.number() })),
  entities: z.array(entity),
  /** The words that carry the wish, filters and politeness taken off: what search is asked. */
  query: z.string(),
  commands: z.array(command),
  reader: z.string(),
  ms: z.number(),
})
export type Reading = z.infer<typeof reading>
