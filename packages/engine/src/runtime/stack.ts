import type { Job } from '@parley/contracts'
import type { FlowDefinition } from '@parley/sdk'
import { flowOf, type Run, topFrame } from './run.ts'
import type { Frame } from './state.ts'

/** Deeper than this nobody remembers what was asked first. */
const deepest = 5

/**
 * Lays a flow on top. A flow runs once at a time: begun anew, it takes its own place and drops what lay above. It waits only for a question
 * that it answers itself ("what is in my basket?"), and for the same wish for something else (`besides`).
 */
export function pushFrame(
  run: Run,
  flow: FlowDefinition,
  step: string,
  by: { job: Job | null; question: boolean; besides?: boolean },
): Frame {
  if (by.besides !== true) makeRoom(run, flow, by.question)
  const frame: Frame = {
    flow: flow.id,
    step,
    slots: {},
    unproven: [],
    waiting: null,
    asked: [],
    question: by.question,
    returnsTo: null,
    paused: false,
    job: by.job,
  }
  run.state.stack.push(frame)
  if (run.state.stack.length > deepest) run.state.stack.shift()
  return frame
}

function makeRoom(run: Run, flow: FlowDefinition, question: boolean): void {
  const own = run.state.stack.findIndex((each) => each.flow === flow.id)
  const asksInBetween =
    question && run.state.stack.at(-1)?.flow === flow.id && run.state.stack.at(-1)?.question === false
  if (own >= 0 && !asksInBetween) while (run.state.stack.length > own) dropTop(run)
  const top = topFrame(run)
  if (!top?.waiting || question || !(top.question || flowOf(run, top).digressions === 'ends')) return
  dropChain(run)
  // The same wish for something else that waited below goes with it.
  while (topFrame(run)?.flow === top.flow) dropChain(run)
}

/**
 * A flow that is called anew leaves where it was, and with it goes whoever waited for it there: nobody goes on with what another asked for.
 */
export function forgetOlder(run: Run, flow: string): void {
  const { stack } = run.state
  const last = stack.findIndex((each) => each.flow === flow)
  if (last < 0) return
  let first = last
  while (first > 0 && stack[first]?.returnsTo !== null) first -= 1
  const above = stack[last + 1]
  if (above) above.returnsTo = null
  const gone = stack.splice(first, last - first + 1)
  if (gone.some((each) => each.flow === run.state.openProposal?.flow)) run.state.openProposal = null
}

/** The flow on top is done: what called it goes on, what it interrupted resumes. */
export function leaveTop(run: Run): void {
  const left = dropTop(run)
  const below = topFrame(run)
  if (left === null || below === null) return
  if (left.returnsTo !== null) {
    below.step = left.returnsTo
    below.waiting = null
    return
  }
  if (left.question || below.waiting === null || left.flow === below.flow) return
  if (flowOf(run, below).digressions === 'allowed') {
    // What was proposed may rest on what has just been changed: it is made anew.
    if (below.waiting.for === 'proposal') below.waiting = null
  } else below.paused = true
}

/** Leaves the flow on top and those it was called by. */
export function dropChain(run: Run): Frame | null {
  let left = dropTop(run)
  const first = left
  while (left !== null && left.returnsTo !== null && topFrame(run) !== null) left = dropTop(run)
  return first
}

/** Goes down to a frame, dropping what lies above. */
export function unwindTo(run: Run, frame: Frame): void {
  while (topFrame(run) !== null && topFrame(run) !== frame) dropTop(run)
}

/** Takes the flow on top away; what it had proposed is off the table. */
export function dropTop(run: Run): Frame | null {
  const left = run.state.stack.pop() ?? null
  if (left !== null && run.state.openProposal?.flow === left.flow) run.state.openProposal = null
  return left
}
