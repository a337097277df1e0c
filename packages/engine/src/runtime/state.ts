import { awaits, choice, job, languageTag } from '@parley/contracts'
import { z } from 'zod'

const slots = z.record(z.string(), z.json())

/** What a frame waits for: an answer to a slot, a yes to a proposal. */
const waiting = z.discriminatedUnion('for', [
  z.object({ for: z.literal('slot'), slot: z.string() }),
  z.object({ for: z.literal('proposal'), id: z.string() }),
])

const frame = z.object({
  flow: z.string(),
  step: z.string(),
  slots,
  /** Slots that came with the wish and were not yet looked at by their own question. */
  unproven: z.array(z.string()),
  waiting: waiting.nullable(),
  /** Steps that asked something, oldest first, for "back". */
  asked: z.array(z.object({ step: z.string(), slot: z.string() })),
  /** A question that was only to be answered: what it interrupted goes on as if nothing had happened. */
  question: z.boolean(),
  /** The step of the frame below that called this one; absent for a digression. */
  returnsTo: z.string().nullable(),
  /** Something else came in between: the shopper is asked first whether to go on. */
  paused: z.boolean(),
  job: job.nullable(),
})
export type Frame = z.infer<typeof frame>

const focus = z.object({
  shown: z.array(z.object({ productId: z.string(), variantId: z.string().optional(), title: z.string() })),
  productId: z.string().nullable(),
  variantId: z.string().nullable(),
  orderNumber: z.string().nullable(),
  search: slots.nullable(),
})

const dialogueState = z.object({
  version: z.literal(1),
  language: languageTag,
  stack: z.array(frame),
  focus,
  /** The proposal on the table, and whose it is. Only a yes to this one counts. */
  openProposal: z.object({ id: z.string(), flow: z.string() }).nullable(),
  /** In a row. */
  misunderstandings: z.int().min(0),
  /** What was listed last, in the order of its numbers: "2" and "the second one". */
  offered: z.array(choice),
  /** The wish that stood between several jobs, kept until one is picked. */
  clarifying: z.object({ jobs: z.array(job), slots }).nullable(),
  /** Wishes of the same message that wait until fewer than `depth` flows are open. */
  pending: z.array(z.object({ job, slots, depth: z.int() })),
  /** What the shopper was last told that we wait for. */
  awaits: awaits.nullable(),
})
/** Where a conversation stands with the bot: plain JSON, kept by whoever runs the turns. */
export type DialogueState = z.infer<typeof dialogueState>

export function initialState(language: string): DialogueState {
  return {
    version: 1,
    language,
    stack: [],
    focus: { shown: [], productId: null, variantId: null, orderNumber: null, search: null },
    openProposal: null,
    misunderstandings: 0,
    offered: [],
    clarifying: null,
    pending: [],
    awaits: null,
  }
}

/** Reads a kept state. One that is unknown, older or broken gives a fresh start: a talk never fails for it. */
export function parseState(kept: unknown, language: string): DialogueState {
  const parsed = dialogueState.safeParse(kept)
  return parsed.success ? parsed.data : initialState(language)
}
