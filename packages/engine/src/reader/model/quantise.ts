import type { FittedFeatures } from './fit-features.ts'
import type { Hyperplane } from './linear-svm.ts'

/** A column's largest weight becomes ±127. What weighs nothing for any job is dropped. */
export function quantise(features: FittedFeatures, planes: readonly Hyperplane[]) {
  const scales = Float32Array.from(planes, ({ weights }) => largest(weights) / 127 || 1)
  const kept: number[] = []
  for (let row = 0; row < features.hashes.length; row++) {
    const weighs = planes.some(({ weights }, job) => Math.round((weights[row] ?? 0) / (scales[job] ?? 1)) !== 0)
    if (weighs) kept.push(row)
  }
  const weights = new Int8Array(kept.length * planes.length)
  kept.forEach((row, at) => {
    planes.forEach((plane, job) => {
      weights[at * planes.length + job] = Math.round((plane.weights[row] ?? 0) / (scales[job] ?? 1))
    })
  })
  return {
    hashes: Uint32Array.from(kept, (row) => features.hashes[row] ?? 0),
    idf: Float32Array.from(kept, (row) => features.idf[row] ?? 0),
    weights,
    scales,
    biases: Float32Array.from(planes, (plane) => plane.bias),
  }
}

function largest(weights: Float32Array): number {
  let most = 0
  for (const weight of weights) most = Math.max(most, Math.abs(weight))
  return most
}
