import type { Heard, HeardGroup } from '@parley/contracts'
import { groupAlike } from './group-alike.ts'

const mostShown = 30

/**
 * Puts messages together that are alike, within a language, the largest group first. Each joins the group whose first message it is most like.
 * @example
 * groupHeard([{ text: 'where is my parcel', … }, { text: 'where is my parcel??', … }]) // one group of two
 */
export const groupHeard = (messages: readonly Heard[]): HeardGroup[] =>
  groupAlike(messages, ({ text }) => text)
    .flatMap(groupOf)
    .sort(byWeight)

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
