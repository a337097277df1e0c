import { type ReviewAspect, reviewAspect } from '@parley/contracts'
import { type AspectWords, aspectWords } from './aspect-words.ts'
import type { Aspects } from './review.ts'

/**
 * What a review speaks of and whether it is content with it, by plain lists of words: no more than a count of who mentions what. A part of a
 * sentence that judges nothing itself is taken as the stars are.
 *
 * @example aspectsOf({ language: 'en', title: '', text: 'Lovely wool, but it runs small.', stars: 4 }) // { quality: 1, fit: -1 }
 */
export function aspectsOf(review: { language: string; title: string; text: string; stars: number }): Aspects {
  const words = aspectWords[review.language.split('-')[0] ?? '']
  if (!words) return {}
  const found = new Map<ReviewAspect, number>()
  const byStars = review.stars >= 4 ? 1 : review.stars <= 2 ? -1 : 0
  for (const part of partsOf(`${review.title}.\n${review.text}`, words)) {
    const said = verdictOf(part, words) ?? byStars
    for (const aspect of reviewAspect.options) {
      const own = judgedBy(part, words, aspect)
      if (own === null && !mentions(part, words.aspects[aspect])) continue
      found.set(aspect, (found.get(aspect) ?? 0) + (own ?? said))
    }
  }
  return Object.fromEntries([...found].map(([aspect, sum]) => [aspect, Math.sign(sum)]))
}

/** Words that judge by themselves ("sturdy", "overpriced"), turned around by a "not" beside them; null where there are none. */
function judgedBy(part: readonly string[], words: AspectWords, aspect: ReviewAspect): number | null {
  const { good = [], bad = [] } = words.judged[aspect] ?? {}
  const verdict = mentions(part, good) ? 1 : mentions(part, bad) ? -1 : null
  return verdict !== null && mentions(part, words.not) ? -verdict : verdict
}

/** Whether this part is content; null where it says neither. */
function verdictOf(part: readonly string[], words: AspectWords): number | null {
  const good = part.filter((word) => fits(word, words.good)).length
  const bad = part.filter((word) => fits(word, words.bad)).length
  if (good === bad) return good === 0 ? null : 0
  const verdict = good > bad ? 1 : -1
  return mentions(part, words.not) ? -verdict : verdict
}

function partsOf(text: string, words: AspectWords): string[][] {
  const parts: string[][] = [[]]
  for (const piece of text.toLowerCase().split(/([.,;:!?\n]+)/)) {
    if (/^[.,;:!?\n]/.test(piece)) parts.push([])
    for (const word of piece.match(/[\p{L}\p{N}'-]+/gu) ?? []) {
      if (words.but.includes(word)) parts.push([])
      else parts.at(-1)?.push(word)
    }
  }
  return parts.filter((part) => part.length > 0)
}

const mentions = (part: readonly string[], list: readonly string[]): boolean => part.some((word) => fits(word, list))

/** `deliver*` fits every word that begins so. */
const fits = (word: string, list: readonly string[]): boolean =>
  list.some((each) => (each.endsWith('*') ? word.startsWith(each.slice(0, -1)) : word === each))
