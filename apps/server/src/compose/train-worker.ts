import { parentPort, workerData } from 'node:worker_threads'
import { serialiseModel, train } from '@parley/engine'
import { z } from 'zod'
import { openLog } from '../kernel/log.ts'
import { loadExtensions } from './extensions.ts'

// Training takes seconds; on the main thread every shopper would wait for it. What does not load has been named there already.
const { extensionFolders } = z.object({ extensionFolders: z.array(z.string()) }).parse(workerData)
const { examples, languages, lexicons } = await loadExtensions(extensionFolders, openLog('silent'))
parentPort?.postMessage(serialiseModel(train(examples, { languages, lexicons })))
