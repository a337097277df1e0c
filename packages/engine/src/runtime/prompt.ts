import type { Awaits, Choice, Content } from '@parley/contracts'
import type { SlotDefinition } from '@parley/sdk'
import { flowTurn } from './flow-turn.ts'
import { jobLabel } from './misunderstood.ts'
import { flowOf, ownText, type Run, topFrame } from './run.ts'
import { optionsOf, optionValue } from './slots.ts'
import type { Frame } from './state.ts'

const mostChoices = 20

/** Asks what is now open, at the very end of a turn, and says what that is. Nothing is asked where nothing is open. */
export async function prompt(run: Run): Promise<Awaits | null> {
  if (run.outcome === 'handed_over') return null
  if (run.state.clarifying !== null) return awaitJob(run, run.state.clarifying.jobs)
  const frame = topFrame(run)
  if (frame === null) return null
  if (frame.paused) return askToResume(run, frame)
  if (frame.waiting?.for === 'slot') return await askSlot(run, frame, frame.waiting.slot)
  if (frame.waiting?.for === 'proposal') return askForYes(run, frame, frame.waiting.id)
  return null
}

async function askSlot(run: Run, frame: Frame, slot: string): Promise<Awaits> {
  const flow = flowOf(run, frame)
  const definition = flow.slots[slot]
  if (definition === undefined) throw new Error(`The flow "${flow.id}" asks for a slot "${slot}" that it does not have`)
  const found = await optionsOf(run, frame, definition)
  const options = found
    .slice(0, mostChoices - 3)
    .map((each) => ({ ...each, value: optionValue(flow.id, slot, each.value) }))
  const asked = options.length === 0 ? yesNo(run, definition, flow.id, slot) : options
  const optional = definition.optional === true
  const skip: Choice[] = optional ? [{ value: 'skip', label: ownText(run, 'runtime.skip') }] : []
  const text = questionText(run, frame, definition)
  const choices = [...asked, ...skip, ...waysOut(run)]
  run.contents.push(choices.length === 0 ? { type: 'text', text } : { type: 'choices', text, choices })
  for (const content of (await definition.show?.(flowTurn(run, frame))) ?? [])
    run.contents.push(withErrors(run, content))
  return { flow: flow.id, slot, type: definition.type, options: [...asked, ...skip], optional }
}

function questionText(run: Run, frame: Frame, definition: SlotDefinition): string {
  const values: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(frame.slots)) {
    if (typeof value === 'string' || typeof value === 'number') values[name] = value
  }
  const key = run.failed && definition.again !== undefined ? definition.again : definition.ask
  return run.input.texts.text(frame.flow, run.state.language, key, values)
}

function yesNo(run: Run, definition: SlotDefinition, flow: string, slot: string): Choice[] {
  if (definition.type !== 'yes_no') return []
  return ['yes', 'no'].map((each) => ({ value: optionValue(flow, slot, each), label: ownText(run, `runtime.${each}`) }))
}

function waysOut(run: Run): Choice[] {
  if (!run.offerWaysOut) return []
  return [
    { value: 'cancel', label: ownText(run, 'runtime.never_mind') },
    { value: 'person', label: ownText(run, 'runtime.person') },
  ]
}

/** Refused fields of a form are shown as they were typed, each with its reason. */
function withErrors(run: Run, content: Content): Content {
  if (content.type !== 'form' || run.fieldErrors.size === 0) return content
  const fields = content.fields.map((field) => {
    const found = run.fieldErrors.get(field.name)
    return found === undefined ? field : { ...field, value: found.typed, error: found.error }
  })
  return { ...content, fields }
}

function askToResume(run: Run, frame: Frame): Awaits {
  const options = [
    { value: 'resume:yes', label: ownText(run, 'runtime.resume_yes') },
    { value: 'resume:no', label: ownText(run, 'runtime.resume_no') },
  ]
  const { texts } = run.input
  const text = texts.find(frame.flow, run.state.language, 'resume') ?? ownText(run, 'runtime.resume_question')
  run.contents.push({ type: 'choices', text, choices: [...options, ...waysOut(run)] })
  return { flow: frame.flow, slot: 'resume', type: 'yes_no', options, optional: false }
}

function askForYes(run: Run, frame: Frame, id: string): Awaits {
  const { texts } = run.input
  const own = (key: string, fallback: string) =>
    texts.find(frame.flow, run.state.language, key) ?? ownText(run, fallback)
  const options = [
    { value: `confirm:${id}`, label: own('proposal.yes', 'runtime.yes') },
    { value: `deny:${id}`, label: own('proposal.no', 'runtime.proposal_no') },
  ]
  if (!run.proposalsShown.includes(id)) {
    const text = own('proposal.reminder', 'runtime.proposal_reminder')
    run.contents.push({ type: 'choices', text, choices: [...options, ...waysOut(run)] })
  }
  return { flow: frame.flow, slot: 'proposal', type: 'confirm', options, optional: false }
}

function awaitJob(run: Run, jobs: readonly string[]): Awaits {
  const options = jobs.map((job) => ({ value: `job:${job}`, label: jobLabel(run, job) }))
  return { flow: 'runtime', slot: 'job', type: 'choice', options, optional: true }
}
