import { type ChildProcess, spawn } from 'node:child_process'
import { globSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The server restarts when its sources change, the front ends are built again when theirs do. */
const root = join(import.meta.dirname, '..')
const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')

const children: ChildProcess[] = globSync('apps/*/vite*.config.ts', { cwd: root })
  .sort()
  .map((file) => start([vite, 'build', '--watch', '--logLevel', 'warn', '--config', join(root, file)], dirname(file)))
children.push(start(['--watch', '--watch-preserve-output', 'apps/server/src/main.ts'], '.'))

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    for (const child of children) child.kill(signal)
  })
}

function start(args: string[], folder: string): ChildProcess {
  const child = spawn(process.execPath, args, { cwd: join(root, folder), stdio: ['ignore', 'inherit', 'inherit'] })
  child.once('exit', (code) => {
    if (code) process.exitCode = code
  })
  return child
}
