import { advance, correctSlot, enter, startJob } from './advance.ts'
import { answer, skip } from './answering.ts'
import { cancel, confirm, denyProposal } from './consent.ts'
import { handOver } from './hand-over.ts'
import { misunderstood } from './misunderstood.ts'
import { flowForJob, flowOf, type Run, sayOwn, topFrame } from './run.ts'
import { optionsOf, readOptionValue } from './slots.ts'
import { unwindTo } from './stack.ts'
import { begin } from './wishes.ts'

/** Does what a button stands for: a pick, a tap on a card, a yes to a named proposal. What no longer means anything is told politely. */
export async function act(run: Run, value: string): Promise<void> {
  const clarifying = run.state.clarifying
  run.state.clarifying = null
  if (value === 'cancel') return await cancel(run, clarifying !== null)
  if (value === 'skip') return await skip(run)
  if (value === 'person') return await askForPerson(run)
  if (value.startsWith('confirm:')) return await confirm(run, value.slice('confirm:'.length))
  if (value.startsWith('deny:')) return await denyNamed(run, value.slice('deny:'.length))
  if (value.startsWith('resume:')) return await resume(run, value === 'resume:yes')
  if (value.startsWith('job:')) return await beginJob(run, value.slice('job:'.length), clarifying)
  if (await answered(run, value)) return
  if (await clicked(run, value)) return
  sayOwn(run, 'runtime.stale_choice')
}

async function beginJob(run: Run, job: string, clarifying: Run['state']['clarifying']): Promise<void> {
  if (flowForJob(run, job) === null && !(clarifying?.jobs.includes(job) ?? false))
    return sayOwn(run, 'runtime.stale_choice')
  const slots = clarifying?.jobs.includes(job) ? clarifying.slots : {}
  await begin(run, job, slots)
}

async function askForPerson(run: Run): Promise<void> {
  if (flowForJob(run, 'talk_to_human') === null) return await handOver(run, 'talk_to_human')
  await startJob(run, 'talk_to_human', {})
  await advance(run)
}

async function denyNamed(run: Run, id: string): Promise<void> {
  const frame = run.state.stack.findLast((each) => each.waiting?.for === 'proposal' && each.waiting.id === id)
  if (frame === undefined) return sayOwn(run, 'runtime.stale_proposal')
  unwindTo(run, frame)
  frame.paused = false
  await denyProposal(run, frame)
}

async function resume(run: Run, goOn: boolean): Promise<void> {
  const frame = topFrame(run)
  if (frame === null || !frame.paused) return sayOwn(run, 'runtime.stale_choice')
  if (!goOn) return await cancel(run)
  frame.paused = false
  // What was proposed may rest on what has changed since: it is made anew.
  if (frame.waiting?.for === 'proposal') frame.waiting = null
  await advance(run)
}

/** An option of the open question, by its full or its plain value; a late one corrects what it once answered. */
async function answered(run: Run, value: string): Promise<boolean> {
  const top = topFrame(run)
  const named = readOptionValue(run, value)
  if (named !== null) {
    const frame = run.state.stack.findLast((each) => each.flow === named.flow.id)
    if (frame === undefined) return false
    if (frame === top && frame.waiting?.for === 'slot' && frame.waiting.slot === named.slot && !frame.paused) {
      await answer(run, frame, named.slot, named.value)
      return true
    }
    unwindTo(run, frame)
    if (await correctSlot(run, frame, named.slot, named.value)) await advance(run)
    else await misunderstood(run, true)
    return true
  }
  if (top?.waiting?.for !== 'slot' || top.paused) return false
  const { slot } = top.waiting
  const definition = flowOf(run, top).slots[slot]
  const options = definition === undefined ? [] : await optionsOf(run, top, definition)
  if (!options.some((each) => each.value === value)) return false
  await answer(run, top, slot, value)
  return true
}

async function clicked(run: Run, action: string): Promise<boolean> {
  for (const flow of run.input.flows) {
    for (const [prefix, step] of Object.entries(flow.clicks ?? {})) {
      if (!action.startsWith(prefix)) continue
      run.state.pending = []
      await enter(run, flow, step, { slots: { click: action.slice(prefix.length) }, job: null, question: false })
      await advance(run)
      return true
    }
  }
  return false
}
