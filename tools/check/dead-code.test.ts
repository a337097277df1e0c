import { afterEach, expect, test } from 'vitest'
import { deadCode } from './dead-code.ts'
import { type PlantedTree, plantSettings, plantTree } from './planted-tree.ts'

let tree: PlantedTree | undefined

afterEach(() => tree?.clear())

const house = {
  'package.json': '{ "name": "house", "type": "module", "workspaces": ["apps/*"] }',
  'apps/server/package.json': '{ "name": "@parley/server", "type": "module" }',
  'apps/server/src/main.ts': "import { lamp } from './lamp.ts'\nconsole.log(lamp)\n",
  'apps/server/src/lamp.ts': "export const lamp = 'lamp'\n",
}

function problemsWith(changed: Record<string, string>): Promise<string[]> {
  tree = plantTree({ ...house, ...changed })
  plantSettings(tree, 'knip.json')
  return deadCode.run(tree.root)
}

test('a tree in which everything is used passes', async () => {
  expect(await problemsWith({})).toEqual([])
})

test('an export that nothing uses fails', async () => {
  const problems = await problemsWith({
    'apps/server/src/lamp.ts': "export const lamp = 'lamp'\nexport const shade = 1\n",
  })
  expect(problems.join('\n')).toMatch(/apps\/server\/src\/lamp\.ts.*shade/)
})

test('a file that nothing imports fails', async () => {
  const problems = await problemsWith({ 'apps/server/src/forgotten.ts': 'export const chair = 1\n' })
  expect(problems.join('\n')).toContain('apps/server/src/forgotten.ts')
})
