import { afterEach, expect, test } from 'vitest'
import { type PlantedTree, plantSettings, plantTree } from './planted-tree.ts'
import { style } from './style.ts'
import { types } from './types.ts'

let tree: PlantedTree | undefined

afterEach(() => tree?.clear())

function plantLamp(text: string): PlantedTree {
  tree = plantTree({ 'package.json': '{\n  "type": "module"\n}\n', 'apps/server/src/lamp.ts': text }, ['@types/node'])
  plantSettings(tree, 'biome.json', 'tsconfig.json', 'tsconfig.base.json', '.gitignore')
  return tree
}

test.each([
  ['an any', 'export const lamp: any = 1\n', 'noExplicitAny'],
  ['a promise of non-null', 'export const first = (lamps: string[]) => lamps[0]!\n', 'noNonNullAssertion'],
  ['a semicolon', "export const lamp = 'lamp';\n", 'format'],
  ['a skipped test', "import { test } from 'vitest'\n\ntest.skip('lamp', () => undefined)\n", 'noSkippedTests'],
])('style: %s fails', async (_, text, rule) => {
  expect((await style.run(plantLamp(text).root)).join('\n')).toContain(rule)
})

test('style: what is written as agreed passes', async () => {
  expect(await style.run(plantLamp("export const lamp = 'lamp'\n").root)).toEqual([])
})

test.each([
  ['a wrong type', 'export const lamp: string = 1\n', 'TS2322'],
  ['an element that may be missing', 'export const first = (lamps: string[]): string => lamps[0]\n', 'TS2322'],
  ['an enum, which Node can not strip', 'export enum Lamp {\n  on,\n}\n', 'TS1294'],
])('types: %s fails', async (_, text, code) => {
  expect((await types.run(plantLamp(text).root)).join('\n')).toContain(code)
})

test('types: sound source passes', async () => {
  expect(await types.run(plantLamp("export const lamp: string = 'lamp'\n").root)).toEqual([])
})
