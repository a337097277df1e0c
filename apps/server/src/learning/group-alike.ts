/** From this share of common trigrams on, two messages say the same. */
const alike = 0.4

/** Things whose texts are alike, within a language. Each joins the group whose first text it is most like. */
export function groupAlike<Thing extends { language: string }>(
  things: readonly Thing[],
  textOf: (thing: Thing) => string,
): Thing[][] {
  const groups: { language: string; trigrams: Set<string>; things: Thing[] }[] = []
  for (const thing of things) {
    const trigrams = trigramsOf(textOf(thing))
    let best: { things: Thing[] } | null = null
    let likeness = alike
    for (const group of groups) {
      if (group.language !== thing.language) continue
      const shared = sharedBy(group.trigrams, trigrams)
      if (shared >= likeness) [best, likeness] = [group, shared]
    }
    if (best) best.things.push(thing)
    else groups.push({ language: thing.language, trigrams, things: [thing] })
  }
  return groups.map((group) => group.things)
}

/** Figures and signs say little about what is meant: an order number is like any other. */
function trigramsOf(text: string): Set<string> {
  const words = text
    .toLowerCase()
    .replace(/\d+/g, '0')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  const padded = ` ${words} `
  return new Set(Array.from({ length: Math.max(1, padded.length - 2) }, (_, at) => padded.slice(at, at + 3)))
}

function sharedBy(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let both = 0
  for (const trigram of other) if (one.has(trigram)) both++
  return both / (one.size + other.size - both)
}
