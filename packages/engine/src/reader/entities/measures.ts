import { phraseAt, phraseBefore } from '../words/phrase-table.ts'
import { numberAt } from './numbers.ts'
import { claim, isFree, type Sentence } from './sentence.ts'

const millimetres: Readonly<Record<string, number>> = {
  mm: 1,
  cm: 10,
  dm: 100,
  m: 1000,
  in: 25.4,
  inch: 25.4,
  inches: 25.4,
  '"': 25.4,
}

/** Lengths with a unit and a word for the measure: "90 cm wide" gives `width_max` in millimetres. Without a word for it a length stays among the words searched. */
export function findMeasures(sentence: Sentence): void {
  const { tokens, language } = sentence
  for (let at = 0; at < tokens.length; at++) {
    const number = tokens[at]?.kind === 'number' && isFree(sentence, at, at + 1) ? numberAt(sentence, at) : null
    const unit = number && millimetres[tokens[number.to]?.lower ?? '']
    if (!number || !unit) continue
    const end = number.to + 1
    const measure = measureNear(sentence, at, end)
    if (!measure) continue
    const limit = phraseBefore(language.limits, tokens, at)
    const least = limit?.value === 'least'
    const from = Math.min(at, limit?.from ?? at, measure.at)
    const to = Math.max(end, measure.at + 1)
    if (isFree(sentence, from, to)) {
      claim(sentence, {
        type: `${measure.name}_${least ? 'min' : 'max'}`,
        from,
        to,
        value: Math.round(number.value * unit),
      })
    }
    at = to - 1
  }
}

/** The word for the measure after the length ("90 cm wide") or shortly before it ("width max 90 cm"). */
function measureNear(sentence: Sentence, from: number, to: number): { name: string; at: number } | null {
  const { tokens, language } = sentence
  const limitFrom = phraseBefore(language.limits, tokens, from)?.from ?? from
  for (const at of [to, to + 1, limitFrom - 1, limitFrom - 2]) {
    const name = language.measures.get(tokens[at]?.lower ?? '')
    if (name) return { name, at }
  }
  return null
}

/** Whether a number is followed by a unit of measure, so that it counts no pieces. */
export function isMeasured(sentence: Sentence, at: number): boolean {
  const lower = sentence.tokens[at]?.lower ?? ''
  return (
    lower in millimetres ||
    /^(?:kg|g|l|ml|dl|cl|gb|tb|w|v|mah|hz|%|°)$/.test(lower) ||
    phraseAt(sentence.language.currencies, sentence.tokens, at) !== null
  )
}
