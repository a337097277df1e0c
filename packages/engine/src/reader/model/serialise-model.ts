import { z } from 'zod'
import { type Model, modelOf } from './model.ts'

const magic = 0x504d4c32
const header = z.object({
  jobs: z.array(z.string()),
  languages: z.array(z.string()),
  rows: z.int().nonnegative(),
  wishWords: z.int().nonnegative(),
  threshold: z.number(),
  calibration: z.object({
    best: z.object({ offset: z.number(), margin: z.number(), lead: z.number(), known: z.number() }),
    any: z.object({ slope: z.number(), offset: z.number() }),
  }),
})

/** The model as bytes: a line of JSON, then the arrays one after the other, little-endian. */
export function serialiseModel(model: Model): Uint8Array {
  const { jobs, languages, threshold, calibration } = model
  const head = new TextEncoder().encode(
    JSON.stringify({
      jobs,
      languages,
      rows: model.hashes.length,
      wishWords: model.wishWords.length,
      threshold,
      calibration,
    }),
  )
  const blocks = [
    head,
    bytesOf(model.hashes),
    bytesOf(model.idf),
    bytesOf(model.scales),
    bytesOf(model.biases),
    bytesOf(model.wishWords),
    bytesOf(model.weights),
  ]
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
  const { jobs, languages, rows, wishWords, threshold, calibration } = header.parse(
    JSON.parse(new TextDecoder().decode(bytes.subarray(8, headEnd))),
  )
  const columns = jobs.length + languages.length
  const sizes = [rows * 4, rows * 4, columns * 4, columns * 4, wishWords * 4, rows * columns]
  if (bytes.length !== headEnd + sizes.reduce((sum, size) => sum + size, 0)) throw new Error('The model is cut short')
  // Copied, since the arrays must start at multiples of four.
  const body = new Uint8Array(bytes.subarray(headEnd)).buffer
  const starts = sizes.map((_, index) => sizes.slice(0, index).reduce((sum, size) => sum + size, 0))
  return modelOf({
    jobs,
    languages,
    threshold,
    calibration,
    hashes: new Uint32Array(body, starts[0], rows),
    idf: new Float32Array(body, starts[1], rows),
    scales: new Float32Array(body, starts[2], columns),
    biases: new Float32Array(body, starts[3], columns),
    wishWords: new Uint32Array(body, starts[4], wishWords),
    weights: new Int8Array(body, starts[5], rows * columns),
  })
}

const bytesOf = (array: Uint32Array | Float32Array | Int8Array): Uint8Array =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
