import type { LanguageTag } from '@parley/contracts'
import { isMarker, marker } from './features.ts'
import { seededRandom } from './random.ts'
import type { TrainingSentence } from './train-model.ts'

/** Goods words stand beside many wishes, none of them more than this share of the time beside one. */
const mostOfOneJob = 0.5
const fewestJobs = 3
const mostSentences = 60

/**
 * Copies of the sentences with their goods exchanged: for the marker that a catalogue's term becomes, or for a made-up word. So the
 * classifier learns to read around goods, and a shop of fishing tackle is read as well as one of lamps.
 */
export function exchangeGoods(
  sentences: readonly TrainingSentence[],
  goods: GoodsWords,
  seed: number,
): TrainingSentence[] {
  const random = seededRandom(seed)
  const pools = new Map([...goods].map(([language, words]) => [language, [...words].sort()]))
  return sentences.flatMap((sentence) => {
    const known = goods.get(sentence.language)
    const pool = pools.get(sentence.language) ?? []
    if (!known || pool.length < 8 || !sentence.words.some((word) => known.has(word))) return [sentence]
    const masked = random() < 0.5
    const words = sentence.words.flatMap((word, at): string[] => {
      if (!known.has(word)) return [word]
      if (!masked) return [madeUp(word, pool, random)]
      return known.has(sentence.words[at - 1] ?? '') ? [] : [marker('goods')]
    })
    return [sentence, { ...sentence, words, copy: true }]
  })
}

export type GoodsWords = ReadonlyMap<LanguageTag, ReadonlySet<string>>

/** Another thing's beginning with this one's ending, so that the case stays: "lampun" may become "haravan" or "harpun". */
function madeUp(word: string, pool: readonly string[], random: () => number): string {
  const other = pool[Math.floor(random() * pool.length)] ?? word
  if (random() < 0.5) return other
  const ending = word.slice(Math.max(2, word.length - 3))
  return other.slice(0, Math.max(2, other.length - 2)) + ending
}

/** Words that are goods as far as the examples show: many wishes are made about them. `listed` are known to be goods. */
export function goodsWordsOf(
  sentences: readonly TrainingSentence[],
  isFunctionWord: (language: LanguageTag, word: string) => boolean,
  listed: GoodsWords = new Map(),
): GoodsWords {
  return new Map(
    [...jobsByWord(sentences)].map(([language, words]) => {
      const found = [...words].filter(([word, jobs]) => isGoods(word, jobs) && !isFunctionWord(language, word))
      return [language, new Set([...found.map(([word]) => word), ...(listed.get(language) ?? [])])]
    }),
  )
}

function jobsByWord(sentences: readonly TrainingSentence[]): Map<LanguageTag, Map<string, Map<string, number>>> {
  const counts = new Map<LanguageTag, Map<string, Map<string, number>>>()
  for (const { words, job, language } of sentences) {
    const ofLanguage = counts.get(language) ?? new Map<string, Map<string, number>>()
    counts.set(language, ofLanguage)
    for (const word of new Set(words)) {
      const jobs = ofLanguage.get(word) ?? new Map<string, number>()
      jobs.set(job, (jobs.get(job) ?? 0) + 1)
      ofLanguage.set(word, jobs)
    }
  }
  return counts
}

function isGoods(word: string, jobs: ReadonlyMap<string, number>): boolean {
  if (word.length < 4 || isMarker(word) || word.startsWith('0') || jobs.size < fewestJobs) return false
  const { total, most } = sumsOf(jobs)
  return total <= mostSentences && most / total <= mostOfOneJob
}

/** A word must be met this often before it is known to make wishes: rather search a word too many than drop what is wished for. */
const leastSentences = 6
const shareOfOneJob = 0.55
const everyday = 100

/** Words that make a wish and name nothing: often met, and mostly in one job, or in very many sentences. */
export function wishWordsOf(sentences: readonly TrainingSentence[], goods: GoodsWords): string[] {
  const found = new Set<string>()
  for (const [language, words] of jobsByWord(sentences)) {
    for (const [word, jobs] of words) {
      const { total, most } = sumsOf(jobs)
      const often = total >= leastSentences && (most / total >= shareOfOneJob || total >= everyday)
      if (often && !isMarker(word) && !goods.get(language)?.has(word)) found.add(word)
    }
  }
  return [...found].sort()
}

function sumsOf(jobs: ReadonlyMap<string, number>): { total: number; most: number } {
  let total = 0
  let most = 0
  for (const count of jobs.values()) {
    total += count
    most = Math.max(most, count)
  }
  return { total, most }
}
