import { act } from './actions.ts'
import { advance, follow } from './advance.ts'
import { answerYesNo } from './answering.ts'
import { flowTurn } from './flow-turn.ts'
import { flowForJob, flowOf, type Run, sayOwn, topFrame } from './run.ts'
import { dropChain, unwindTo } from './stack.ts'
import type { Frame } from './state.ts'
import { begin } from './wishes.ts'

/** Yes. It counts for the proposal on the table when this turn began, and for no other. */
export async function confirm(run: Run, named: string | null): Promise<void> {
  const frame = run.state.stack.findLast((each) => each.waiting?.for === 'proposal')
  const open = frame?.waiting?.for === 'proposal' ? frame.waiting.id : null
  const isOnTop = frame !== undefined && frame === topFrame(run) && !frame.paused
  if (named !== null && named !== open) return sayOwn(run, 'runtime.stale_proposal')
  if (frame !== undefined && open !== null && (named !== null || isOnTop)) {
    if (open !== run.confirmable) return sayOwn(run, 'runtime.read_first')
    return await carryOut(run, frame, open)
  }
  const top = topFrame(run)
  if (top?.paused) return await act(run, 'resume:yes')
  if (top?.waiting?.for === 'slot') return await answerYesNo(run, top, top.waiting.slot, true)
  if (flowForJob(run, 'affirm') === null) return sayOwn(run, 'runtime.ok')
  await begin(run, 'affirm', {})
}

export async function deny(run: Run): Promise<void> {
  const top = topFrame(run)
  if (top?.paused) return await act(run, 'resume:no')
  if (top?.waiting?.for === 'proposal') return await denyProposal(run, top)
  if (top?.waiting?.for === 'slot') return await answerYesNo(run, top, top.waiting.slot, false)
  if (flowForJob(run, 'deny') === null) return sayOwn(run, 'runtime.ok')
  await begin(run, 'deny', {})
}

export async function denyProposal(run: Run, frame: Frame): Promise<void> {
  const step = proposingStep(run, frame)
  run.state.openProposal = null
  await follow(run, frame, step.denied)
  await advance(run)
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

async function carryOut(run: Run, frame: Frame, id: string): Promise<void> {
  unwindTo(run, frame)
  const step = proposingStep(run, frame)
  frame.waiting = null
  run.state.openProposal = null
  run.confirmable = null
  run.steps.push({ flow: frame.flow, step: `${frame.step}!` })
  await follow(run, frame, await step.confirmed(flowTurn(run, frame), id))
  await advance(run)
}

function proposingStep(run: Run, frame: Frame) {
  const step = flowOf(run, frame).steps[frame.step]
  if (step === undefined || !('propose' in step)) throw new Error(`"${frame.step}" of "${frame.flow}" proposes nothing`)
  return step
}
