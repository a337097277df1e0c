import { afterEach, expect, test } from 'vitest'
import { fileLength } from './file-length.ts'
import { type PlantedTree, plantTree } from './planted-tree.ts'

let tree: PlantedTree | undefined

afterEach(() => tree?.clear())

test('a source file of 301 lines fails, one of 300 passes, and what is built or installed does not count', async () => {
  const lines = (count: number) => 'export {}\n'.repeat(count)
  tree = plantTree({
    'apps/server/src/long.ts': lines(301),
    'packages/ui/src/long.tsx': lines(400),
    'tools/setup/long.mjs': lines(302),
    'apps/server/src/fitting.ts': lines(300),
    'apps/widget/dist/built.js': lines(5_000),
    'node_modules/other/index.js': lines(5_000),
    'apps/server/src/db/tables.generated.ts': lines(900),
  })
  expect(await fileLength.run(tree.root)).toEqual([
    'apps/server/src/long.ts has 301 lines; 300 is the most',
    'packages/ui/src/long.tsx has 400 lines; 300 is the most',
    'tools/setup/long.mjs has 302 lines; 300 is the most',
  ])
})
