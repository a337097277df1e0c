import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** A hang-up is left alone: it ends this process unless `nohup` forbade it, and what serves follows. */
const passedOn = ['SIGINT', 'SIGTERM']

/**
 * Runs a program with the right Node until it ends and answers its exit code. What serves gets a session of its own, so that
 * Ctrl-C reaches it once, from here, and a line by which it notices that this process was killed.
 */
export function run(node, args, { serving, root }) {
  return new Promise((ended, failed) => {
    const follow = pathToFileURL(join(root, 'tools', 'setup', 'leave-with-parent.mjs')).href
    const child = serving
      ? spawn(node, ['--import', follow, ...args], { detached: true, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
      : spawn(node, args, { stdio: 'inherit' })
    const listeners = passedOn.map((signal) => [signal, () => passOn(child, signal, serving)])
    for (const [signal, listener] of listeners) process.on(signal, listener)
    const watching = serving ? watchParent(() => child.kill('SIGTERM')) : undefined
    child.once('error', failed)
    child.once('exit', (code, signal) => {
      clearInterval(watching)
      for (const [name, listener] of listeners) process.off(name, listener)
      ended(code ?? 128 + (constants.signals[signal] ?? 0))
    })
  })
}

/** At a terminal Ctrl-C has reached a child of the same session already. */
function passOn(child, signal, serving) {
  if (!serving && signal === 'SIGINT' && process.stdin.isTTY) return
  child.kill(signal)
}

/** Killing `npm start` hard leaves this process behind: it sees that npm is gone from above it, and stops what it serves. */
function watchParent(stop) {
  if (!process.env.npm_lifecycle_event) return undefined
  const before = npmAbove()
  const watching = setInterval(() => npmAbove() !== before && stop(), 500)
  watching.unref()
  return watching
}

/** npm is the parent, or has a shell in between, which outlives it. */
function npmAbove() {
  const parent = process.ppid
  try {
    const [, name, above] = /^\d+ \((.*)\) \S+ (\d+) /.exec(readFileSync(`/proc/${parent}/stat`, 'utf8'))
    return /^(sh|dash|bash|ash|zsh)$/.test(name) ? Number(above) : parent
  } catch {
    return parent
  }
}
