import type {
  Awaits,
  Choice,
  Command,
  Content,
  Currency,
  FactsRead,
  Job,
  LanguageTag,
  Reading,
  Said,
} from '@parley/contracts'
import type { Facets, FlowDefinition, SlotDefinition } from '@parley/sdk'
import type { DialogueState, Frame } from './state.ts'
import type { RuntimeTexts } from './texts.ts'

/** All that a turn rests on. `readings` stand beside `said`, null where nothing had to be read (a tap, a form). */
export interface TurnInput {
  state: DialogueState
  said: readonly Said[]
  readings: readonly (Reading | null)[]
  flows: readonly FlowDefinition[]
  texts: RuntimeTexts
  facets: Facets
  language: LanguageTag
  shop: { currency: Currency; timeZone: string; name: string; languages: LanguageTag[] }
  now: Date
  /** Told as soon as the talk goes on in another language, so that what facets answer can follow in the same turn. */
  languageChanged?: (language: LanguageTag) => void
  /** Milliseconds from any beginning, for the trace; no times are kept without it. */
  elapsed?: () => number
}

export interface Reply {
  content: Content
  /** The plain-text telling, in the shopper's language. */
  text: string
}

export interface TraceStep {
  flow: string
  step: string
  ms?: number
}

export type TurnOutcome = 'replied' | 'handed_over' | 'clarified' | 'not_understood'

export interface TurnResult {
  state: DialogueState
  replies: Reply[]
  awaits: Awaits | null
  steps: TraceStep[]
  commands: Command[]
  /** What the shop was asked and what it told: all that the replies rest on. */
  facts: FactsRead[]
  outcome: TurnOutcome
}

/** A turn at work: the state is its own copy, and everything that was said and done gathers here. */
export interface Run {
  readonly input: TurnInput
  readonly flows: ReadonlyMap<string, FlowDefinition>
  state: DialogueState
  contents: Content[]
  steps: TraceStep[]
  commands: Command[]
  facts: FactsRead[]
  /** The message in hand. */
  said: Said | null
  reading: Reading | null
  /** The job that began in the message in hand. */
  job: Job | null
  /** The proposal that was on the table before this turn: a yes can mean no other. */
  confirmable: string | null
  proposalsShown: string[]
  /** Refused form fields, by slot: what was typed and why it will not do. */
  fieldErrors: Map<string, { typed: string; error: string }>
  stepsLeft: number
  /** What can be picked, by slot, until something is done: asked for more than once in a turn, and often from the database. */
  options: Map<SlotDefinition, Choice[]>
  /** A question asked twice in vain offers the ways out beside it. */
  offerWaysOut: boolean
  failed: boolean
  outcome: TurnOutcome
}

export const topFrame = (run: Run): Frame | null => run.state.stack.at(-1) ?? null

/** The flow of a frame; the frame was checked when the turn began, so that a missing one is a fault. */
export function flowOf(run: Run, frame: Frame): FlowDefinition {
  const flow = run.flows.get(frame.flow)
  if (flow === undefined) throw new Error(`The flow "${frame.flow}" is not here`)
  return flow
}

export function flowForJob(run: Run, job: Job): FlowDefinition | null {
  return run.input.flows.find((flow) => Object.hasOwn(flow.jobs, job)) ?? null
}

/** Says a text of the runtime's own. */
export function sayOwn(run: Run, key: string, values: Record<string, string | number> = {}): void {
  run.contents.push({ type: 'text', text: ownText(run, key, values) })
}

export function ownText(run: Run, key: string, values: Record<string, string | number> = {}): string {
  return run.input.texts.text(null, run.state.language, key, values)
}

/** Goes on in another language, and lets whoever answers behind the facets know. */
export function speak(run: Run, language: LanguageTag): void {
  if (run.state.language === language) return
  run.state.language = language
  run.input.languageChanged?.(language)
}
