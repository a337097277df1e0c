import { type FlowTurn, type Job, type SlotValue, textOf, textsOf } from '@parley/sdk'
import { productsMeant } from './which-product.ts'

/** After these nothing of what was asked is wanted any more. */
const endsAll: readonly Job[] = ['empty_cart', 'undo']

/**
 * "And the Lyst lamp", said while the colour of the Havn lamp is asked, is a second thing: the first is asked on afterwards. The same thing
 * told more closely is an answer, and takes the question's place.
 */
export async function besides(turn: FlowTurn, job: Job | null, brought: Record<string, SlotValue>): Promise<boolean> {
  const [pending = ''] = (textsOf(turn.slots.todo)[0] ?? '').split('/')
  if (pending === '' || (job !== null && endsAll.includes(job)) || !namesSomething(brought)) return false
  const { products, candidates } = await productsMeant({ ...turn, slots: { ...brought } })
  if (products.length > 0) return products.every((each) => each.split('/')[0] !== pending)
  return candidates.length > 0 && candidates.every(({ value }) => value !== pending)
}

const namesSomething = (brought: Record<string, SlotValue>): boolean =>
  ['click', 'query'].some((slot) => textOf(brought[slot]) !== '') ||
  ['product', 'category', 'position'].some((slot) => brought[slot] !== undefined && brought[slot] !== null)
