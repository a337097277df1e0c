import type { Heard, HeardGroup } from '@parley/contracts'

/** From this share of common trigrams on, two messages say the same. */
const alike = 0.4
const mostShown = 30

/**
 * Puts messages together that are alike, within a language, the largest group first. Each joins the group whose first message it is most like.
 * @example
 * groupHeard([{ text: 'where is my parcel', … }, { text: 'where is my parcel??', … }]) // one group of two
 */
export function groupHeard(messages: readonly Heard[]): HeardGroup[] {
  const groups: { trigrams: Set<string>; messages: Heard[] }[] = []
  for (const message of messages) {
    const trigrams = trigramsOf(message.text)
    let best: { messages: Heard[] } | null = null
    let likeness = alike
    for (const group of groups) {
      if (group.messages[0]?.language !== message.language) continue
      const shared = sharedBy(group.trigrams, trigrams)
      if (shared >= likeness) [best, likeness] = [group, shared]
    }
    if (best) best.messages.push(message)
    else groups.push({ trigrams, messages: [message] })
  }
  return groups.flatMap(({ messages: own }) => groupOf(own)).sort(byWeight)
}

const byWeight = (one: HeardGroup, other: HeardGroup): number =>
  other.count - one.count || other.lastAt.localeCompare(one.lastAt)

function groupOf(messages: readonly Heard[]): HeardGroup[] {
  const [first] = messages
  if (!first) return []
  const readAs = new Map<string | null, number>()
  for (const one of messages) readAs.set(one.readAs, (readAs.get(one.readAs) ?? 0) + 1)
  const [most] = [...readAs].sort(([, left], [, right]) => right - left)
  return [
    {
      language: first.language,
      text: first.text,
      count: messages.length,
      kinds: [...new Set(messages.map(({ kind }) => kind))],
      readAs: most?.[0] ?? null,
      lastAt:
        messages
          .map(({ at }) => at)
          .sort()
          .at(-1) ?? first.at,
      messages: messages.slice(0, mostShown),
    },
  ]
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
