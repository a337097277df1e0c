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
  const kept = [...counts].filter(([, count]) => count >= leastSentences)
  // Frequent n-grams first, so that what is touched most lies together in memory.
  kept.sort(([left, leftCount], [right, rightCount]) => rightCount - leftCount || left - right)
  const hashes = Uint32Array.from(kept, ([hash]) => hash)
  const idf = Float32Array.from(kept, ([, count]) => Math.sqrt(Math.log((1 + grams.length) / (1 + count)) + 1))
  const table = hashTable(hashes)
  return { hashes, table, idf, matrix: matrixOf(grams, table, idf) }
}

function countSentences(grams: readonly Grams[]): Map<number, number> {
  const counts = new Map<number, number>()
  for (const { meanings, words, characters } of grams) {
    for (const hash of new Set([...meanings, ...words, ...characters])) counts.set(hash, (counts.get(hash) ?? 0) + 1)
  }
  return counts
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
