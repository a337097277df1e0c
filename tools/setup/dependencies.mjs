import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { npm } from './npm.mjs'

/** Installs what the lock file names, where that is not there yet. The lock file itself stays as it is. */
export async function bringDependencies(root) {
  if (!fits(root)) await alone(join(root, '.runtime', 'installing'), () => install(root))
}

async function install(root) {
  if (fits(root)) return
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--engine-strict=false', '--loglevel=error']
  await npm(args, root, 'Installing the dependencies')
}

/** What is installed is compared with the lock file package by package: dates say little after a clone or a copy. */
export function fits(root) {
  const wanted = readPackages(join(root, 'package-lock.json'))
  const present = readPackages(join(root, 'node_modules', '.package-lock.json'))
  if (!wanted || !present) return false
  return Object.entries(wanted).every(([path, { version, link, optional, peer }]) => {
    if (!path.includes('node_modules/')) return true
    const found = present[path]
    if (!found) return Boolean(optional || peer)
    return Boolean(link) || (found.version === version && existsSync(join(root, path)))
  })
}

function readPackages(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages
  } catch {
    return undefined
  }
}

/** Two starts on a bare clone: the second waits for the first to install. */
async function alone(lock, work) {
  mkdirSync(join(lock, '..'), { recursive: true })
  while (!take(lock)) await new Promise((later) => setTimeout(later, 500))
  try {
    return await work()
  } finally {
    rmSync(lock, { force: true })
  }
}

function take(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch {
    if (!runs(lock)) rmSync(lock, { force: true })
    return false
  }
}

function runs(lock) {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')) || 0, 0)
    return true
  } catch (fault) {
    return fault.code === 'EPERM'
  }
}
