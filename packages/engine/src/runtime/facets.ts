import type { Facets, FlowDefinition } from '@parley/sdk'

/** Only what the flow named: reaching for another facet is a fault, so that a flow's needs can be read off its first lines. */
export function restrictFacets(facets: Facets, flow: FlowDefinition): Facets {
  const named = new Set<string | symbol>(flow.facets)
  return new Proxy(facets, {
    get(target, name, receiver) {
      if (!named.has(name)) throw new Error(`The flow "${flow.id}" uses the facet "${String(name)}" without naming it`)
      return Reflect.get(target, name, receiver)
    },
  })
}
