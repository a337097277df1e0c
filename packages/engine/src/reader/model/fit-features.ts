import type { Grams } from './features.ts'
import { type HashTable, hashTable } from './hash-table.ts'
import type { Matrix } from './linear-svm.ts'
import { vectorise } from './vectorise.ts'

export interface FittedFeatures {
  hashes: Uint32Array
  table: HashTable
  idf: Float32Array
  matrix: Matrix
}

/** Which n-grams are kept, how rare each is, and the sentences in their terms. */
export function fitFeatures(grams: readonly Grams[], leastSentences: number): FittedFeatures {
  const counts = countSentences(grams)
  const kept = counts.filter(([, count]) => count >= leastSentences)
  // Frequent n-grams first, so that what is touched most lies together in memory.
  kept.sort(([left, leftCount], [right, rightCount]) => rightCount - leftCount || left - right)
  const hashes = Uint32Array.from(kept, ([hash]) => hash)
  const idf = Float32Array.from(kept, ([, count]) => Math.sqrt(Math.log((1 + grams.length) / (1 + count)) + 1))
  const table = hashTable(hashes)
  return { hashes, table, idf, matrix: matrixOf(grams, table, idf) }
}

/** In flat arrays, as the hash table is: there are hundreds of thousands of kinds, and each is met at every turn. */
function countSentences(grams: readonly Grams[]): [hash: number, count: number][] {
  let counts = countsOf(1 << 16)
  grams.forEach(({ meanings, words, characters }, sentence) => {
    // Never more than half full, whatever the sentence brings.
    while ((counts.used + meanings.length + words.length + characters.length) * 2 > counts.hashes.length)
      counts = grown(counts)
    for (const hash of meanings) meet(counts, hash, sentence)
    for (const hash of words) meet(counts, hash, sentence)
    for (const hash of characters) meet(counts, hash, sentence)
  })
  const found: [hash: number, count: number][] = []
  counts.hashes.forEach((hash, at) => {
    if (hash !== 0) found.push([hash, counts.sentences[at] ?? 0])
  })
  return found
}

/** How many sentences have a hash, and which was the last: one that stands twice in a sentence counts once. */
interface Counts {
  hashes: Uint32Array
  sentences: Int32Array
  last: Int32Array
  used: number
}

const countsOf = (size: number): Counts => ({
  hashes: new Uint32Array(size),
  sentences: new Int32Array(size),
  last: new Int32Array(size),
  used: 0,
})

function placeOf({ hashes }: Counts, hash: number): number {
  const mask = hashes.length - 1
  let at = hash & mask
  while (hashes[at] !== 0 && hashes[at] !== hash) at = (at + 1) & mask
  return at
}

function meet(counts: Counts, hash: number, sentence: number): void {
  const at = placeOf(counts, hash)
  if (counts.hashes[at] === 0) {
    counts.hashes[at] = hash
    counts.used++
  } else if (counts.last[at] === sentence) return
  counts.last[at] = sentence
  counts.sentences[at] = (counts.sentences[at] ?? 0) + 1
}

function grown(counts: Counts): Counts {
  const larger = { ...countsOf(counts.hashes.length * 2), used: counts.used }
  counts.hashes.forEach((hash, from) => {
    if (hash === 0) return
    const to = placeOf(larger, hash)
    larger.hashes[to] = hash
    larger.sentences[to] = counts.sentences[from] ?? 0
    larger.last[to] = counts.last[from] ?? 0
  })
  return larger
}

function matrixOf(grams: readonly Grams[], table: HashTable, idf: Float32Array): Matrix {
  const vectors = grams.map((one) => vectorise(one, table, idf))
  const total = vectors.reduce((sum, vector) => sum + vector.rows.length, 0)
  const matrix = {
    starts: new Int32Array(vectors.length + 1),
    rows: new Int32Array(total),
    values: new Float32Array(total),
    width: idf.length,
  }
  let at = 0
  vectors.forEach((vector, index) => {
    matrix.starts[index] = at
    matrix.rows.set(vector.rows, at)
    matrix.values.set(vector.values, at)
    at += vector.rows.length
  })
  matrix.starts[vectors.length] = at
  return matrix
}
