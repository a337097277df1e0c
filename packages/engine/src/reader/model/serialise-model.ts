import { z } from 'zod'
import { type Model, modelOf } from './model.ts'

const magic = 0x504d4c35
const size = z.int().nonnegative()
const header = z.object({
  jobs: z.array(z.string()),
  languages: z.array(z.string()),
  strangeJob: z.string(),
  spellings: z.record(z.string(), z.array(z.string())),
  rows: size,
  sets: z.object({ knownWords: size, wishWords: size, goodsStems: size }),
  threshold: z.number(),
  calibration: z.object({
    best: z.object({
      offset: z.number(),
      margin: z.number(),
      lead: z.number(),
      known: z.number(),
      strange: z.number(),
    }),
    any: z.object({ slope: z.number(), offset: z.number() }),
  }),
})

/** The model as bytes: a line of JSON, then the arrays one after the other, little-endian. */
export function serialiseModel(model: Model): Uint8Array {
  const { jobs, languages, strangeJob, spellings, threshold, calibration, knownWords, wishWords, goodsStems } = model
  const sets = { knownWords: knownWords.length, wishWords: wishWords.length, goodsStems: goodsStems.length }
  const rows = model.hashes.length
  const head = new TextEncoder().encode(
    JSON.stringify({ jobs, languages, strangeJob, spellings, rows, sets, threshold, calibration }),
  )
  const arrays = [model.hashes, model.idf, model.scales, model.biases, knownWords, wishWords, goodsStems, model.weights]
  const blocks = [head, ...arrays.map(bytesOf)]
  const bytes = new Uint8Array(8 + blocks.reduce((sum, block) => sum + block.length, 0))
  const view = new DataView(bytes.buffer)
  view.setUint32(0, magic, true)
  view.setUint32(4, head.length, true)
  let at = 8
  for (const block of blocks) {
    bytes.set(block, at)
    at += block.length
  }
  return bytes
}

/** Throws where the bytes are not a whole model of this format: a stored one of an older version is then trained anew. */
export function parseModel(bytes: Uint8Array): Model {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 8 || view.getUint32(0, true) !== magic)
    throw new Error('These bytes are not a model of this version')
  const headEnd = 8 + view.getUint32(4, true)
  const head = header.parse(JSON.parse(new TextDecoder().decode(bytes.subarray(8, headEnd))))
  const { jobs, languages, strangeJob, spellings, rows, sets, threshold, calibration } = head
  const columns = jobs.length + languages.length
  // Copied, since the arrays must start at multiples of four.
  const body = new Uint8Array(bytes.subarray(headEnd)).buffer
  let at = 0
  const take = (length: number, width: number): [ArrayBuffer, number, number] => {
    const start = at
    at += length * width
    if (at > body.byteLength) throw new Error('The model is cut short')
    return [body, start, length]
  }
  const data = {
    jobs,
    languages,
    strangeJob,
    spellings,
    threshold,
    calibration,
    hashes: new Uint32Array(...take(rows, 4)),
    idf: new Float32Array(...take(rows, 4)),
    scales: new Float32Array(...take(columns, 4)),
    biases: new Float32Array(...take(columns, 4)),
    knownWords: new Uint32Array(...take(sets.knownWords, 4)),
    wishWords: new Uint32Array(...take(sets.wishWords, 4)),
    goodsStems: new Uint32Array(...take(sets.goodsStems, 4)),
    weights: new Int8Array(...take(rows * columns, 1)),
  }
  if (at !== body.byteLength) throw new Error('The model is longer than it says')
  return modelOf(data)
}

const bytesOf = (array: Uint32Array | Float32Array | Int8Array): Uint8Array =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
