import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const repository = join(import.meta.dirname, '..', '..')
const packages = ['contracts', 'sdk', 'engine', 'kit', 'ui']

/** A small house of its own in a temporary folder, laid out like ours, in which a test plants what must be found. */
export type PlantedTree = { root: string; plant(file: string, text: string): void; clear(): void }

/** `installed` npm packages are linked to the repository's, and our own packages to the tree's. */
export function plantTree(files: Record<string, string>, installed: string[] = []): PlantedTree {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'parley-planted-')))
  const plant = (file: string, text: string) => {
    const path = join(root, file)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
  for (const [file, text] of Object.entries(files)) plant(file, text)
  for (const name of installed) link(join(repository, 'node_modules', name), join(root, 'node_modules', name))
  for (const name of packages.filter((name) => existsSync(join(root, 'packages', name)))) {
    link(join(root, 'packages', name), join(root, 'node_modules', '@parley', name))
  }
  return { root, plant, clear: () => rmSync(root, { recursive: true, force: true }) }
}

/** Copies one of the repository's own settings files into the tree. */
export function plantSettings(tree: PlantedTree, ...files: string[]): void {
  for (const file of files) cpSync(join(repository, file), join(tree.root, file))
}

function link(target: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true })
  symlinkSync(target, path)
}
