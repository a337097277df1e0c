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
/** Planes fitted side by side: what takes the time is to fetch sentences and weights from memory, and so each is fetched once for all. */
const abreast = 8
const allAbreast = (1 << abreast) - 1

/**
 * Each class against all others: squared hinge loss by dual coordinate descent with shrinking (Hsieh et al. 2008). The bias is a
 * feature that is always 1. `classes` tells the class of each sentence, from 0 to `count` - 1.
 */
export function trainSvms(matrix: Matrix, classes: Int32Array, count: number, options: SvmOptions): Hyperplane[] {
  const norms = squaredNorms(matrix, classes.length)
  const planes: Hyperplane[] = []
  for (let first = 0; first < count; first += abreast) {
    const some = Math.min(abreast, count - first)
    const state = stateOf(matrix, classes.length, allAbreast & ~((1 << some) - 1))
    for (let epoch = 0; epoch < options.epochs && state.settled !== allAbreast; epoch++)
      runEpoch(matrix, { classes, first, norms }, state, options)
    for (let plane = 0; plane < some; plane++)
      planes.push({ weights: columnOf(state.weights, plane, matrix.width), bias: state.biases[plane] ?? 0 })
  }
  return planes
}

/** Planes stand side by side: `weights[row * abreast + plane]`. */
interface State {
  weights: Float32Array
  biases: Float64Array
  alpha: Float32Array
  /** By sentence, a bit for each plane that has no more use for it. */
  shrunk: Uint8Array
  /** A bit for each plane in which little moves any more. */
  settled: number
  ceilings: Float64Array
  order: Int32Array
  active: number
  sums: Float64Array
  steps: Float64Array
}

function stateOf(matrix: Matrix, size: number, settled: number): State {
  return {
    weights: new Float32Array(matrix.width * abreast),
    biases: new Float64Array(abreast),
    alpha: new Float32Array(size * abreast),
    shrunk: new Uint8Array(size),
    settled,
    ceilings: new Float64Array(abreast).fill(Number.POSITIVE_INFINITY),
    order: Int32Array.from({ length: size }, (_, at) => at),
    active: size,
    sums: new Float64Array(abreast),
    steps: new Float64Array(abreast),
  }
}

interface Wanted {
  classes: Int32Array
  /** Class of the first plane. */
  first: number
  norms: Float32Array
}

function runEpoch(matrix: Matrix, { classes, first, norms }: Wanted, state: State, options: SvmOptions): void {
  const { alpha, biases, ceilings, shrunk, steps, sums } = state
  const loose = 0.5 / options.cost
  const tight = loose / options.positiveCost
  const highest = new Float64Array(abreast).fill(Number.NEGATIVE_INFINITY)
  const lowest = new Float64Array(abreast).fill(Number.POSITIVE_INFINITY)
  shuffle(state.order, state.active, options.random)
  for (let at = 0; at < state.active; at++) {
    const sentence = state.order[at] ?? 0
    addUp(matrix, sentence, state.weights, sums)
    const norm = norms[sentence] ?? 1
    const own = (classes[sentence] ?? 0) - first
    let moved = 0
    let out = (shrunk[sentence] ?? 0) | state.settled
    for (let plane = 0; plane < abreast; plane++) {
      steps[plane] = 0
      if ((out & (1 << plane)) !== 0) continue
      const sign = plane === own ? 1 : -1
      const diagonal = plane === own ? tight : loose
      const place = sentence * abreast + plane
      const pull = alpha[place] ?? 0
      const gradient = sign * ((sums[plane] ?? 0) + (biases[plane] ?? 0)) - 1 + diagonal * pull
      if (pull === 0 && gradient > (ceilings[plane] ?? 0)) {
        out |= 1 << plane
        continue
      }
      const projected = pull === 0 && gradient > 0 ? 0 : gradient
      if (projected > (highest[plane] ?? 0)) highest[plane] = projected
      if (projected < (lowest[plane] ?? 0)) lowest[plane] = projected
      if (projected === 0) continue
      const next = Math.max(0, pull - gradient / (norm + diagonal))
      alpha[place] = next
      const step = (next - pull) * sign
      steps[plane] = step
      biases[plane] = (biases[plane] ?? 0) + step
      moved++
    }
    if (moved > 0) pull(matrix, sentence, state.weights, steps)
    shrunk[sentence] = out
    if (out === allAbreast) {
      state.active--
      state.order[at] = state.order[state.active] ?? 0
      state.order[state.active] = sentence
      at--
    }
  }
  for (let plane = 0; plane < abreast; plane++) {
    const most = highest[plane] ?? 0
    if (most - (lowest[plane] ?? 0) < tolerance) state.settled |= 1 << plane
    ceilings[plane] = most <= 0 ? Number.POSITIVE_INFINITY : most
  }
}

/** The sentence's margin in each plane, written out since this is where the time goes. */
function addUp({ starts, rows, values }: Matrix, sentence: number, weights: Float32Array, sums: Float64Array): void {
  let [a, b, c, d, e, f, g, h] = [0, 0, 0, 0, 0, 0, 0, 0]
  const end = starts[sentence + 1] ?? 0
  for (let at = starts[sentence] ?? 0; at < end; at++) {
    const place = (rows[at] ?? 0) * abreast
    const value = values[at] ?? 0
    a += value * (weights[place] ?? 0)
    b += value * (weights[place + 1] ?? 0)
    c += value * (weights[place + 2] ?? 0)
    d += value * (weights[place + 3] ?? 0)
    e += value * (weights[place + 4] ?? 0)
    f += value * (weights[place + 5] ?? 0)
    g += value * (weights[place + 6] ?? 0)
    h += value * (weights[place + 7] ?? 0)
  }
  sums[0] = a
  sums[1] = b
  sums[2] = c
  sums[3] = d
  sums[4] = e
  sums[5] = f
  sums[6] = g
  sums[7] = h
}

/** Moves the weights of the planes that step, mostly one or two. */
function pull({ starts, rows, values }: Matrix, sentence: number, weights: Float32Array, steps: Float64Array): void {
  const from = starts[sentence] ?? 0
  const end = starts[sentence + 1] ?? 0
  for (let plane = 0; plane < abreast; plane++) {
    const step = steps[plane] ?? 0
    if (step === 0) continue
    for (let at = from; at < end; at++) {
      const place = (rows[at] ?? 0) * abreast + plane
      weights[place] = (weights[place] ?? 0) + step * (values[at] ?? 0)
    }
  }
}

const columnOf = (weights: Float32Array, plane: number, width: number): Float32Array =>
  Float32Array.from({ length: width }, (_, row) => weights[row * abreast + plane] ?? 0)

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

function shuffle(order: Int32Array, length: number, random: () => number): void {
  for (let at = 0; at < length; at++) {
    const other = at + Math.floor(random() * (length - at))
    const kept = order[at] ?? 0
    order[at] = order[other] ?? 0
    order[other] = kept
  }
}
