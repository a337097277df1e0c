import type {
  Choice,
  Content,
  Currency,
  Job,
  LanguageTag,
  Money,
  Reading,
  Refusal,
  Said,
  SlotValue,
} from '@parley/contracts'
import type { FacetName, Facets, Outcome } from './facets.ts'

export type SlotType =
  | 'text'
  | 'name'
  | 'email'
  | 'phone'
  | 'address'
  | 'country'
  | 'quantity'
  /** An amount of money, or a bare number that the flow takes for one. */
  | 'money'
  | 'choice'
  | 'product'
  | 'variant'
  | 'line'
  | 'order_number'
  | 'code'
  | 'size'
  | 'colour'
  | 'yes_no'

/** A value the flow needs. It is filled by an entity of a fitting type, by a pick, by a form field, or by the whole answer while it is asked for. */
export interface SlotDefinition {
  type: SlotType
  /** Text key of the question. */
  ask: string
  /** Text key said when an answer does not fit; the question's own key where absent. */
  again?: string
  /** May be skipped ("skip", "no thanks"). */
  optional?: boolean
  /** Takes whatever is said in full sentences, whatever else that might mean: a review, a complaint in her own words. */
  isFree?: boolean
  /** What can be picked. Options come back in words, by position or by value. */
  options?: (turn: FlowTurn) => Promise<Choice[]> | Choice[]
  /** The value of the option that words mean though its label has none of them: "send it home". Null where they mean none, or two alike. */
  means?: (words: string, turn: FlowTurn) => Promise<string | null> | string | null
  /** Turns what was said into the value kept, or says why it will not do. Facet calls are fine here: a checkout flow stores the address with it. */
  accept?: (value: SlotValue, turn: FlowTurn) => Promise<Outcome<SlotValue>> | Outcome<SlotValue>
  /** Content shown with the question instead of plain choices, such as a form. */
  show?: (turn: FlowTurn) => Promise<Content[]> | Content[]
}

/** Where a step leads. */
export type Next =
  | { go: string }
  /** The flow is done; what it digressed from resumes. */
  | { done: true }
  /** Forget a slot's value and ask again. */
  | { askAgain: string; go: string }
  /** Start another flow on top (it returns here), or instead of this one. */
  | { call: string; slots?: Record<string, SlotValue>; then: string }
  | { become: string; slots?: Record<string, SlotValue> }
  /** To a person. */
  | { handOver: string }
  /** This flow can make nothing of it either: counts as a misunderstanding, and the flow is over. */
  | { notUnderstood: true }
  /** The same, where the flow has said so already, with something to choose from. */
  | { notUnderstood: 'told' }

export type Step =
  /** Ask for a slot unless it is filled, then go on. */
  | { ask: string; next: string }
  | { do: (turn: FlowTurn) => Promise<Next> | Next }
  /**
   * Show a proposal and wait for yes, no, or a correction. `confirmed` runs only when the yes names the proposal that is open;
   * `make` runs anew when a slot was corrected or the proposal no longer holds.
   */
  | {
      propose: (turn: FlowTurn) => Promise<Outcome<{ id: string }>>
      confirmed: (turn: FlowTurn, proposalId: string) => Promise<Next>
      denied: Next
      refused: (turn: FlowTurn, refusals: Refusal[]) => Promise<Next> | Next
    }

/** What the conversation is about right now; flows read and set it, the reader uses it for "it", "the second one". */
export interface Focus {
  /** Cards shown last, in order. */
  shown: { productId: string; variantId?: string; title: string }[]
  /** The product talked about. */
  productId: string | null
  variantId: string | null
  orderNumber: string | null
  /** The last product search, for "cheaper", "in blue". */
  search: Record<string, SlotValue> | null
}

export interface FlowTurn {
  language: LanguageTag
  currency: Currency
  /** The shop's name and the languages it speaks, its own first. */
  shop: { name: string; languages: LanguageTag[] }
  /** The turn's instant, UTC. */
  now: Date
  /** Something else is open and will be asked again after this: then nothing else is offered here. */
  interrupting: boolean
  /** The job that brought the shopper here, where one did in this turn. */
  job: Job | null
  reading: Reading | null
  said: Said[]
  slots: Record<string, SlotValue>
  focus: Focus
  facets: Facets
  /** The flow's text by key in the shopper's language, ICU values filled. Money and dates are formatted by locale before they go in. */
  text(key: string, values?: Record<string, string | number>): string
  money(amount: Money): string
  /** A day, or an instant where `time` is set, in the shopper's locale and the shop's zone. */
  date(at: Date, time?: boolean): string
  /** Goes on in another language, from here on. */
  speak(language: LanguageTag): void
  say(content: Content): void
  sayText(key: string, values?: Record<string, string | number>): void
  /** Tell refusals in the shopper's language: each code has a text (`refusal.<code>`), else its own message stands. */
  sayRefusals(refusals: Refusal[]): void
}

export interface FlowDefinition {
  id: string
  /** Jobs that start it. A question is answered on top of what runs, which then resumes; others digress and are asked about. */
  jobs: Record<string, { step: string; question?: boolean }>
  facets: FacetName[]
  slots: Record<string, SlotDefinition>
  steps: Record<string, Step>
  /** Clicks on content this flow shows: action prefix → step (`add:` …). The rest of the action stands in `turn.slots.click`. */
  clicks?: Record<string, string>
  /** Jobs that, while this flow waits for an answer, only fill its slots instead of starting anew: "make it two" while a colour is asked. */
  corrects?: readonly Job[]
  /** Jobs that rest on this flow being done first: while it waits for an answer they wait too. "Which colour?" "Check out." */
  holdsUp?: readonly Job[]
  /**
   * Whether this flow, while it waits for an answer, goes on afterwards when one of its own jobs is begun anew: "and a lamp, too", said while the
   * colour of the sofa is asked. The turn is that of what waits, `brought` what came with the new wish. Where absent, the new takes its place.
   */
  besides?: (turn: FlowTurn, job: Job | null, brought: Record<string, SlotValue>) => Promise<boolean> | boolean
  /**
   * What becomes of this flow when the shopper turns to something else that is no mere question. `allowed`: it resumes by itself afterwards.
   * `asked` (where absent): she is asked whether to go on. `ends`: it is forgotten.
   */
  digressions?: 'allowed' | 'asked' | 'ends'
}

/** Declares a flow. Texts stand beside it in `texts.<tag>.json`, examples in `examples.<tag>.jsonl`, stories in `stories/*.txt`. */
export function defineFlow(definition: FlowDefinition): FlowDefinition {
  return definition
}
