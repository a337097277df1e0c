import type { Job, SlotValue } from '@parley/contracts'
import type { FlowDefinition, Next, Step } from '@parley/sdk'
import { flowTurn, refusalText } from './flow-turn.ts'
import { handOver } from './hand-over.ts'
import { misunderstood } from './misunderstood.ts'
import { flowOf, type Run, sayOwn, topFrame } from './run.ts'
import { bringSlots, fillSlot } from './slots.ts'
import { dropTop, forgetOlder, leaveTop, pushFrame } from './stack.ts'
import type { Frame } from './state.ts'

/** Runs steps until something waits for the shopper or nothing is left to do. */
export async function advance(run: Run): Promise<void> {
  while (run.outcome !== 'handed_over') {
    const frame = topFrame(run)
    if (frame !== null && frame.waiting === null && !frame.paused) await runStep(run, frame)
    else if (!(await startPending(run))) return
  }
}

/** Begins the next wish of the same message, once what held it up is gone. */
async function startPending(run: Run): Promise<boolean> {
  const next = run.state.pending[0]
  if (next === undefined || run.state.stack.length >= next.depth) return false
  run.state.pending.shift()
  await startJob(run, next.job, next.slots)
  return true
}

/**
 * Starts a job. What runs already is corrected by it, interrupted by it or left for it, as its flow says.
 * Jobs that no flow here claims are offered to a person.
 */
export async function startJob(run: Run, job: Job, slots: Record<string, SlotValue>): Promise<void> {
  const flow = run.input.flows.find((each) => Object.hasOwn(each.jobs, job))
  const entry = flow?.jobs[job]
  if (flow === undefined || entry === undefined) return offerPerson(run)
  const top = topFrame(run)
  if (top?.waiting && !top.paused && flowOf(run, top).corrects?.includes(job))
    return correctBy(run, top, flow, job, slots)
  await enter(run, flow, entry.step, { slots, job, question: entry.question === true })
}

/** Enters a flow at a step, from a job or a tap. */
export async function enter(
  run: Run,
  flow: FlowDefinition,
  step: string,
  by: { slots: Record<string, SlotValue>; job: Job | null; question: boolean },
): Promise<void> {
  run.job = by.job
  const waits = await waitsBelow(run, flow, by)
  const frame = pushFrame(run, flow, step, { ...by, besides: waits })
  const refusals = await bringSlots(run, frame, by.slots)
  if (refusals.length > 0) flowTurn(run, frame).sayRefusals(refusals)
}

/** Is the flow itself in the middle of something that goes on after this? */
async function waitsBelow(
  run: Run,
  flow: FlowDefinition,
  by: { slots: Record<string, SlotValue>; job: Job | null },
): Promise<boolean> {
  const top = topFrame(run)
  if (top?.flow !== flow.id || top.waiting === null || top.paused || flow.besides === undefined) return false
  return await flow.besides(flowTurn(run, top), by.job, by.slots)
}

/** Does what a step answered. */
export async function follow(run: Run, frame: Frame, next: Next): Promise<void> {
  frame.waiting = null
  if ('go' in next) {
    if ('askAgain' in next) delete frame.slots[next.askAgain]
    frame.step = next.go
  } else if ('done' in next) leaveTop(run)
  else if ('call' in next) await call(run, frame, next)
  else if ('become' in next) await become(run, frame, next)
  else if ('handOver' in next) await handOver(run, next.handOver)
  else {
    leaveTop(run)
    await misunderstood(run, next.notUnderstood === 'told')
  }
}

async function runStep(run: Run, frame: Frame): Promise<void> {
  const flow = flowOf(run, frame)
  const step = flow.steps[frame.step]
  if (step === undefined) throw new Error(`The flow "${flow.id}" has no step "${frame.step}"`)
  run.stepsLeft -= 1
  run.options.clear()
  if (run.stepsLeft < 0) throw new Error(`The flow "${flow.id}" runs in circles at "${frame.step}"`)
  const began = run.input.elapsed?.()
  const trace = { flow: flow.id, step: frame.step }
  await perform(run, frame, step)
  const ended = run.input.elapsed?.()
  run.steps.push(began === undefined || ended === undefined ? trace : { ...trace, ms: ended - began })
}

async function perform(run: Run, frame: Frame, step: Step): Promise<void> {
  if ('ask' in step) await ask(run, frame, step)
  else if ('do' in step) await follow(run, frame, await step.do(flowTurn(run, frame)))
  else await propose(run, frame, step)
}

async function ask(run: Run, frame: Frame, step: Extract<Step, { ask: string }>): Promise<void> {
  if (frame.unproven.includes(step.ask)) await prove(run, frame, step.ask)
  if (frame.slots[step.ask] !== undefined) {
    frame.step = step.next
    return
  }
  frame.waiting = { for: 'slot', slot: step.ask }
  frame.asked = [...frame.asked.filter((each) => each.slot !== step.ask), { step: frame.step, slot: step.ask }]
}

/** What came with the wish is looked at when its question comes up; a value that will not do is told and asked for. */
async function prove(run: Run, frame: Frame, slot: string): Promise<void> {
  const value = frame.slots[slot]
  delete frame.slots[slot]
  frame.unproven = frame.unproven.filter((each) => each !== slot)
  if (value === undefined) return
  const fit = await fillSlot(run, frame, slot, value)
  if (!fit.ok && fit.refusals.length > 0) flowTurn(run, frame).sayRefusals(fit.refusals)
}

async function propose(run: Run, frame: Frame, step: Extract<Step, { propose: unknown }>): Promise<void> {
  const turn = flowTurn(run, frame)
  const outcome = await step.propose(turn)
  if (!outcome.ok) {
    await follow(run, frame, await step.refused(turn, outcome.refusals))
    return
  }
  run.state.openProposal = { id: outcome.value.id, flow: frame.flow }
  run.proposalsShown.push(outcome.value.id)
  frame.waiting = { for: 'proposal', id: outcome.value.id }
}

async function call(run: Run, frame: Frame, next: Extract<Next, { call: string }>): Promise<void> {
  const { flow, step } = entryOf(run, next.call)
  forgetOlder(run, flow.id)
  await enter(run, flow, step, { slots: next.slots ?? {}, job: null, question: false })
  const called = topFrame(run)
  if (called !== null && called !== frame) called.returnsTo = next.then
}

async function become(run: Run, frame: Frame, next: Extract<Next, { become: string }>): Promise<void> {
  const { flow, step } = entryOf(run, next.become)
  const { returnsTo, question } = frame
  dropTop(run)
  await enter(run, flow, step, { slots: next.slots ?? {}, job: run.job, question })
  const now = topFrame(run)
  if (now !== null) now.returnsTo = returnsTo
}

/** A flow by its id, begun at its first job's step, or by a job that it has. */
function entryOf(run: Run, name: string): { flow: FlowDefinition; step: string } {
  const flow = run.flows.get(name) ?? run.input.flows.find((each) => Object.hasOwn(each.jobs, name))
  const entry = flow === undefined ? undefined : (flow.jobs[name] ?? Object.values(flow.jobs)[0])
  if (flow === undefined || entry === undefined) throw new Error(`There is no flow or job "${name}" to go to`)
  return { flow, step: entry.step }
}

async function correctBy(
  run: Run,
  top: Frame,
  flow: FlowDefinition,
  job: Job,
  slots: Record<string, SlotValue>,
): Promise<void> {
  const own = Object.entries(slots).filter(([slot]) => Object.hasOwn(flowOf(run, top).slots, slot))
  if (own.length === 0) {
    const entry = flow.jobs[job]
    if (entry !== undefined) await enter(run, flow, entry.step, { slots, job, question: entry.question === true })
    return
  }
  let taken = false
  for (const [slot, value] of own) taken = (await correctSlot(run, top, slot, value)) || taken
  if (taken) sayOwn(run, 'runtime.noted')
}

/** Puts another value into a slot and goes on from where that slot is asked. Answers whether it was taken. */
export async function correctSlot(run: Run, frame: Frame, slot: string, value: SlotValue): Promise<boolean> {
  const fit = await fillSlot(run, frame, slot, value)
  if (!fit.ok) {
    const sentences = fit.refusals.map((each) => refusalText(run, frame.flow, each))
    if (sentences.length > 0) run.contents.push({ type: 'text', text: sentences.join(' ') })
    return false
  }
  // Where it was asked in this run of the flow, what followed from it is gone through again.
  const asked = frame.asked.find((each) => each.slot === slot)
  const step = asked === undefined ? undefined : flowOf(run, frame).steps[asked.step]
  if (step !== undefined && 'ask' in step) frame.step = step.next
  frame.waiting = null
  frame.paused = false
  return true
}

function offerPerson(run: Run): void {
  const { texts } = run.input
  const choices = [
    { value: 'person', label: texts.text(null, run.state.language, 'runtime.person') },
    { value: 'cancel', label: texts.text(null, run.state.language, 'runtime.never_mind') },
  ]
  run.contents.push({ type: 'choices', text: texts.text(null, run.state.language, 'runtime.no_flow'), choices })
}
