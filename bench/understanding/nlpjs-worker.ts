import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { accuracyOf } from './nlpjs.ts'

// A process of its own thread for each thing that nlp.js is taught: it takes minutes, and nothing of ours is measured meanwhile.
const labelled = z.array(z.object({ text: z.string(), job: z.string() }))
const asked = z
  .object({ language: z.string(), examples: labelled, tests: labelled, network: z.record(z.string(), z.number()) })
  .parse(workerData)
parentPort?.postMessage(await accuracyOf(asked))
