import type { Awaits, Content, Fact, FactsRead, Said } from '@parley/contracts'
import { factsIn } from '../facts/facts-in.ts'
import { recordFacts } from '../facts/record-facts.ts'
import { act } from './actions.ts'
import { fillForm } from './forms.ts'
import { hearWords } from './hear-words.ts'
import { prompt } from './prompt.ts'
import { ownText, type Run, sayOwn, type TurnInput, type TurnResult } from './run.ts'
import { initialState } from './state.ts'
import { numberedItems, tellContent } from './tell.ts'

/** More steps than this in one turn are a flow running in circles. */
const mostSteps = 50

/**
 * The bot's turn: takes what was said in order, runs flows over the facets, and ends with one open question or none.
 * Nothing is written but through facets, and nothing is kept but the state that is handed back.
 * @example
 * const turn = await runTurn({ state: initialState('en'), said, readings, flows, texts, facets, language: 'en', shop, now })
 * turn.replies.map((reply) => reply.text)
 */
export async function runTurn(given: TurnInput): Promise<TurnResult> {
  const facts: FactsRead[] = []
  const facets = recordFacts(given.facets, noteFacts(facts), given.elapsed)
  const run = beginRun({ ...given, facets }, facts)
  for (const [index, said] of given.said.entries()) {
    if (run.outcome === 'handed_over') break
    await hear(run, said, index)
  }
  const beforePrompt = run.contents.length
  const awaits = await prompt(run)
  sayLostErrors(run, beforePrompt)
  if (run.contents.length === 0) sayOwn(run, 'runtime.ok')
  return endRun(run, awaits)
}

/** Facts are copied as they come: what a flow was given is its own. A question asked again tells what was known already. */
function noteFacts(facts: FactsRead[]) {
  return (call: string, answer: unknown, ms: number | undefined, given: readonly unknown[]) => {
    facts.push({
      call,
      facts: [...factsIn(answer), ...doneIn(call, answer, given)],
      ...(ms === undefined ? {} : { ms }),
    })
  }
}

/** How many were put in is no figure of the basket that comes of it, where some lay there before; the shop did it, so it may be told. */
function doneIn(call: string, answer: unknown, [, quantity]: readonly unknown[]): Fact[] {
  const isDone = typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === true
  return call === 'cart.add' && isDone && typeof quantity === 'number' ? [{ name: 'added', value: quantity }] : []
}

function beginRun(input: TurnInput, facts: FactsRead[]): Run {
  const flows = new Map(input.flows.map((flow) => [flow.id, flow]))
  const state = structuredClone(input.state)
  state.language = input.language
  // What an earlier release was in the middle of may be gone.
  const known = state.stack.every((frame) => flows.get(frame.flow)?.steps[frame.step] !== undefined)
  return {
    input,
    flows,
    state: known ? state : { ...initialState(input.language), focus: state.focus },
    contents: [],
    steps: [],
    commands: [],
    facts,
    said: null,
    reading: null,
    job: null,
    confirmable: known ? (state.openProposal?.id ?? null) : null,
    proposalsShown: [],
    fieldErrors: new Map(),
    stepsLeft: mostSteps,
    options: new Map(),
    offerWaysOut: false,
    failed: false,
    outcome: 'replied',
  }
}

/** One message: a tap or pick does what it stands for, a form fills slots, words are obeyed as they were read. */
async function hear(run: Run, said: Said, index: number): Promise<void> {
  run.said = said
  run.reading = run.input.readings[index] ?? null
  run.job = null
  run.failed = false
  run.offerWaysOut = false
  run.outcome = 'replied'
  if (said.type === 'text') await hearWords(run, said.text)
  else if (said.type === 'form') await fillForm(run, said)
  else if (said.type === 'file') offerSomebodyToLook(run)
  else await act(run, said.type === 'choice' ? said.value : said.action)
  if (!run.failed) run.state.misunderstandings = 0
}

/** A bot that can't see says so, and that somebody else can. */
function offerSomebodyToLook(run: Run): void {
  const choices = [{ value: 'person', label: ownText(run, 'runtime.person') }]
  run.contents.push({ type: 'choices', text: ownText(run, 'runtime.file_heard'), choices })
}

/** Reasons of refused fields where no form came to show them at. */
function sayLostErrors(run: Run, from: number): void {
  if (run.fieldErrors.size === 0 || run.contents.slice(from).some((each) => each.type === 'form')) return
  const text = [...new Set([...run.fieldErrors.values()].map((each) => each.error))].join(' ')
  run.contents.splice(from, 0, { type: 'text', text })
}

function endRun(run: Run, awaits: Awaits | null): TurnResult {
  const { state } = run
  const offered = run.contents.flatMap(numberedItems)
  if (offered.length > 0) state.offered = offered
  state.awaits = awaits
  const tell = (key: string, values?: Record<string, string | number>) =>
    run.input.texts.text(null, state.language, key, values)
  let number = 1
  const replies = run.contents.map((content: Content) => {
    const text = tellContent(content, state.language, tell, number)
    number += numberedItems(content).length
    return { content, text }
  })
  return { state, replies, awaits, steps: run.steps, commands: run.commands, facts: run.facts, outcome: run.outcome }
}
