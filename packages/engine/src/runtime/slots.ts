import type { Choice, Refusal, SlotValue } from '@parley/contracts'
import type { FlowDefinition, SlotDefinition } from '@parley/sdk'
import { acceptValue, type Fit, fitType, matchOption } from './answers.ts'
import { flowTurn } from './flow-turn.ts'
import { flowOf, type Run } from './run.ts'
import type { Frame } from './state.ts'

/** Fills a slot, if the value is one of its options or of its type and the flow accepts it. Nothing changes otherwise. */
export async function fillSlot(run: Run, frame: Frame, slot: string, value: SlotValue): Promise<Fit> {
  const definition = flowOf(run, frame).slots[slot]
  if (definition === undefined) return { ok: false, refusals: [] }
  const turn = flowTurn(run, frame)
  const known = await formOf(run, frame, definition, bareValue(run, frame, slot, value))
  const fit = known.ok ? await acceptValue(definition, known.value, turn) : known
  run.options.clear()
  if (fit.ok) {
    frame.slots[slot] = fit.value
    frame.unproven = frame.unproven.filter((each) => each !== slot)
  }
  return fit
}

/** What can be picked as the answer to a slot, now. */
export async function optionsOf(run: Run, frame: Frame, definition: SlotDefinition): Promise<Choice[]> {
  if (definition.options === undefined) return []
  const known = run.options.get(definition)
  if (known !== undefined) return known
  const options = await definition.options(flowTurn(run, frame))
  run.options.set(definition, options)
  return options
}

/** An option's value that says by itself what it answers, so that a late tap is still understood. */
export const optionValue = (flow: string, slot: string, value: string): string => `${flow}:${slot}:${value}`

/** Takes such a value apart; null where it names no slot of a flow that is here. */
export function readOptionValue(run: Run, value: string): { flow: FlowDefinition; slot: string; value: string } | null {
  const [flowId, slot, ...rest] = value.split(':')
  const flow = run.flows.get(flowId ?? '')
  if (flow === undefined || slot === undefined || rest.length === 0 || !Object.hasOwn(flow.slots, slot)) return null
  return { flow, slot, value: rest.join(':') }
}

/** Puts what a wish brought along into a new frame. Slots that store as they accept do so at once; the rest is proved when it is asked for. */
export async function bringSlots(run: Run, frame: Frame, slots: Record<string, SlotValue>): Promise<Refusal[]> {
  const flow = flowOf(run, frame)
  const refusals: Refusal[] = []
  for (const [slot, value] of Object.entries(slots)) {
    const definition = flow.slots[slot]
    if (definition?.accept !== undefined && definition.options === undefined) {
      const fit = await fillSlot(run, frame, slot, value)
      if (!fit.ok) refusals.push(...fit.refusals)
    } else {
      frame.slots[slot] = value
      if (definition !== undefined) frame.unproven.push(slot)
    }
  }
  return refusals
}

/** The option that a value, a label, a number or the flow's own understanding of the words points at. */
export async function optionMeant(
  run: Run,
  frame: Frame,
  definition: SlotDefinition,
  value: SlotValue,
): Promise<Choice | null> {
  const options = await optionsOf(run, frame, definition)
  const option = matchOption(options, value)
  if (option !== null || typeof value !== 'string' || definition.means === undefined) return option
  const meant = await definition.means(value, flowTurn(run, frame))
  return options.find((each) => each.value === meant) ?? null
}

/** An option may come back by the value that its button carried. */
function bareValue(run: Run, frame: Frame, slot: string, value: SlotValue): SlotValue {
  const named = typeof value === 'string' ? readOptionValue(run, value) : null
  return named !== null && named.flow.id === frame.flow && named.slot === slot ? named.value : value
}

async function formOf(run: Run, frame: Frame, definition: SlotDefinition, value: SlotValue): Promise<Fit> {
  const options = await optionsOf(run, frame, definition)
  const option = options.length === 0 ? null : await optionMeant(run, frame, definition, value)
  if (option !== null) return { ok: true, value: option.value }
  // Where there is something to pick from, only a flow that judges for itself may take anything else.
  if (definition.options !== undefined && definition.accept === undefined) return { ok: false, refusals: [] }
  return fitType(definition.type, value)
}
