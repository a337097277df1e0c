import type { Job, LanguageTag } from '@parley/contracts'
import { type HashTable, hashTable } from './hash-table.ts'

/** How margins turn into confidence. */
export interface Calibration {
  /** Chance that the best job is right: logistic in its margin, its lead over the next, the share of known words and the margin of strangeness. */
  best: { offset: number; margin: number; lead: number; known: number; strange: number }
  /** Platt's sigmoid for any single job. */
  any: { slope: number; offset: number }
}

/** Everything the classifier knows, as plain data that may be posted to another thread. */
export interface ModelData {
  jobs: readonly Job[]
  /** The job of examples that no flow serves ("out_of_scope"); how near it comes lessens every other job's confidence. */
  strangeJob: Job
  /** Told apart by the same n-grams; their columns stand after those of the jobs. */
  languages: readonly LanguageTag[]
  /** Sorted hashes of the n-grams; their place is the row. */
  hashes: Uint32Array
  idf: Float32Array
  /** `weights[row * columns + column]`, times the column's scale; a column for each job, then for each language. */
  weights: Int8Array
  scales: Float32Array
  biases: Float32Array
  calibration: Calibration
  /** Hashes of words that training has met more than once. */
  knownWords: Uint32Array
  /** Words that examples of each language share, most frequent first: what slips are slips of. */
  spellings: Readonly<Record<LanguageTag, readonly string[]>>
  /** Hashes of words that make wishes ("add", "basket", "cost") and name no goods. */
  wishWords: Uint32Array
  /** Hashes of the stems of goods of any trade. */
  goodsStems: Uint32Array
  /** A best job less likely than this is none. */
  threshold: number
}

export interface Model extends ModelData {
  /** Names the model by its content: two equal trainings have one version. */
  version: string
  table: HashTable
  isKnown: (hash: number) => boolean
}

/** Makes the data ready to predict with. */
export function modelOf(data: ModelData): Model {
  const known = new Set(data.knownWords)
  return {
    ...data,
    version: `ngram-${fingerprint(data).toString(36)}`,
    table: hashTable(data.hashes),
    isKnown: (hash) => known.has(hash),
  }
}

function fingerprint(data: ModelData): number {
  let hash = 0x811c9dc5
  const mix = (value: number): void => {
    hash = Math.imul(hash ^ (value & 0xffff), 0x01000193)
    hash = Math.imul(hash ^ (value >>> 16), 0x01000193)
  }
  for (const job of [...data.jobs, ...data.languages]) for (let at = 0; at < job.length; at++) mix(job.charCodeAt(at))
  for (const value of data.hashes) mix(value)
  for (const value of data.weights) mix(value)
  mix(Math.round(data.threshold * 1e6))
  return hash >>> 0
}
