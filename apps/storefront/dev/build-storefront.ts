import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createBuilder } from 'vite'
import type { StorefrontParts } from '../src/shop-port.ts'

const root = join(import.meta.dirname, '..')

export interface Built {
  folder: string
  storefront(parts: StorefrontParts): (request: Request) => Promise<Response>
  remove(): Promise<void>
}

/** Both halves as they would be shipped, built afresh into a folder of their own. */
export async function buildStorefront(): Promise<Built> {
  const folder = await mkdtemp(join(tmpdir(), 'storefront-'))
  const builder = await createBuilder(
    {
      root,
      configFile: join(root, 'vite.config.ts'),
      logLevel: 'error',
      mode: 'production',
      environments: { client: { build: { outDir: join(folder, 'client') } }, ssr: { build: { outDir: folder } } },
    },
    null,
  )
  await builder.buildApp()
  const module: Pick<Built, 'storefront'> = await import(pathToFileURL(join(folder, 'server.js')).href)
  return { folder, storefront: module.storefront, remove: () => rm(folder, { recursive: true, force: true }) }
}
