import { type DialogueState, initialState, type RuntimeTexts, runTurn, type TurnResult } from '@parley/engine'
import type { Command, FlowDefinition } from '@parley/sdk'
import { openFakeShop } from './fake-shop.ts'
import type { FoundFlow } from './find-flows.ts'
import { askSteps, valuesAsked } from './flow-problems.ts'

/**
 * Whether every question of a flow can be left and come back to: by "never mind", to a person, by "skip" where it is optional, by "back", by a
 * question in between that is answered and then asked on, by nonsense: twice leads to ways out, thrice to a person.
 */
export async function escapeProblems(
  found: FoundFlow,
  flows: readonly FlowDefinition[],
  texts: RuntimeTexts,
): Promise<string[]> {
  const { flow } = found
  const problems: string[] = []
  for (const { step, slot } of askSteps(flow)) {
    const asked = stateAt(flow, step, slot, valuesAsked(found, slot))
    const after = async (...commands: Command[]) => await say(asked, meaningless, commands, flows, texts)
    const cancelled = await after({ type: 'cancel' })
    if (cancelled.state.stack.length > 0) problems.push(`"never mind" does not leave the question for "${slot}"`)
    const person = await after({ type: 'hand_over', reason: 'talk_to_human' })
    if (person.outcome !== 'handed_over') problems.push(`the question for "${slot}" keeps her from a person`)
    const nonsense = await nonsenseTimes(asked, 3, flows, texts)
    // Any words answer a question for words.
    const takesAnything = ['text', 'name', 'address'].includes(flow.slots[slot]?.type ?? '')
    if (nonsense.outcome !== 'handed_over' && !takesAnything)
      problems.push(`three misunderstandings at "${slot}" lead to nobody`)
    const skipped = flow.slots[slot]?.optional === true ? await after({ type: 'skip' }) : null
    if (skipped?.awaits?.slot === slot) problems.push(`"${slot}" is optional and can't be skipped`)
    const aside = questionAside(flows, flow)
    const start = { type: 'start' as const, flow: '', job: aside ?? '', slots: {} }
    const between = aside === null ? null : await say(asked, question, [start], flows, texts)
    if (between !== null && between.awaits?.slot !== slot)
      problems.push(`a question in between ("${aside}") loses the question for "${slot}"`)
    const back = await after({ type: 'back' })
    if (back.awaits?.slot !== slot) problems.push(`"back" with nothing before it loses the question for "${slot}"`)
    const twice = await nonsenseTimes(asked, 2, flows, texts)
    if (!takesAnything && twice.outcome !== 'handed_over' && !offersPerson(twice))
      problems.push(`two misunderstandings at "${slot}" offer no way out`)
    const silent = [cancelled, person, nonsense, twice, back].some((turn) => turn.replies.length === 0)
    if (silent) problems.push(`something said at the question for "${slot}" is met with silence`)
  }
  return problems
}

function stateAt(flow: FlowDefinition, step: string, slot: string, values: string[]): DialogueState {
  const frame = {
    flow: flow.id,
    step,
    slots: Object.fromEntries(values.map((name) => [name, 1])),
    unproven: [],
    waiting: { for: 'slot' as const, slot },
    asked: [{ step, slot }],
    question: false,
    returnsTo: null,
    paused: false,
    job: null,
  }
  return { ...initialState('en'), stack: [frame] }
}

/** Words that no option, product or pattern has. */
const meaningless = 'zzz qqq'
/** As one asks it: where her own words are awaited, only the mark tells a question from an answer. */
const question = 'zzz qqq rrr sss ttt?'

/** A question of another flow that is answered at once: what every shop is asked at any moment. */
function questionAside(flows: readonly FlowDefinition[], own: FlowDefinition): string | null {
  const asides = ['ask_opening_hours', 'thanks', 'greet']
  const isAside = (job: string) => flows.some((flow) => flow !== own && flow.jobs[job]?.question === true)
  return asides.find(isAside) ?? null
}

const offersPerson = ({ replies }: TurnResult): boolean =>
  replies.some(({ content }) => content.type === 'choices' && content.choices.some(({ value }) => value === 'person'))

async function nonsenseTimes(
  asked: DialogueState,
  times: number,
  flows: readonly FlowDefinition[],
  texts: RuntimeTexts,
): Promise<TurnResult> {
  let turn = await say(asked, meaningless, [{ type: 'not_understood' }], flows, texts)
  for (let left = times - 1; left > 0 && turn.awaits !== null; left -= 1)
    turn = await say(turn.state, meaningless, [{ type: 'not_understood' }], flows, texts)
  return turn
}

async function say(
  state: DialogueState,
  text: string,
  commands: Command[],
  flows: readonly FlowDefinition[],
  texts: RuntimeTexts,
): Promise<TurnResult> {
  const reading = {
    language: 'en',
    languageConfidence: 0,
    job: null,
    confidence: 0,
    runnersUp: [],
    entities: [],
    query: '',
    commands,
    reader: 'kit',
    ms: 0,
  }
  return await runTurn({
    state,
    said: [{ type: 'text', text }],
    readings: [reading],
    flows,
    texts,
    facets: openFakeShop().facets,
    language: 'en',
    shop: { currency: 'EUR', timeZone: 'Europe/Stockholm', name: 'Torget', languages: ['en', 'sv'] },
    now: new Date('2026-01-05T10:00:00Z'),
  })
}
