// Preloaded into a server under test: asked by a signal, it sweeps and writes how much memory the process holds and how long it has worked.
import { writeFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

const file = process.env.PARLEY_BENCH_MEMORY
if (file) {
  setFlagsFromString('--expose-gc')
  const sweep: unknown = runInNewContext('gc')
  process.on('SIGUSR2', () => {
    if (typeof sweep === 'function') for (let round = 0; round < 3; round++) sweep()
    const { rss, heapUsed, external } = process.memoryUsage()
    const { user, system } = process.cpuUsage()
    writeFileSync(file, JSON.stringify({ rss, held: heapUsed + external, cpuMs: (user + system) / 1000 }))
  })
}
