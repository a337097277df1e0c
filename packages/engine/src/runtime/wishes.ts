import type { Job, SlotValue } from '@parley/contracts'
import { advance, startJob } from './advance.ts'
import { flowTurn } from './flow-turn.ts'
import { misunderstood } from './misunderstood.ts'
import { flowForJob, flowOf, type Run, sayOwn, topFrame } from './run.ts'
import { fillSlot } from './slots.ts'
import type { Frame } from './state.ts'

/** From here on a wish is taken for what it was read as. */
export const sureEnough = 0.6
/** From here on it is hardly anything else. */
export const allButCertain = 0.97

/** Begins what the shopper wishes. The second and third wish of a message wait until the one before is done; a question never waits. */
export async function begin(run: Run, job: Job, slots: Record<string, SlotValue>, isFirst = true): Promise<void> {
  if (isMoreOfTheSame(run, job, slots)) return await answerInOwnWords(run)
  if (await tellsMore(run, job, slots)) return await advance(run)
  const question = flowForJob(run, job)?.jobs[job]?.question === true
  if (isFirst && !question) run.state.pending = []
  const top = topFrame(run)
  const waits = top !== null && (top.waiting !== null || top.paused)
  const heldUp = waits && flowOf(run, top).holdsUp?.includes(job) === true
  if (waits && !question && (!isFirst || heldUp)) {
    run.state.pending.push({ job, slots, depth: depthOf(run, top) })
    if (isFirst) sayOwn(run, 'runtime.cannot_skip')
    return
  }
  await startJob(run, job, slots)
  await advance(run)
}

/** What waits for a flow waits for all that the flow has been asked to do: for the candle and for the cream below it. */
function depthOf(run: Run, top: Frame): number {
  const { stack } = run.state
  return stack.findLastIndex(({ flow }) => flow !== top.flow) + 2
}

/** "The shade is cracked", said to "What is wrong with it?", is the answer and no second complaint. */
function isMoreOfTheSame(run: Run, job: Job, slots: Record<string, SlotValue>): boolean {
  const top = topFrame(run)
  if (top?.waiting?.for !== 'slot' || top.paused || top.job !== job || run.said?.type !== 'text') return false
  const flow = flowOf(run, top)
  const awaited = flow.slots[top.waiting.slot]
  const brings = Object.keys(slots).some((slot) => Object.hasOwn(flow.slots, slot))
  return awaited !== undefined && awaited.type === 'text' && !brings
}

/** "M", said while the colour is asked, narrows what is being taken and no search: it is kept for when the size comes up. */
async function tellsMore(run: Run, job: Job, slots: Record<string, SlotValue>): Promise<boolean> {
  const top = topFrame(run)
  if (job !== 'refine_search' || top?.waiting?.for !== 'slot' || top.paused) return false
  const { slots: known, jobs } = flowOf(run, top)
  const told = Object.entries(slots)
  if (told.length === 0 || Object.hasOwn(jobs, job) || !told.every(([slot]) => Object.hasOwn(known, slot))) return false
  const { slot: awaited } = top.waiting
  const fits = await Promise.all(
    told.map(async ([slot, value]) => ({ slot, fit: await fillSlot(run, top, slot, value) })),
  )
  if (fits.some(({ fit }) => fit.ok)) {
    top.waiting = null
    if (!fits.some(({ slot, fit }) => slot === awaited && fit.ok)) sayOwn(run, 'runtime.noted')
    return true
  }
  // "In pink", where there is no pink, was an answer, and is told that it won't do.
  const misfit = fits.find(({ slot }) => slot === awaited)?.fit
  if (misfit === undefined || misfit.ok || misfit.refusals.length === 0) return false
  flowTurn(run, top).sayRefusals([...misfit.refusals])
  await misunderstood(run, true)
  return true
}

async function answerInOwnWords(run: Run): Promise<void> {
  const top = topFrame(run)
  if (top?.waiting?.for !== 'slot' || run.said?.type !== 'text') return
  const fit = await fillSlot(run, top, top.waiting.slot, run.said.text)
  if (fit.ok) top.waiting = null
  await advance(run)
}

/** The job of the message in hand, where it was read surely and a flow has it. */
export function sureWish(run: Run): Job | null {
  const { reading } = run
  if (run.said?.type !== 'text' || reading?.job == null || reading.confidence < sureEnough) return null
  return flowForJob(run, reading.job) === null ? null : reading.job
}

/** What the message in hand names, as the slots that a wish would have brought. */
export function slotsHeard(run: Run): Record<string, SlotValue> {
  const slots: Record<string, SlotValue> = {}
  for (const each of run.reading?.entities ?? []) if (each.negated !== true) slots[each.type] = each.value
  if (run.reading !== null && run.reading.query !== '') slots.query = run.reading.query
  return slots
}

/** Goods called by name say what a sentence is about, even where the wish itself was not understood. */
export function namedGoods(run: Run): Record<string, SlotValue> | null {
  if (flowForJob(run, 'find_product') === null) return null
  const goods = run.reading?.entities.find(
    (each) => ['product', 'category'].includes(each.type) && each.negated !== true,
  )
  return goods === undefined ? null : { [goods.type]: goods.value }
}
