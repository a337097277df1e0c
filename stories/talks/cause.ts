import type { Telling } from './run-stories.ts'

const kinds: readonly (readonly [cause: string, sign: RegExp])[] = [
  ['something was told that was not read', /was told and not read|was not read|does not say what/],
  ['no order, or one too many', /^\d+ orders, and not/],
  ['the order holds something else', /^ordered: /],
  ['the basket holds something else', /^in the cart: /],
  ['bot or person: the wrong one has the talk', /^owner: /],
  ['the order has another e-mail, address or status', /^(?:e-mail|city|status)|is cancelled/],
]

/** What went wrong, in one line that others share: the first sign of it, and the phrase after which it showed. */
export function causeOf({ problems, shape }: Pick<Telling, 'problems' | 'shape'>): string {
  const [first = ''] = problems
  const kind = kinds.find(([, sign]) => sign.test(first))?.[0] ?? `a fault: ${first.split('\n')[0]?.slice(0, 80)}`
  return `${kind} (${shape.id})`
}
