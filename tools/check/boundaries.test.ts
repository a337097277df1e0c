import { afterEach, expect, test } from 'vitest'
import { boundaries, modulesSeen, unseen } from './boundaries.ts'
import { type PlantedTree, plantTree } from './planted-tree.ts'

const description = (name: string) =>
  JSON.stringify({ name: `@parley/${name}`, type: 'module', exports: { '.': './src/index.ts' } })
const word = "export const word = 'lamp'\n"

/** Enough of the house that every planted import leads somewhere. */
const house = {
  'package.json': '{ "name": "house", "type": "module", "dependencies": { "zod": "4", "preact": "11" } }',
  ...Object.fromEntries(
    ['contracts', 'sdk', 'engine', 'kit', 'ui'].flatMap((name) => [
      [`packages/${name}/package.json`, description(name)],
      [`packages/${name}/src/index.ts`, word],
    ]),
  ),
  'extensions/flows/cart/index.ts': word,
  'extensions/flows/checkout/index.ts': word,
  'apps/widget/src/main.ts': word,
  'apps/console/src/main.ts': word,
  'apps/server/src/main.ts': word,
  'apps/server/src/config.ts': word,
  'apps/server/src/kernel/clock.ts': word,
  'apps/server/src/db/database.ts': word,
  'apps/server/src/people/index.ts': word,
  'apps/server/src/people/person-store.ts': word,
  'apps/server/src/people/person-routes.ts': word,
  'apps/server/src/commerce/index.ts': word,
  'apps/server/src/commerce/cart/index.ts': word,
  'apps/server/src/commerce/cart/cart-store.ts': word,
  'apps/server/src/commerce/orders/index.ts': word,
  'apps/server/src/dialogue/index.ts': word,
  'apps/server/src/http/index.ts': word,
  'apps/server/test/database.ts': word,
  'tools/build.ts': word,
  'stories/cast.ts': word,
}

let tree: PlantedTree | undefined

afterEach(() => tree?.clear())

async function problemsWith(file: string, text: string): Promise<string[]> {
  tree = plantTree({ ...house, [file]: text }, ['zod', 'preact', 'vitest'])
  return boundaries.run(tree.root)
}

function importing(place: string): string {
  return `import { word } from '${place}'\nexport const said = word\n`
}

test.each([
  ['contracts-imports-no-other-package', 'packages/contracts/src/a.ts', '@parley/sdk'],
  ['contracts-take-only-zod', 'packages/contracts/src/a.ts', 'preact'],
  ['contracts-sdk-and-engine-are-pure', 'packages/contracts/src/a.ts', 'node:fs'],
  ['sdk-imports-only-contracts', 'packages/sdk/src/a.ts', '@parley/engine'],
  ['engine-imports-only-contracts-sdk', 'packages/engine/src/a.ts', '@parley/kit'],
  ['engine-imports-only-contracts-sdk', 'packages/engine/src/a.ts', '../../../apps/server/src/kernel/clock.ts'],
  ['contracts-sdk-and-engine-are-pure', 'packages/engine/src/a.ts', 'node:net'],
  ['kit-imports-only-contracts-sdk-engine', 'packages/kit/src/a.ts', '../../../apps/server/src/main.ts'],
  ['ui-imports-only-contracts', 'packages/ui/src/a.ts', '@parley/sdk'],
  ['extensions-know-only-the-sdk', 'extensions/flows/cart/a.ts', '../checkout/index.ts'],
  ['extensions-know-only-the-sdk', 'extensions/flows/cart/a.ts', '../../../apps/server/src/commerce/cart/index.ts'],
  ['extensions-know-only-the-sdk', 'extensions/flows/cart/a.ts', '@parley/engine'],
  ['extension-tests-know-only-the-kit-besides', 'extensions/flows/cart/a.test.ts', '../checkout/index.ts'],
  ['extensions-live-in-folders', 'extensions/flows/shared.ts', '@parley/sdk'],
  ['extensions-are-found-not-imported', 'apps/server/src/main.ts', '../../../extensions/flows/cart/index.ts'],
  ['front-ends-know-only-contracts-and-ui', 'apps/widget/src/a.ts', '../../server/src/kernel/clock.ts'],
  ['front-ends-know-only-contracts-and-ui', 'apps/console/src/a.ts', '../../widget/src/main.ts'],
  ['front-ends-know-only-contracts-and-ui', 'apps/storefront/src/a.ts', '@parley/sdk'],
  ['widget-takes-types-only', 'apps/widget/src/a.ts', '@parley/contracts'],
  ['widget-takes-types-only', 'apps/widget/src/a.ts', 'zod'],
  ['ui-takes-types-only', 'packages/ui/src/a.ts', '@parley/contracts'],
  ['the-server-knows-no-front-end', 'apps/server/src/main.ts', '../../widget/src/main.ts'],
  ['every-domain-has-its-place', 'apps/server/src/weather/index.ts', '../kernel/clock.ts'],
  ['every-domain-has-its-place', 'apps/server/src/commerce/weather/index.ts', '../../kernel/clock.ts'],
  ['kernel-enters-only-earlier-domains', 'apps/server/src/kernel/a.ts', '../db/database.ts'],
  ['people-enters-only-earlier-domains', 'apps/server/src/people/a.ts', '../commerce/cart/index.ts'],
  ['people-enters-only-earlier-domains', 'apps/server/src/people/a.ts', '../commerce/index.ts'],
  ['commerce-cart-enters-only-earlier-domains', 'apps/server/src/commerce/cart/a.ts', '../orders/index.ts'],
  ['commerce-cart-enters-only-earlier-domains', 'apps/server/src/commerce/cart/a.ts', '../index.ts'],
  ['dialogue-enters-only-earlier-domains', 'apps/server/src/dialogue/a.ts', '../http/index.ts'],
  ['domains-enter-by-the-index', 'apps/server/src/commerce/cart/a.ts', '../../people/person-store.ts'],
  ['domains-enter-by-the-index', 'apps/server/src/commerce/orders/a.ts', '../cart/cart-store.ts'],
  ['commerce-enters-its-parts-by-the-index', 'apps/server/src/commerce/a.ts', './cart/cart-store.ts'],
  ['routes-are-mounted-by-http', 'apps/server/src/dialogue/a.ts', '../people/person-routes.ts'],
  ['only-the-composition-knows-everything', 'apps/server/src/dialogue/a.ts', '../main.ts'],
  ['only-the-composition-knows-everything', 'apps/server/src/kernel/a.ts', '../config.ts'],
  ['nothing-ships-with-tests-or-tools', 'apps/server/src/http/a.ts', '../../test/database.ts'],
  ['nothing-ships-with-tests-or-tools', 'apps/server/src/http/a.ts', '../../../../tools/build.ts'],
  ['imports-lead-somewhere', 'apps/server/src/http/a.ts', './nowhere.ts'],
])('%s: %s may not import %s', async (rule, file, place) => {
  const problems = await problemsWith(file, importing(place))
  expect(problems.join('\n')).toContain(`(${rule}: `)
  expect(problems.every((problem) => problem.startsWith(file))).toBe(true)
})

test.each([
  ['apps/server/src/commerce/orders/a.ts', importing('../cart/index.ts')],
  ['apps/server/src/commerce/cart/a.ts', importing('../../people/index.ts')],
  ['apps/server/src/commerce/a.ts', importing('./cart/index.ts')],
  ['apps/server/src/people/a.ts', importing('./person-store.ts')],
  ['apps/server/src/people/a.ts', importing('../db/database.ts')],
  ['apps/server/src/http/a.ts', importing('../people/person-routes.ts')],
  ['apps/server/src/main.ts', importing('./commerce/cart/cart-store.ts')],
  ['apps/server/src/cli/main.ts', importing('../people/person-store.ts')],
  ['apps/server/src/people/a.test.ts', importing('../../test/database.ts')],
  ['apps/widget/src/a.ts', "import type { word } from '@parley/contracts'\nexport type Word = typeof word\n"],
  ['apps/console/src/a.ts', importing('@parley/contracts')],
  ['apps/widget/src/a.ts', importing('@parley/ui')],
  ['extensions/flows/cart/a.ts', importing('@parley/sdk')],
  ['extensions/flows/cart/a.ts', importing('./index.ts')],
  ['extensions/flows/cart/a.ts', importing('node:crypto')],
  ['extensions/flows/cart/a.test.ts', importing('@parley/kit')],
  ['packages/contracts/src/a.ts', importing('zod')],
  ['packages/engine/src/a.ts', importing('@parley/sdk')],
])('%s may do this: %s', async (file, text) => {
  expect(await problemsWith(file, text)).toEqual([])
})

test('the boundary check has seen every source file, and into each', async () => {
  tree = plantTree(house)
  expect(await modulesSeen.run(tree.root)).toEqual([])
})

test('a boundary check that saw nothing, or fewer files than there are, does not pass', () => {
  tree = plantTree({ ...house, 'tools/launch.ts': importing('./build.ts') })
  const files = ['tools/build.ts', 'tools/launch.ts']
  expect(unseen(tree.root, files, [])).toHaveLength(2)
  expect(unseen(tree.root, files, [{ source: 'tools/build.ts', dependencies: [] }])).toEqual([
    'tools/launch.ts exists, but the boundary check has not seen it',
  ])
  const blind = files.map((source) => ({ source, dependencies: [] }))
  expect(unseen(tree.root, files, blind)).toEqual([
    'tools/launch.ts imports something, but the boundary check has not seen what',
  ])
  expect(unseen(tree.root, [], [])).toEqual(['There is no source file at all.'])
})
