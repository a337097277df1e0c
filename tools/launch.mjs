// Plain JavaScript for any Node from 18 on: it brings what the rest needs (Node 24, the dependencies), then runs one verb.
import { existsSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bringDependencies } from './setup/dependencies.mjs'
import { bringNode } from './setup/node.mjs'
import { run } from './setup/run.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** What each verb runs, one after the other; `long` marks what serves until it is told to stop. */
const verbs = {
  start: { steps: [['tools/build.ts', '--changed'], ['apps/server/src/main.ts']], long: true },
  dev: { steps: [['tools/dev.ts']], long: true },
  test: { steps: [['tools/test.ts']] },
  check: { steps: [['tools/check.ts']] },
  prove: { steps: [['tools/build.ts', '--changed'], ['prove/main.ts']] },
  bench: { steps: [['tools/build.ts', '--changed'], ['bench/main.ts']] },
  build: { steps: [['tools/build.ts']] },
  parley: { steps: [['apps/server/src/cli/main.ts']] },
}

try {
  process.exitCode = await launch(process.argv[2] ?? '', process.argv.slice(3))
} catch (fault) {
  console.error(fault instanceof Error ? fault.message : fault)
  process.exitCode = 1
}

async function launch(name, args) {
  const verb = verbs[name]
  if (!verb) throw new Error(`Usage: node tools/launch.mjs <${Object.keys(verbs).join(' | ')}> [arguments]`)
  const node = await bringNode(root)
  process.env.PATH = [dirname(node), process.env.PATH].join(delimiter)
  await bringDependencies(root)
  process.chdir(root)
  for (const [index, [program, ...own]] of verb.steps.entries()) {
    if (!existsSync(join(root, program))) throw new Error(`npm run ${name} needs ${program}, which is not there.`)
    const last = index === verb.steps.length - 1
    const code = await run(node, [program, ...own, ...(last ? args : [])], {
      serving: Boolean(verb.long) && last,
      root,
    })
    if (code !== 0) return code
  }
  return 0
}
