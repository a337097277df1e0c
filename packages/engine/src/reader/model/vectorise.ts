import type { Grams } from './features.ts'
import { type HashTable, rowOf } from './hash-table.ts'

/** A sentence as rows and their weights, of length 1 as a whole. */
export interface SparseVector {
  rows: Int32Array
  values: Float32Array
  /** Share of the sentence's word hashes that training has seen. */
  known: number
}

/** Whole words say a little less than their pieces: the pieces survive endings and slips. */
const wordWeight = 0.7
const meaningWeight = 0.7

/** Sublinear term frequency times inverse document frequency, each block scaled to its weight, the whole to length 1. */
export function vectorise(grams: Grams, table: HashTable, idf: Float32Array): SparseVector {
  const rows: number[] = []
  const values: number[] = []
  const words = pushBlock(grams.words, table, idf, wordWeight, rows, values)
  pushBlock(grams.characters, table, idf, 1, rows, values)
  pushBlock(grams.meanings, table, idf, meaningWeight, rows, values)
  let squares = 0
  for (const value of values) squares += value * value
  const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0
  const scaled = new Float32Array(values.length)
  for (let at = 0; at < scaled.length; at++) scaled[at] = (values[at] ?? 0) * scale
  return {
    rows: Int32Array.from(rows),
    values: scaled,
    known: grams.words.length === 0 ? 0 : words / grams.words.length,
  }
}

function pushBlock(
  hashes: number[],
  table: HashTable,
  idf: Float32Array,
  weight: number,
  rows: number[],
  values: number[],
): number {
  const found: number[] = []
  for (const hash of hashes) {
    const row = rowOf(table, hash)
    if (row >= 0) found.push(row)
  }
  found.sort(ascending)
  const first = values.length
  let squares = 0
  for (let at = 0; at < found.length; ) {
    const row = found[at] ?? 0
    let count = 0
    while (at < found.length && found[at] === row) {
      count++
      at++
    }
    const value = (1 + Math.log(count)) * (idf[row] ?? 0)
    rows.push(row)
    values.push(value)
    squares += value * value
  }
  const scale = squares > 0 ? weight / Math.sqrt(squares) : 0
  for (let at = first; at < values.length; at++) values[at] = (values[at] ?? 0) * scale
  return found.length
}

const ascending = (left: number, right: number): number => left - right
