import type { Said } from '@parley/contracts'
import { advance } from './advance.ts'
import { refusalText } from './flow-turn.ts'
import { misunderstood } from './misunderstood.ts'
import { flowOf, type Run, sayOwn } from './run.ts'
import { fillSlot } from './slots.ts'
import { unwindTo } from './stack.ts'

/** Fills the slots of a form (`flow:name`), as many as will do. Each refusal is told at its field, and the form is shown again. */
export async function fillForm(run: Run, form: Extract<Said, { type: 'form' }>): Promise<void> {
  const flowId = form.id.split(':')[0] ?? ''
  const frame = run.state.stack.findLast((each) => each.flow === flowId)
  if (frame === undefined) return sayOwn(run, 'runtime.stale_form')
  unwindTo(run, frame)
  frame.paused = false
  const flow = flowOf(run, frame)
  for (const [name, typed] of Object.entries(form.values)) {
    const definition = flow.slots[name]
    if (definition === undefined) continue
    if (typed.trim() === '') {
      if (definition.optional === true && frame.slots[name] === undefined) frame.slots[name] = null
      continue
    }
    const fit = await fillSlot(run, frame, name, typed.trim())
    if (fit.ok) continue
    const error = fit.refusals.map((each) => refusalText(run, flow.id, each)).join(' ')
    run.fieldErrors.set(name, {
      typed,
      error: error === '' ? run.input.texts.text(null, run.state.language, 'runtime.answer_misfit') : error,
    })
    delete frame.slots[name]
  }
  frame.waiting = null
  await advance(run)
  if (run.fieldErrors.size === 0) return
  sayOwn(run, 'runtime.form_problem')
  await misunderstood(run, true)
}
