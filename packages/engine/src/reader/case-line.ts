import type { Job, LanguageTag, SlotValue } from '@parley/contracts'
import { z } from 'zod'
import type { ReaderContext } from './reader-context.ts'

/** A held-out sentence and what should be made of it. Commands are told as far as they matter: named slots must be right, others may be there. */
export interface Case {
  text: string
  job: Job
  language: LanguageTag
  commands?: readonly WantedCommand[]
  scene?: Scene
}

export interface WantedCommand {
  type: string
  job?: string
  slots?: Readonly<Record<string, SlotValue>>
  [field: string]: unknown
}

/** What stood around the sentence where it was not the first of its conversation. */
export interface Scene {
  /** The slot that was just asked for, by the flow that does this job. */
  asked?: { job: Job; slot: string; type: string }
  /** Titles of the cards on the table, in order. */
  shown?: readonly string[]
  /** Whether a proposal waits for its yes. */
  proposal?: boolean
}

const slots = z.record(z.string(), z.json())
const line = z.object({
  text: z.string().min(1),
  job: z.string(),
  commands: z
    .array(z.looseObject({ type: z.string(), job: z.string().exactOptional(), slots: slots.exactOptional() }))
    .exactOptional(),
  scene: z
    .strictObject({
      asked: z.strictObject({ job: z.string(), slot: z.string(), type: z.string() }).exactOptional(),
      shown: z.array(z.string()).exactOptional(),
      proposal: z.boolean().exactOptional(),
    })
    .exactOptional(),
})

/** A line of a language's `cases.jsonl`. */
export const caseOf = (written: unknown, language: LanguageTag): Case => ({ ...line.parse(written), language })

/** The given context as the scene of a case changes it. */
export function contextOf(scene: Scene | undefined, context: ReaderContext): ReaderContext {
  if (!scene) return context
  const { asked, shown = [], proposal = false } = scene
  const flow = asked && context.flows.find((one) => Object.hasOwn(one.jobs, asked.job))
  return {
    ...context,
    ...(asked && flow
      ? {
          awaiting: { flow: flow.id, slot: asked.slot, type: asked.type, options: [], optional: false },
          runningFlow: flow.id,
        }
      : {}),
    focus: { ...context.focus, shown: shown.map((title, at) => ({ productId: `shown-${at + 1}`, title })) },
    openProposal: proposal ? 'proposal' : null,
  }
}
