import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')
const built = ['apps/widget/dist/loader.js', 'apps/console/dist/index.html', 'apps/storefront/dist/server.js']

/** The front ends as `npm start` serves them; built where they are not yet. */
export function ensureBuilt(): void {
  if (built.some((file) => !existsSync(join(root, file))))
    execFileSync(process.execPath, ['tools/build.ts'], { cwd: root })
}
