import type { SlotValue } from '@parley/contracts'
import { advance, correctSlot, enter } from './advance.ts'
import { mayAnswer } from './answers.ts'
import { refusalText } from './flow-turn.ts'
import { misunderstood } from './misunderstood.ts'
import { flowForJob, flowOf, type Run, sayOwn, topFrame } from './run.ts'
import { fillSlot, optionsOf } from './slots.ts'
import { unwindTo } from './stack.ts'
import type { Frame } from './state.ts'
import { begin, namedGoods, slotsHeard, sureWish } from './wishes.ts'

/** Holds a value against the open question and goes on, or says why it will not do. */
export async function answer(run: Run, frame: Frame, slot: string, value: SlotValue): Promise<void> {
  const fit = await fillSlot(run, frame, slot, value)
  if (fit.ok) {
    frame.waiting = null
    return await advance(run)
  }
  // What does not answer the question may be a wish of its own; "in red", where there is no red, was an answer.
  const wish = sureWish(run)
  const answers = fit.refusals.length > 0 && wish === 'refine_search' && run.reading?.entities.length === 1
  if (wish !== null && !answers) return await begin(run, wish, slotsHeard(run))
  const sentences = fit.refusals.map((each) => refusalText(run, frame.flow, each))
  if (sentences.length > 0) run.contents.push({ type: 'text', text: [...new Set(sentences)].join(' ') })
  await misunderstood(run, sentences.length > 0)
}

/** A value for a slot that is not asked right now: of the flow on top, else of one below, else a narrower search. */
export async function correct(run: Run, slot: string, value: SlotValue): Promise<void> {
  const top = topFrame(run)
  const wish = sureWish(run)
  // "Actually, take the shoes out": another wish of the same flow, not another answer.
  if (wish !== null && top !== null && Object.hasOwn(flowOf(run, top).jobs, wish)) {
    return await begin(run, wish, { ...slotsHeard(run), [slot]: value })
  }
  const frame = run.state.stack.findLast((each) => Object.hasOwn(flowOf(run, each).slots, slot))
  if (frame !== undefined) {
    const taken = await correctSlot(run, frame, slot, value)
    if (!taken) return await misunderstood(run, true)
    unwindTo(run, frame)
    const said = run.contents.length
    await advance(run)
    // A new offer, or whatever else came of it, speaks for itself.
    if (run.contents.length === said) sayOwn(run, 'runtime.noted')
    return
  }
  if (top?.waiting?.for === 'slot') return await notUnderstood(run)
  if (run.state.focus.search !== null) return await begin(run, 'refine_search', { [slot]: value })
  await notUnderstood(run)
}

/** Yes or no to a question that is no offer. */
export async function answerYesNo(run: Run, frame: Frame, slot: string, yes: boolean): Promise<void> {
  const definition = flowOf(run, frame).slots[slot]
  if (definition?.type === 'yes_no') return await answer(run, frame, slot, yes)
  if (!yes && definition?.optional === true) return await skip(run)
  const options = yes && definition !== undefined ? await optionsOf(run, frame, definition) : []
  const [first] = options
  if (options.length === 1 && first !== undefined) return await answer(run, frame, slot, first.value)
  await misunderstood(run)
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
export async function back(run: Run): Promise<void> {
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

/**
 * The reader made nothing of it. The open question may still take the words as they stand, goods may be named in it, and articles may
 * know the answer.
 */
export async function notUnderstood(run: Run): Promise<void> {
  const frame = topFrame(run)
  const words = run.said?.type === 'text' ? run.said.text : null
  const told = frame === null || frame.waiting === null ? null : toldAhead(run, frame)
  if (told !== null) return await correct(run, told.slot, told.value)
  if (words !== null && frame?.waiting?.for === 'slot' && !frame.paused) {
    const definition = flowOf(run, frame).slots[frame.waiting.slot]
    const options = definition === undefined ? [] : await optionsOf(run, frame, definition)
    if (definition !== undefined && (options.length > 0 || mayAnswer(definition.type, words))) {
      return await answer(run, frame, frame.waiting.slot, words)
    }
  }
  if (words === null || frame?.waiting) return await misunderstood(run)
  const named = namedGoods(run)
  if (named !== null) return await begin(run, 'find_product', named)
  const knows = flowForJob(run, 'out_of_scope')
  const entry = knows?.jobs.out_of_scope
  if (knows === null || entry === undefined) return await misunderstood(run)
  await enter(run, knows, entry.step, { slots: {}, job: 'out_of_scope', question: true })
  await advance(run)
}

/** An e-mail or an address given before it is asked for. */
function toldAhead(run: Run, frame: Frame): { slot: string; value: SlotValue } | null {
  const { slots } = flowOf(run, frame)
  const awaited = frame.waiting?.for === 'slot' ? frame.waiting.slot : null
  for (const { type, value, negated } of run.reading?.entities ?? []) {
    if (ahead.has(type) && negated !== true && type !== awaited && Object.hasOwn(slots, type))
      return { slot: type, value }
  }
  return addressAhead(run, frame)
}

/** Letters, a house number and a postcode are an address, whatever was asked. */
function addressAhead(run: Run, frame: Frame): { slot: string; value: SlotValue } | null {
  if (run.said?.type !== 'text' || !/\p{L}{3}.*\d.*\d{3}|\d{3}.*\p{L}{3}.*\d/u.test(run.said.text)) return null
  const { waiting } = frame
  const slots = Object.entries(flowOf(run, frame).slots)
  const slot = slots.find(([, definition]) => definition.type === 'address')?.[0]
  return slot === undefined || (waiting?.for === 'slot' && waiting.slot === slot)
    ? null
    : { slot, value: run.said.text }
}

/** Kinds of things that can be nothing else, whatever was asked. */
const ahead: ReadonlySet<string> = new Set(['email', 'phone', 'address', 'order_number'])
