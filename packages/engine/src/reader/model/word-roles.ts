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
/** Goods may make wishes as well: a basket is bought in few shops and filled in all. */
const leastOfGoods = 15
const fewJobs = 4
const shareOfFewJobs = 0.85

/** Words that make a wish and name nothing: often met, and mostly in one job or a few, or in very many sentences. */
export function wishWordsOf(sentences: readonly TrainingSentence[], goodsStems: ReadonlySet<string>): string[] {
  const counts = new Map<string, { jobs: Map<string, number>; isGoods: boolean }>()
  for (const { words, job } of sentences) {
    const spelt = new Map(words.filter(({ text }) => text !== '').map((word) => [word.text, goodsStems.has(word.stem)]))
    for (const [word, isGoods] of spelt) {
      const entry = counts.get(word) ?? { jobs: new Map<string, number>(), isGoods }
      entry.jobs.set(job, (entry.jobs.get(job) ?? 0) + 1)
      counts.set(word, entry)
    }
  }
  return [...counts].filter(([, { jobs, isGoods }]) => makesWishes([...jobs.values()], isGoods)).map(([word]) => word)
}

function makesWishes(counts: number[], isGoods: boolean): boolean {
  counts.sort((left, right) => right - left)
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
  const total = sum(counts)
  if (total >= leastOfGoods && sum(counts.slice(0, fewJobs)) / total >= shareOfFewJobs) return true
  return !isGoods && total >= leastSentences && ((counts[0] ?? 0) / total >= shareOfOneJob || total >= everyday)
}
