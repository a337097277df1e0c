import type { Calibration } from './model.ts'
import { sigmoid } from './predict.ts'

/** What a model that had not seen the sentence made of it. */
export interface HeldOut {
  /** Margins of the best and of the next job. */
  best: number
  next: number
  known: number
  /** Margin of the job for what no flow does. */
  strange: number
  right: boolean
}

/** One margin of a held-out sentence, and whether the job was hers. */
export interface HeldOutMargin {
  margin: number
  right: boolean
}

/** Fits the chance of being right to what held-out sentences showed. */
export function calibrate(sentences: readonly HeldOut[], margins: readonly HeldOutMargin[]): Calibration {
  const best = fitLogistic(
    sentences.map((sentence) => [1, sentence.best, sentence.best - sentence.next, sentence.known, sentence.strange]),
    sentences.map((sentence) => sentence.right),
  )
  const any = fitLogistic(
    margins.map(({ margin }) => [1, margin]),
    margins.map(({ right }) => right),
  )
  return {
    best: {
      offset: best[0] ?? 0,
      margin: best[1] ?? 1,
      lead: best[2] ?? 0,
      known: best[3] ?? 0,
      strange: best[4] ?? 0,
    },
    any: { offset: any[0] ?? 0, slope: any[1] ?? 1 },
  }
}

/** The threshold that keeps this share of the sentences that were read right. */
export function thresholdKeeping(
  share: number,
  confidences: readonly { confidence: number; right: boolean }[],
): number {
  const right = confidences.filter((one) => one.right).map((one) => one.confidence)
  right.sort((left, other) => left - other)
  return right[Math.floor(right.length * (1 - share))] ?? 0
}

/** Newton's method with a little weight decay: a handful of columns, so the system is solved outright. */
function fitLogistic(rows: readonly number[][], labels: readonly boolean[]): number[] {
  const size = rows[0]?.length ?? 0
  let weights = new Array<number>(size).fill(0)
  for (let round = 0; round < 25; round++) {
    const gradient = weights.map((weight) => weight * 1e-3)
    const hessian = weights.map((_, at) => weights.map((__, other): number => (at === other ? 1e-3 : 0)))
    rows.forEach((row, index) => {
      const chance = sigmoid(row.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0))
      const error = chance - (labels[index] ? 1 : 0)
      const curve = Math.max(chance * (1 - chance), 1e-6)
      row.forEach((value, at) => {
        gradient[at] = (gradient[at] ?? 0) + error * value
        const line = hessian[at] ?? []
        row.forEach((factor, other) => {
          line[other] = (line[other] ?? 0) + curve * value * factor
        })
      })
    })
    const step = solve(hessian, gradient)
    weights = weights.map((weight, at) => weight - (step[at] ?? 0))
    if (step.every((value) => Math.abs(value) < 1e-6)) break
  }
  return weights
}

/** Gaussian elimination with pivots. */
function solve(matrix: number[][], target: number[]): number[] {
  const rows = matrix.map((line, at) => [...line, target[at] ?? 0])
  const size = rows.length
  for (let column = 0; column < size; column++) {
    let pivot = column
    for (let row = column + 1; row < size; row++) {
      if (Math.abs(rows[row]?.[column] ?? 0) > Math.abs(rows[pivot]?.[column] ?? 0)) pivot = row
    }
    const chosen = rows[pivot] ?? []
    rows[pivot] = rows[column] ?? []
    rows[column] = chosen
    const head = chosen[column] || 1e-12
    for (let row = 0; row < size; row++) {
      const line = rows[row] ?? []
      const factor = row === column ? 0 : (line[column] ?? 0) / head
      for (let at = column; at <= size; at++) line[at] = (line[at] ?? 0) - factor * (chosen[at] ?? 0)
    }
  }
  return rows.map((line, at) => (line[size] ?? 0) / (line[at] || 1e-12))
}
