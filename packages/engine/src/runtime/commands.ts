import type { Command, Job, Reading, SlotValue } from '@parley/contracts'
import { act } from './actions.ts'
import { answer, back, correct, notUnderstood, skip } from './answering.ts'
import { optionAt } from './answers.ts'
import { cancel, confirm, deny } from './consent.ts'
import { handOver } from './hand-over.ts'
import { jobLabel, misunderstood } from './misunderstood.ts'
import { flowOf, ownText, type Run, sayOwn, topFrame } from './run.ts'
import { optionMeant, optionsOf } from './slots.ts'
import type { Frame } from './state.ts'
import { allButCertain, begin, slotsHeard, sureEnough, sureWish } from './wishes.ts'

/** What the runtime itself asks for: which job, whether to go on, yes or no to an offer. */
const ownSlots: ReadonlySet<string> = new Set(['job', 'resume', 'proposal'])

/** Whether a search is a new one or the same made narrower is no question to a shopper. */
const searching: ReadonlySet<Job> = new Set(['find_product', 'refine_search'])

/** Does one command. `isFirst` is false for the second and third wish of a message. */
export async function obey(run: Run, command: Command, isFirst: boolean): Promise<void> {
  run.commands.push(command)
  if (command.type === 'set' && ownSlots.has(command.slot)) return await setOwn(run, command.slot, command.value)
  const clarifying = run.state.clarifying
  if (command.type !== 'choose') run.state.clarifying = null
  switch (command.type) {
    case 'start':
      return await begin(run, command.job, command.slots, isFirst)
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
      return await clarify(run, command.jobs)
    case 'hand_over':
      return await handOver(run, command.reason)
    case 'not_understood':
      return await notUnderstood(run)
  }
}

async function setOwn(run: Run, slot: string, value: SlotValue): Promise<void> {
  if (slot === 'proposal') return await setProposal(run, value)
  if (typeof value === 'string') return await act(run, slot === 'job' && !value.includes(':') ? `job:${value}` : value)
  if (slot === 'resume') return await act(run, value === true ? 'resume:yes' : 'resume:no')
  await misunderstood(run)
}

/**
 * "Where is my order?" shares a word with the button "Place the order". Money moves by a yes, not by a likeness: words count as one only
 * where they were read as a yes.
 */
async function setProposal(run: Run, value: SlotValue): Promise<void> {
  const yes = value === true || (typeof value === 'string' && value.startsWith('confirm:'))
  if (!yes) return await deny(run)
  const named = typeof value === 'string' ? value.slice('confirm:'.length) : null
  if (run.said?.type !== 'text' || run.reading === null || isYes(run.reading)) return await confirm(run, named)
  const wish = sureWish(run)
  if (wish !== null) return await begin(run, wish, slotsHeard(run))
  await misunderstood(run)
}

const isYes = (reading: Reading): boolean => reading.job === 'affirm' && reading.confidence >= sureEnough

async function set(run: Run, slot: string, value: SlotValue): Promise<void> {
  const frame = topFrame(run)
  if (frame !== null && frame.waiting?.for === 'slot' && frame.waiting.slot === slot && !frame.paused) {
    const other = await otherWish(run, frame, slot, value)
    if (other !== null) return await begin(run, other, slotsHeard(run))
    return await answer(run, frame, slot, value)
  }
  await correct(run, slot, value)
}

/** All but certainly another wish of the flow that asks, with an option read into it: "first take the lamp out" is no first colour. */
async function otherWish(run: Run, frame: Frame, slot: string, value: SlotValue): Promise<Job | null> {
  const wish = sureWish(run)
  const flow = flowOf(run, frame)
  if (wish === null || wish === frame.job || flow.corrects?.includes(wish) || !Object.hasOwn(flow.jobs, wish))
    return null
  if ((run.reading?.confidence ?? 0) < allButCertain || run.said?.type !== 'text') return null
  const definition = flow.slots[slot]
  const options = definition === undefined ? [] : await optionsOf(run, frame, definition)
  const option = definition === undefined ? null : await optionMeant(run, frame, definition, bareOption(value))
  if (options.length === 0 || option === null) return null
  return run.said.text.toLowerCase().includes(option.label.toLowerCase()) ? null : wish
}

const bareOption = (value: SlotValue): SlotValue =>
  typeof value === 'string' ? (value.split(':').at(-1) ?? value) : value

async function choose(run: Run, command: Extract<Command, { type: 'choose' }>): Promise<void> {
  const frame = topFrame(run)
  const definition =
    frame?.waiting?.for === 'slot' && !frame.paused ? flowOf(run, frame).slots[frame.waiting.slot] : undefined
  if (frame !== null && frame.waiting?.for === 'slot' && definition !== undefined) {
    const options = await optionsOf(run, frame, definition)
    if (options.length > 0 && command.all === true) return sayOwn(run, 'runtime.pick_one')
    const option = command.position === undefined ? null : optionAt(options, command.position)
    if (option !== null) return await answer(run, frame, frame.waiting.slot, option.value)
    if (options.length > 0 && command.value !== undefined) return await act(run, command.value)
  }
  await chooseOffered(run, command)
}

/** With nothing asked, "the second one" is of what was listed last, else of the cards shown last. */
async function chooseOffered(run: Run, command: Extract<Command, { type: 'choose' }>): Promise<void> {
  const { offered, focus } = run.state
  const shown = focus.shown.map(({ productId, variantId, title }) => {
    const reference = variantId === undefined ? productId : `${productId}/${variantId}`
    return { value: `show:${reference}`, label: title }
  })
  if (command.all === true && shown.length > 1) return await begin(run, 'compare', { all: true })
  const { position } = command
  const pointed = position === undefined ? null : (optionAt(offered, position) ?? optionAt(shown, position))
  const picked = pointed?.value ?? command.value
  if (picked === undefined) return sayOwn(run, 'runtime.nothing_to_choose')
  // "I'll take number two" of what is shown is bought; "number two" alone is looked at first.
  if (position !== undefined && picked.startsWith('show:') && takesIt(run))
    return await begin(run, 'add_to_cart', { position })
  await act(run, picked)
}

const surelyTaken = 0.9
const takesIt = (run: Run): boolean => sureWish(run) === 'add_to_cart' && (run.reading?.confidence ?? 0) >= surelyTaken

async function clarify(run: Run, jobs: readonly Job[]): Promise<void> {
  const slots = slotsHeard(run)
  if (jobs.every((job) => searching.has(job))) {
    return await begin(run, run.state.focus.search === null ? 'find_product' : 'refine_search', slots)
  }
  run.state.clarifying = { jobs: [...jobs], slots }
  run.outcome = 'clarified'
  const choices = jobs.map((job) => ({ value: `job:${job}`, label: jobLabel(run, job) }))
  const rest = { value: 'cancel', label: ownText(run, 'runtime.clarify_rest') }
  run.contents.push({ type: 'choices', text: ownText(run, 'runtime.clarify'), choices: [...choices, rest] })
}
