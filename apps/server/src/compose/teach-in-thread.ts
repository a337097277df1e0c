import { Worker } from 'node:worker_threads'
import type { Example } from '@parley/engine'
import type { Taught } from '../learning/index.ts'

/** Makes and measures a shop's delta in a thread of its own. */
export function teachInThread(given: { extensionFolders: readonly string[]; modelFolder: string }) {
  return (lessons: readonly Example[]): Promise<Taught> =>
    new Promise((resolve, reject) => {
      const plain = lessons.map(({ text, job, language }) => ({ text, job, language }))
      const worker = new Worker(new URL('./teach-worker.ts', import.meta.url), {
        workerData: { ...given, lessons: plain },
      })
      worker.once('message', (taught: Taught) => {
        resolve(taught)
        void worker.terminate()
      })
      worker.once('error', reject)
    })
}
