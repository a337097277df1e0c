import type { Choice } from '@parley/contracts'
import { handOver } from './hand-over.ts'
import { flowForJob, flowOf, ownText, type Run, sayOwn, topFrame } from './run.ts'

/** What people come for, most wanted first: offered when words have failed twice. */
const mainJobs = [
  'find_product',
  'show_cart',
  'checkout',
  'order_status',
  'ask_delivery_time',
  'ask_returns_policy',
  'ask_opening_hours',
]

/**
 * One failure is told, two in a row lead to choices of what can be done here, three to a person.
 * A message fails once, however many of its parts did. `said` is set where the reason has been told already.
 */
export async function misunderstood(run: Run, said = false): Promise<void> {
  if (run.failed) return
  run.failed = true
  run.state.misunderstandings += 1
  const frame = topFrame(run)
  const waits = frame !== null && (frame.waiting !== null || frame.paused)
  if (run.state.misunderstandings >= 3) {
    await handOver(run, 'not_understood')
    return
  }
  run.outcome = 'not_understood'
  if (run.state.misunderstandings === 2 && !waits && !said) {
    run.contents.push({
      type: 'choices',
      text: ownText(run, 'runtime.still_not_understood'),
      choices: possibleJobs(run),
    })
    return
  }
  if (run.state.misunderstandings === 2) run.offerWaysOut = true
  if (!said) sayMisfit(run)
}

/** The jobs that the flows of this shop can do, as choices, with a person last. */
function possibleJobs(run: Run): Choice[] {
  const jobs = mainJobs.filter((job) => flowForJob(run, job) !== null)
  const choices = jobs.map((job) => ({ value: `job:${job}`, label: jobLabel(run, job) }))
  return [...choices, { value: 'person', label: ownText(run, 'runtime.person') }]
}

export function jobLabel(run: Run, job: string): string {
  const flow = flowForJob(run, job)
  return run.input.texts.find(flow?.id ?? null, run.state.language, `job.${job}`) ?? job.replaceAll('_', ' ')
}

function sayMisfit(run: Run): void {
  const frame = topFrame(run)
  if (frame?.waiting?.for !== 'slot' || frame.paused) {
    sayOwn(run, 'runtime.not_understood')
    return
  }
  const again = flowOf(run, frame).slots[frame.waiting.slot]?.again
  // The flow's own wording takes the question's place when it is asked again.
  if (again === undefined) sayOwn(run, 'runtime.answer_misfit')
}
