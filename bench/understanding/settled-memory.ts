import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Megabytes that live things take, once what nobody holds any more is swept away. */
export function settledMemory(): number {
  setFlagsFromString('--expose-gc')
  const sweep: unknown = runInNewContext('gc')
  if (typeof sweep === 'function') sweep()
  const { heapUsed, external } = process.memoryUsage()
  return (heapUsed + external) / 1e6
}
