import type { Command, Job, SlotValue } from '@parley/contracts'
import { act } from './actions.ts'
import { advance, correctSlot, enter, follow, startJob } from './advance.ts'
import { mayAnswer, optionAt } from './answers.ts'
import { flowTurn, refusalText } from './flow-turn.ts'
import { handOver } from './hand-over.ts'
import { jobLabel, misunderstood } from './misunderstood.ts'
import { flowForJob, flowOf, ownText, type Run, sayOwn, topFrame } from './run.ts'
import { fillSlot, optionsOf } from './slots.ts'
import { dropChain, unwindTo } from './stack.ts'
import type { Frame } from './state.ts'

/** Does one command. `isFirst` is false for the second and third wish of a message. */
export async function obey(run: Run, command: Command, isFirst: boolean): Promise<void> {
  run.commands.push(command)
  const clarifying = run.state.clarifying
  if (command.type !== 'choose') run.state.clarifying = null
  switch (command.type) {
    case 'start':
      return await start(run, command.job, command.slots, isFirst)
    case 'set':
      return await set(run, command.slot, command.value)
    case 'correct':
      return await correct(run, command.slot, command.value)
    case 'choose':
      return await choose(run, command)
    case 'confirm':
      return await confirm(run, command.proposal ?? null)
    case 'deny':
      return await deny(run)
    case 'cancel':
      return await cancel(run, clarifying !== null)
    case 'skip':
      return await skip(run)
    case 'back':
      return await back(run)
    case 'clarify':
      return clarify(run, command.jobs)
    case 'hand_over':
      return await handOver(run, command.reason)
    case 'not_understood':
      return await notUnderstood(run)
  }
}

async function start(run: Run, job: Job, slots: Record<string, SlotValue>, isFirst: boolean): Promise<void> {
  const flow = flowForJob(run, job)
  const question = flow?.jobs[job]?.question === true
  if (isFirst && !question) run.state.pending = []
  const top = topFrame(run)
  if (!isFirst && !question && top !== null && (top.waiting !== null || top.paused)) {
    run.state.pending.push({ job, slots, depth: run.state.stack.length })
    return
  }
  await startJob(run, job, slots)
  await advance(run)
}

async function set(run: Run, slot: string, value: SlotValue): Promise<void> {
  const frame = topFrame(run)
  if (frame?.paused && slot === 'resume') return await act(run, value === true ? 'resume:yes' : 'resume:no')
  if (frame !== null && frame.waiting?.for === 'slot' && frame.waiting.slot === slot && !frame.paused) {
    return await answer(run, frame, slot, value)
  }
  await correct(run, slot, value)
}

/** Holds a value against the open question and goes on, or says why it will not do. */
export async function answer(run: Run, frame: Frame, slot: string, value: SlotValue): Promise<void> {
  const fit = await fillSlot(run, frame, slot, value)
  if (fit.ok) {
    frame.waiting = null
    return await advance(run)
  }
  const sentences = fit.refusals.map((each) => refusalText(run, frame.flow, each))
  if (sentences.length > 0) run.contents.push({ type: 'text', text: [...new Set(sentences)].join(' ') })
  await misunderstood(run, sentences.length > 0)
}

/** A value for a slot that is not asked right now: of the flow on top, else of one below, else a narrower search. */
async function correct(run: Run, slot: string, value: SlotValue): Promise<void> {
  const frame = run.state.stack.findLast((each) => Object.hasOwn(flowOf(run, each).slots, slot))
  if (frame !== undefined) {
    const taken = await correctSlot(run, frame, slot, value)
    if (!taken) return await misunderstood(run, true)
    unwindTo(run, frame)
    return await advance(run)
  }
  const waiting = topFrame(run)?.waiting
  if (waiting?.for === 'slot') return await notUnderstood(run)
  if (run.state.focus.search !== null) return await start(run, 'refine_search', { [slot]: value }, true)
  await notUnderstood(run)
}

async function choose(run: Run, command: Extract<Command, { type: 'choose' }>): Promise<void> {
  const frame = topFrame(run)
  const definition =
    frame?.waiting?.for === 'slot' && !frame.paused ? flowOf(run, frame).slots[frame.waiting.slot] : undefined
  if (frame !== null && frame.waiting?.for === 'slot' && definition !== undefined) {
    const options = await optionsOf(run, frame, definition)
    if (options.length > 0 && command.all === true) {
      sayOwn(run, 'runtime.pick_one')
      return
    }
    const option = command.position === undefined ? null : optionAt(options, command.position)
    if (option !== null) return await answer(run, frame, frame.waiting.slot, option.value)
    if (options.length > 0 && command.value !== undefined) return await act(run, command.value)
  }
  const { offered, focus } = run.state
  const shown = focus.shown.map((each) => ({ value: `show:${each.productId}`, label: each.title }))
  const list = offered.length > 0 ? offered : shown
  if (command.all === true && shown.length > 1) return await start(run, 'compare', { all: true }, true)
  const picked =
    command.position === undefined
      ? command.value
      : (optionAt(list, command.position) ?? optionAt(shown, command.position))?.value
  if (picked !== undefined) return await act(run, picked)
  sayOwn(run, 'runtime.nothing_to_choose')
}

/** Yes. It counts for the proposal on the table when this turn began, and for no other. */
export async function confirm(run: Run, named: string | null): Promise<void> {
  const frame = run.state.stack.findLast((each) => each.waiting?.for === 'proposal')
  const open = frame?.waiting?.for === 'proposal' ? frame.waiting.id : null
  const isOnTop = frame !== undefined && frame === topFrame(run) && !frame.paused
  if (named !== null && named !== open) return staleProposal(run)
  if (frame !== undefined && open !== null && (named !== null || isOnTop)) {
    if (open !== run.confirmable) return sayOwn(run, 'runtime.read_first')
    return await carryOut(run, frame, open)
  }
  const top = topFrame(run)
  if (top?.paused) return await act(run, 'resume:yes')
  if (top?.waiting?.for === 'slot') return await yesToQuestion(run, top, top.waiting.slot, true)
  if (flowForJob(run, 'affirm') === null) return sayOwn(run, 'runtime.ok')
  await start(run, 'affirm', {}, true)
}

async function carryOut(run: Run, frame: Frame, id: string): Promise<void> {
  unwindTo(run, frame)
  const step = flowOf(run, frame).steps[frame.step]
  if (step === undefined || !('propose' in step)) throw new Error(`"${frame.step}" of "${frame.flow}" proposes nothing`)
  frame.waiting = null
  run.state.openProposal = null
  run.confirmable = null
  run.steps.push({ flow: frame.flow, step: `${frame.step}!` })
  await follow(run, frame, await step.confirmed(flowTurn(run, frame), id))
  await advance(run)
}

async function deny(run: Run): Promise<void> {
  const top = topFrame(run)
  if (top?.paused) return await act(run, 'resume:no')
  if (top?.waiting?.for === 'proposal') return await denyProposal(run, top)
  if (top?.waiting?.for === 'slot') return await yesToQuestion(run, top, top.waiting.slot, false)
  if (flowForJob(run, 'deny') === null) return sayOwn(run, 'runtime.ok')
  await start(run, 'deny', {}, true)
}

export async function denyProposal(run: Run, frame: Frame): Promise<void> {
  const step = flowOf(run, frame).steps[frame.step]
  if (step === undefined || !('propose' in step)) throw new Error(`"${frame.step}" of "${frame.flow}" proposes nothing`)
  run.state.openProposal = null
  await follow(run, frame, step.denied)
  await advance(run)
}

async function yesToQuestion(run: Run, frame: Frame, slot: string, yes: boolean): Promise<void> {
  const definition = flowOf(run, frame).slots[slot]
  if (definition?.type === 'yes_no') return await answer(run, frame, slot, yes)
  if (!yes && definition?.optional === true) return await skip(run)
  const options = yes && definition !== undefined ? await optionsOf(run, frame, definition) : []
  const [first] = options
  if (options.length === 1 && first !== undefined) return await answer(run, frame, slot, first.value)
  await misunderstood(run)
}

/** Never mind. Leaves what runs and says so; what it had interrupted is asked about. */
export async function cancel(run: Run, wasClarifying = false): Promise<void> {
  run.state.pending = []
  const top = topFrame(run)
  if (top === null || wasClarifying) return sayOwn(run, 'runtime.nothing_to_cancel')
  const left = dropChain(run)
  sayOwn(run, 'runtime.cancelled')
  const below = topFrame(run)
  if (below?.waiting && left?.question === false) below.paused = flowOf(run, below).digressions !== 'allowed'
  await advance(run)
}

export async function skip(run: Run): Promise<void> {
  const frame = topFrame(run)
  if (frame?.waiting?.for !== 'slot' || frame.paused) return sayOwn(run, 'runtime.nothing_to_cancel')
  const { slot } = frame.waiting
  if (flowOf(run, frame).slots[slot]?.optional !== true) return sayOwn(run, 'runtime.cannot_skip')
  frame.slots[slot] = null
  frame.waiting = null
  await advance(run)
}

/** Back to the question before this one; its answer is forgotten. */
async function back(run: Run): Promise<void> {
  const frame = topFrame(run)
  const present = frame?.waiting?.for === 'slot' ? frame.waiting.slot : null
  const earlier = frame?.asked.filter((each) => each.slot !== present).at(-1)
  if (frame === null || frame.paused || earlier === undefined) return sayOwn(run, 'runtime.back_nothing')
  if (frame.waiting?.for === 'proposal') run.state.openProposal = null
  delete frame.slots[earlier.slot]
  frame.asked = frame.asked.slice(0, frame.asked.indexOf(earlier))
  frame.step = earlier.step
  frame.waiting = null
  await advance(run)
}

function clarify(run: Run, jobs: readonly Job[]): void {
  const slots: Record<string, SlotValue> = {}
  for (const each of run.reading?.entities ?? []) if (each.negated !== true) slots[each.type] = each.value
  if (run.reading !== null && run.reading.query !== '') slots.query = run.reading.query
  run.state.clarifying = { jobs: [...jobs], slots }
  run.outcome = 'clarified'
  const choices = jobs.map((job) => ({ value: `job:${job}`, label: jobLabel(run, job) }))
  const rest = { value: 'cancel', label: ownText(run, 'runtime.clarify_rest') }
  run.contents.push({ type: 'choices', text: ownText(run, 'runtime.clarify'), choices: [...choices, rest] })
}

/** The reader made nothing of it: the open question may still take the words as they stand, and articles may know the answer. */
async function notUnderstood(run: Run): Promise<void> {
  const frame = topFrame(run)
  const words = run.said?.type === 'text' ? run.said.text : null
  if (words !== null && frame?.waiting?.for === 'slot' && !frame.paused) {
    const definition = flowOf(run, frame).slots[frame.waiting.slot]
    const options = definition === undefined ? [] : await optionsOf(run, frame, definition)
    if (definition !== undefined && (options.length > 0 || mayAnswer(definition.type, words))) {
      return await answer(run, frame, frame.waiting.slot, words)
    }
  }
  const knows = flowForJob(run, 'out_of_scope')
  const entry = knows?.jobs.out_of_scope
  if (words === null || knows === null || entry === undefined || frame?.waiting) return await misunderstood(run)
  await enter(run, knows, entry.step, { slots: {}, job: 'out_of_scope', question: true })
  await advance(run)
}

function staleProposal(run: Run): void {
  sayOwn(run, 'runtime.stale_proposal')
}
