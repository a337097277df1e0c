import { join } from 'node:path'
import { build } from 'vite'

const root = join(import.meta.dirname, '..')

/** The widget as it would be shipped, by file name; built in memory, so that it is never an older one. */
export async function buildWidget(): Promise<Map<string, string | Uint8Array>> {
  const built = await build({
    root,
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'error',
    mode: 'production',
    build: { write: false },
  })
  if (!('output' in built)) throw new Error('The widget was not built in one go.')
  return new Map(built.output.map((part) => [part.fileName, part.type === 'chunk' ? part.code : part.source]))
}
