import { parentPort, workerData } from 'node:worker_threads'
import { serialiseModel, train } from '@parley/engine'

// Training takes seconds; on the main thread every shopper would wait for it.
const { examples, options } = workerData
parentPort?.postMessage(serialiseModel(train(examples, options)))
