import { wordHash } from './features.ts'
import type { TrainingSentence } from './train-model.ts'

/** Words met in more than one sentence. One met once is as strange as one never met: so training learns what strange words stand beside. */
export function knownWordsOf(sentences: readonly TrainingSentence[]): Set<number> {
  const once = new Set<number>()
  const known = new Set<number>()
  for (const { words } of sentences) {
    for (const hash of new Set(words.map((word) => wordHash(word.text)))) {
      if (once.has(hash)) known.add(hash)
      else once.add(hash)
    }
  }
  return known
}

/** A word must be met this often before it is known to make wishes: rather search a word too many than drop what is wished for. */
const leastSentences = 6
const shareOfOneJob = 0.5
const everyday = 100

/** Words that make a wish and name nothing: often met, and mostly in one job, or in very many sentences. */
export function wishWordsOf(sentences: readonly TrainingSentence[], goodsStems: ReadonlySet<string>): string[] {
  const counts = new Map<string, Map<string, number>>()
  for (const { words, job } of sentences) {
    const plain = words.filter((one) => one.kind === null && !goodsStems.has(one.stem))
    for (const word of new Set(plain.map((one) => one.text))) {
      const jobs = counts.get(word) ?? new Map<string, number>()
      jobs.set(job, (jobs.get(job) ?? 0) + 1)
      counts.set(word, jobs)
    }
  }
  return [...counts].filter(([, jobs]) => makesWishes([...jobs.values()])).map(([word]) => word)
}

function makesWishes(counts: readonly number[]): boolean {
  const total = counts.reduce((sum, count) => sum + count, 0)
  return total >= leastSentences && (Math.max(...counts) / total >= shareOfOneJob || total >= everyday)
}
