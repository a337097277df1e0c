import type { LanguageDefinition } from '@parley/sdk'
import { findEntities } from './entities/find-entities.ts'
import { type Delta, deltaTable, wordGrams } from './model/delta.ts'
import { type ClassifierWord, gramsOf, wordHash } from './model/features.ts'
import { maskedWords } from './model/mask.ts'
import type { Model } from './model/model.ts'
import { marginsOf } from './model/predict.ts'
import { spellingOf } from './model/spelling.ts'
import { vectorise } from './model/vectorise.ts'
import type { Example } from './train.ts'
import { compileLanguage } from './words/compiled-language.ts'

/** Lead that the right job shall have over the next. */
const wantedLead = 0.6
/** No single sentence may move the weights further than this. */
const longestStep = 0.5
const rounds = 8

/**
 * Teaches a shop's own examples on top of the base, in milliseconds: only sentences that the base reads wrongly or barely change
 * anything, and only by their words. Examples of jobs that the base does not have are left out.
 */
export function trainDelta(base: Model, examples: readonly Example[], languages: readonly LanguageDefinition[]): Delta {
  const taught = examples.flatMap((example) => {
    const right = base.jobs.indexOf(example.job)
    return right < 0 ? [] : [{ right, words: wordsOf(base, example, languages) }]
  })
  const weights = new Map<string, [hash: number, job: number, weight: number]>()
  for (let round = 0; round < rounds; round++) {
    let moved = false
    for (const { right, words } of taught) moved = nudge(base, weights, words, right) || moved
    if (!moved) break
  }
  return { base: base.version, weights: [...weights.values()] }
}

/** One passive-aggressive step: none where the lead is long enough, else just as far as it takes. */
function nudge(
  base: Model,
  weights: Map<string, [number, number, number]>,
  words: readonly ClassifierWord[],
  right: number,
): boolean {
  const vector = vectorise(gramsOf(words, base.isKnown), base.table, base.idf)
  const margins = marginsOf(base, vector).subarray(0, base.jobs.length)
  deltaTable(base, { base: base.version, weights: [...weights.values()] }).addTo(margins, words)
  const rival = margins.reduce(
    (best, margin, job) => (job !== right && margin > (margins[best] ?? 0) ? job : best),
    right === 0 ? 1 : 0,
  )
  const missing = wantedLead - ((margins[right] ?? 0) - (margins[rival] ?? 0))
  if (missing <= 1e-3 || base.jobs.length < 2) return false
  const step = Math.min(longestStep, missing / 2)
  const { hashes, value } = wordGrams(base, words)
  for (const hash of hashes) {
    add(weights, hash, right, step * value)
    add(weights, hash, rival, -step * value)
  }
  return true
}

function add(weights: Map<string, [number, number, number]>, hash: number, job: number, change: number): void {
  const key = `${hash} ${job}`
  weights.set(key, [hash, job, (weights.get(key)?.[2] ?? 0) + change])
}

function wordsOf(base: Model, { text, language }: Example, languages: readonly LanguageDefinition[]): ClassifierWord[] {
  const [fallback] = languages
  const definition = languages.find((one) => one.tag === language) ?? fallback
  if (!definition) throw new Error('Teaching needs the language of the examples')
  const compiled = compileLanguage(definition)
  const goods = new Set(base.goodsStems)
  const isGoods = (lower: string): boolean => goods.has(wordHash(compiled.canon(lower)))
  const isCommon = (lower: string): boolean => base.isKnown(wordHash(lower))
  const spelling = spellingOf(base.spellings[language] ?? [])
  return maskedWords(findEntities(text, { language: compiled, isCommon, isGoods }), isGoods, spelling)
}
