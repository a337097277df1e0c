import type { Awaits, Choice, Command, Content, Said } from '@parley/contracts'
import { act } from './actions.ts'
import { advance } from './advance.ts'
import { matchOption, optionAt } from './answers.ts'
import { answer, obey } from './commands.ts'
import { fillForm } from './forms.ts'
import { prompt } from './prompt.ts'
import { flowOf, type Run, sayOwn, speak, type TurnInput, type TurnResult, topFrame } from './run.ts'
import { optionsOf } from './slots.ts'
import { initialState } from './state.ts'
import { numberedItems, tellContent } from './tell.ts'

/** More steps than this in one turn are a flow running in circles. */
const mostSteps = 50

/** A switch needs a language read this surely, in a text at least this long: "ok" and "42" carry none. */
const sureLanguage = 0.9
const tellingLength = 12

/**
 * The bot's turn: takes what was said in order, runs flows over the facets, and ends with one open question or none.
 * Nothing is written but through facets, and nothing is kept but the state that is handed back.
 * @example
 * const turn = await runTurn({ state: initialState('en'), said, readings, flows, texts, facets, language: 'en', shop, now })
 * turn.replies.map((reply) => reply.text)
 */
export async function runTurn(input: TurnInput): Promise<TurnResult> {
  const run = beginRun(input)
  for (const [index, said] of input.said.entries()) {
    if (run.outcome === 'handed_over') break
    await hear(run, said, index)
  }
  const beforePrompt = run.contents.length
  const awaits = await prompt(run)
  sayLostErrors(run, beforePrompt)
  if (run.contents.length === 0) sayOwn(run, 'runtime.ok')
  return endRun(run, awaits)
}

function beginRun(input: TurnInput): Run {
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
    said: null,
    reading: null,
    job: null,
    confirmable: known ? (state.openProposal?.id ?? null) : null,
    proposalsShown: [],
    fieldErrors: new Map(),
    stepsLeft: mostSteps,
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
  else await act(run, said.type === 'choice' ? said.value : said.action)
  if (!run.failed) run.state.misunderstandings = 0
}

async function hearWords(run: Run, text: string): Promise<void> {
  switchLanguage(run, text)
  if (await pickedByWords(run, text)) return
  const commands: Command[] = run.reading?.commands ?? []
  const heard: Command[] = commands.length === 0 ? [{ type: 'not_understood' }] : commands
  for (const [index, command] of heard.entries()) {
    if (run.outcome === 'handed_over') return
    await obey(run, command, index === 0)
  }
  await advance(run)
}

/** The very label of an option, or the number it was listed under, needs no reading. */
async function pickedByWords(run: Run, text: string): Promise<boolean> {
  const frame = topFrame(run)
  const number = /^\s*(\d{1,2})\s*[.)]?\s*$/.exec(text)?.[1]
  if (number !== undefined && (await takesNumbers(run))) return false
  const offered =
    number === undefined ? sameLabel(run.state.offered, text) : optionAt(run.state.offered, Number(number))
  if (offered !== null && (number !== undefined || frame?.waiting)) {
    await act(run, offered.value)
    return true
  }
  if (frame?.waiting?.for !== 'slot' || frame.paused) return false
  const definition = flowOf(run, frame).slots[frame.waiting.slot]
  const options = definition === undefined ? [] : await optionsOf(run, frame, definition)
  const option = number === undefined ? sameLabel(options, text) : matchOption(options, text)
  if (option === null) return false
  await answer(run, frame, frame.waiting.slot, option.value)
  return true
}

/** Is a bare number the answer itself: how many, which code? */
async function takesNumbers(run: Run): Promise<boolean> {
  const frame = topFrame(run)
  if (frame?.waiting?.for !== 'slot' || frame.paused) return false
  const definition = flowOf(run, frame).slots[frame.waiting.slot]
  if (definition === undefined) return false
  const options = await optionsOf(run, frame, definition)
  if (options.some((each) => each.label.trim() === (run.said?.type === 'text' ? run.said.text.trim() : ''))) return true
  return options.length === 0 && !['yes_no', 'choice'].includes(definition.type)
}

const sameLabel = (options: readonly Choice[], text: string): Choice | null => {
  const said = text.trim().toLowerCase()
  return options.find((each) => each.label.trim().toLowerCase() === said) ?? null
}

function switchLanguage(run: Run, text: string): void {
  const { reading } = run
  if (reading === null || reading.languageConfidence < sureLanguage || text.trim().length < tellingLength) return
  if (run.input.shop.languages.includes(reading.language)) speak(run, reading.language)
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
  return { state, replies, awaits, steps: run.steps, commands: run.commands, outcome: run.outcome }
}
