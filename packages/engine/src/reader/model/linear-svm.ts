/** Sentences as one block of memory: those of sentence i stand at `starts[i]` to `starts[i + 1]`. */
export interface Matrix {
  starts: Int32Array
  rows: Int32Array
  values: Float32Array
  /** Number of features. */
  width: number
}

export interface SvmOptions {
  /** Cost of an error. */
  cost: number
  /** How much more an error on a sentence of the job costs: there are fifty times as many of the others. */
  positiveCost: number
  epochs: number
  random: () => number
}

export interface Hyperplane {
  weights: Float32Array
  bias: number
}

const tolerance = 0.05

/**
 * One job against all others: squared hinge loss by dual coordinate descent with shrinking (Hsieh et al. 2008). The bias is a
 * feature that is always 1.
 */
export function trainSvm(matrix: Matrix, isOfJob: Uint8Array, options: SvmOptions): Hyperplane {
  const size = isOfJob.length
  const state = {
    weights: new Float32Array(matrix.width),
    bias: 0,
    alpha: new Float32Array(size),
    order: Int32Array.from({ length: size }, (_, at) => at),
    active: size,
  }
  const loose = 0.5 / options.cost
  const tight = loose / options.positiveCost
  const norms = squaredNorms(matrix, size)
  let ceiling = Number.POSITIVE_INFINITY
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    shuffle(state.order, state.active, options.random)
    let highest = Number.NEGATIVE_INFINITY
    let lowest = Number.POSITIVE_INFINITY
    for (let at = 0; at < state.active; at++) {
      const sentence = state.order[at] ?? 0
      const sign = isOfJob[sentence] === 1 ? 1 : -1
      const diagonal = sign === 1 ? tight : loose
      const alpha = state.alpha[sentence] ?? 0
      const gradient = sign * (dot(matrix, sentence, state.weights) + state.bias) - 1 + diagonal * alpha
      if (alpha === 0 && gradient > ceiling) {
        state.active--
        state.order[at] = state.order[state.active] ?? 0
        state.order[state.active] = sentence
        at--
        continue
      }
      const projected = alpha === 0 && gradient > 0 ? 0 : gradient
      if (projected > highest) highest = projected
      if (projected < lowest) lowest = projected
      if (projected === 0) continue
      const next = Math.max(0, alpha - gradient / ((norms[sentence] ?? 1) + diagonal))
      state.alpha[sentence] = next
      const step = (next - alpha) * sign
      addTo(matrix, sentence, step, state.weights)
      state.bias += step
    }
    if (highest - lowest < tolerance) break
    ceiling = highest <= 0 ? Number.POSITIVE_INFINITY : highest
  }
  return { weights: state.weights, bias: state.bias }
}

function squaredNorms(matrix: Matrix, size: number): Float32Array {
  const norms = new Float32Array(size)
  for (let sentence = 0; sentence < size; sentence++) {
    let sum = 1
    const end = matrix.starts[sentence + 1] ?? 0
    for (let at = matrix.starts[sentence] ?? 0; at < end; at++) sum += (matrix.values[at] ?? 0) ** 2
    norms[sentence] = sum
  }
  return norms
}

function dot(matrix: Matrix, sentence: number, weights: Float32Array): number {
  const { rows, values } = matrix
  const end = matrix.starts[sentence + 1] ?? 0
  let sum = 0
  for (let at = matrix.starts[sentence] ?? 0; at < end; at++) sum += (weights[rows[at] ?? 0] ?? 0) * (values[at] ?? 0)
  return sum
}

function addTo(matrix: Matrix, sentence: number, step: number, weights: Float32Array): void {
  const { rows, values } = matrix
  const end = matrix.starts[sentence + 1] ?? 0
  for (let at = matrix.starts[sentence] ?? 0; at < end; at++) {
    const row = rows[at] ?? 0
    weights[row] = (weights[row] ?? 0) + step * (values[at] ?? 0)
  }
}

function shuffle(order: Int32Array, length: number, random: () => number): void {
  for (let at = 0; at < length; at++) {
    const other = at + Math.floor(random() * (length - at))
    const kept = order[at] ?? 0
    order[at] = order[other] ?? 0
    order[other] = kept
  }
}
