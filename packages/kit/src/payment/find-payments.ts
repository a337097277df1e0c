import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { PaymentDefinition } from '@parley/sdk'
import type { PaymentHarness } from './check-payment.ts'

/** A payment's folder with what it takes to prove it. */
export interface FoundPayment {
  payment: PaymentDefinition
  harness: PaymentHarness<unknown>
}

/**
 * Every folder with an `index.ts` below the given ones. Settings come from its `fixtures/settings.json`, else every secret is given some value
 * and the rest its default; the provider's world from `fixtures/world.ts` (default export: settings → world), else it is one that lives in Parley.
 */
export async function findPayments(...roots: string[]): Promise<FoundPayment[]> {
  const folders = roots
    .filter((root) => existsSync(root))
    .flatMap((root) => readdirSync(root, { withFileTypes: true }).map((entry) => join(root, entry.name)))
    .filter((folder) => existsSync(join(folder, 'index.ts')))
    .sort()
  return await Promise.all(folders.map(readPayment))
}

async function readPayment(folder: string): Promise<FoundPayment> {
  const payment = await defaultOf(join(folder, 'index.ts'))
  if (!isPayment(payment)) throw new Error(`${folder}/index.ts declares no payment`)
  const file = join(folder, 'fixtures/settings.json')
  const secrets = Object.fromEntries(payment.secrets.map((name) => [name, `a secret for the tests: ${name}`]))
  const settings: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : secrets
  const world = join(folder, 'fixtures/world.ts')
  const openWorld = existsSync(world) ? await defaultOf(world) : undefined
  return { payment, harness: isWorld(openWorld) ? { settings, openWorld } : { settings } }
}

async function defaultOf(file: string): Promise<unknown> {
  const loaded: unknown = await import(pathToFileURL(file).href)
  return typeof loaded === 'object' && loaded !== null && 'default' in loaded ? loaded.default : null
}

/** What a definition holds is proved by running it; here only that it is one. */
function isPayment(value: unknown): value is PaymentDefinition {
  return typeof value === 'object' && value !== null && 'id' in value && 'takes' in value && 'start' in value
}

function isWorld(value: unknown): value is NonNullable<PaymentHarness<unknown>['openWorld']> {
  return typeof value === 'function'
}
