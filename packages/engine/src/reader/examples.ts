import { languageTag } from '@parley/contracts'
import { z } from 'zod'
import type { Example } from './train.ts'
import { plain } from './words/tokens.ts'

const example = z.object({
  text: z.string().trim().min(1).max(500),
  job: z.string().regex(/^[a-z][a-z0-9_]*$/),
  language: languageTag,
})

export interface ExampleProblem {
  /** Place in the list. */
  at: number
  message: string
}

/** What is wrong with a set of examples: bad form, the same sentence for two jobs, or twice for one. */
export function validateExamples(examples: readonly unknown[]): { examples: Example[]; problems: ExampleProblem[] } {
  const good: Example[] = []
  const problems: ExampleProblem[] = []
  const seen = new Map<string, string>()
  examples.forEach((given, at) => {
    const parsed = example.safeParse(given)
    if (!parsed.success) {
      problems.push({ at, message: parsed.error.issues[0]?.message ?? 'is no example' })
      return
    }
    const key = `${parsed.data.language} ${plain(parsed.data.text)
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()}`
    const before = seen.get(key)
    if (before === undefined) good.push(parsed.data)
    else
      problems.push({
        at,
        message:
          before === parsed.data.job
            ? `"${parsed.data.text}" stands there twice`
            : `"${parsed.data.text}" is an example of ${before} too`,
      })
    seen.set(key, before ?? parsed.data.job)
  })
  return { examples: good, problems }
}

/** Share of a case's character trigrams that an example has too: above 0.7 a held-out case is not held out. */
export function trigramOverlap(held: string, example: string): number {
  const own = trigramsOf(held)
  const other = trigramsOf(example)
  let shared = 0
  for (const piece of own) if (other.has(piece)) shared++
  return own.size === 0 ? 0 : shared / own.size
}

function trigramsOf(text: string): Set<string> {
  const edged = ` ${plain(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `
  const pieces = new Set<string>()
  for (let at = 0; at + 3 <= edged.length; at++) pieces.add(edged.slice(at, at + 3))
  return pieces
}
