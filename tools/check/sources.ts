import { globSync } from 'node:fs'

/** Where hand-written source lives, seen from the root. */
export const sourceFolders = ['apps', 'packages', 'extensions', 'stories', 'prove', 'bench', 'tools']

const notOurs = /(^|\/)(node_modules|dist|coverage|\.runtime|\.data)(\/|$)/

/** Every source file with one of these endings, as slash paths below the root, sorted; what is built or declared is left out. */
export function sourceFiles(root: string, endings: string[]): string[] {
  const patterns = endings.flatMap((ending) => [
    `*.${ending}`,
    `.*.${ending}`,
    ...sourceFolders.map((folder) => `${folder}/**/*.${ending}`),
  ])
  return globSync(patterns, { cwd: root, exclude: (path) => notOurs.test(path) })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !path.endsWith('.d.ts'))
    .sort()
}
