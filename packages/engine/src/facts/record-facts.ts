import type { Facets } from '@parley/sdk'

/** What was asked of the shop, with what, and what it answered, as it comes. */
export type NoteAnswer = (call: string, answer: unknown, ms: number | undefined, given: readonly unknown[]) => void

/**
 * The same facets; every answer they give is noted as well. What is noted must be looked at there and then: it is the flow's to use.
 * @example
 * recordFacts(facets, (call, answer) => answers.push([call, factsIn(answer)]))
 */
export function recordFacts(facets: Facets, note: NoteAnswer, elapsed?: () => number): Facets {
  return new Proxy(facets, {
    get(target, name, receiver) {
      const facet: unknown = Reflect.get(target, name, receiver)
      return typeof facet === 'object' && facet !== null ? noting(facet, String(name), note, elapsed) : facet
    },
  })
}

function noting(facet: object, of: string, note: NoteAnswer, elapsed: (() => number) | undefined): object {
  return new Proxy(facet, {
    get(target, name) {
      const call: unknown = Reflect.get(target, name)
      if (typeof call !== 'function') return call
      return (...given: unknown[]): unknown => {
        const began = elapsed?.()
        const tell = (answer: unknown) => {
          const ended = elapsed?.()
          const ms = began === undefined || ended === undefined ? undefined : ended - began
          note(`${of}.${String(name)}`, answer, ms, given)
          return answer
        }
        const answer: unknown = Reflect.apply(call, target, given)
        return answer instanceof Promise ? answer.then(tell) : tell(answer)
      }
    },
  })
}
