import { randomBytes } from 'node:crypto'
import { chmodSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The keys a server can't do without: for session cookies, for tokens it signs, for what it seals at rest. */
export type Secrets = { session: string; signing: string; sealing: string }

const keyBytes = 32

/**
 * The operator's own keys where given, else keys made once below the data folder and kept for its owner's eyes alone.
 * Each is 32 bytes as base64url.
 */
export function keepSecrets(dataFolder: string, given: Partial<Secrets>): Secrets {
  const folder = join(dataFolder, 'secrets')
  const secret = (name: keyof Secrets) => given[name] ?? keepSecret(folder, name)
  return { session: secret('session'), signing: secret('signing'), sealing: secret('sealing') }
}

/** A secret made on first use; two processes that start at once agree on one, and a kill leaves none half written. */
export function keepSecret(folder: string, name: string): string {
  const path = join(folder, name)
  const kept = readSecret(path)
  if (kept) return kept
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const aside = `${path}.${process.pid}`
  writeFileSync(aside, randomBytes(keyBytes).toString('base64url'), { mode: 0o600 })
  chmodSync(aside, 0o600)
  try {
    linkSync(aside, path)
  } catch {
    // Another process was first, or the disk knows no links.
    if (!readSecret(path)) renameSync(aside, path)
  } finally {
    rmSync(aside, { force: true })
  }
  return readFileSync(path, 'utf8').trim()
}

function readSecret(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim() || undefined
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === 'ENOENT') return undefined
    throw fault
  }
}
