import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createBuilder } from 'vite'

/** Builds every front end, in this order, or with `--changed` those whose sources differ from what was built last. */
const frontEnds = ['widget', 'console', 'storefront']
const shared = ['packages/ui', 'packages/contracts']
const settings = ['package-lock.json', 'tsconfig.base.json', 'tools/build.ts']

const root = join(import.meta.dirname, '..')
const onlyChanged = process.argv.includes('--changed')

let before = ''
for (const name of frontEnds) {
  const folder = join(root, 'apps', name)
  const configFiles = globSync('vite*.config.ts', { cwd: folder }).sort()
  if (configFiles.length === 0) continue
  // A front end may take in what an earlier one built: the storefront serves the widget.
  const mark = sourceMark([`apps/${name}`, ...shared], before)
  before = mark
  const markFile = join(folder, 'dist', '.sources')
  if (onlyChanged && existsSync(markFile) && readFileSync(markFile, 'utf8') === mark) continue
  await buildFrontEnd(name, folder, configFiles)
  writeFileSync(markFile, mark)
}

async function buildFrontEnd(name: string, folder: string, configFiles: string[]): Promise<void> {
  const began = performance.now()
  console.log(`Building the ${name} …`)
  for (const file of configFiles) {
    const builder = await createBuilder(
      { root: folder, configFile: join(folder, file), logLevel: 'warn', mode: 'production' },
      null,
    )
    await builder.buildApp()
  }
  console.log(`Building the ${name}: done in ${((performance.now() - began) / 1000).toFixed(1)} s.`)
}

function sourceMark(folders: string[], before: string): string {
  const hash = createHash('sha256').update(before)
  const ignored = (path: string) => /(^|\/)(node_modules|dist)(\/|$)|\.test\.tsx?$/.test(path)
  const files = folders.flatMap((folder) => globSync(`${folder}/**/*`, { cwd: root, exclude: ignored }))
  for (const file of [...files, ...settings].sort()) {
    const path = join(root, file)
    if (!existsSync(path) || !statSync(path).isFile()) continue
    hash.update(`${file}\0`).update(readFileSync(path)).update('\0')
  }
  return hash.digest('hex')
}
