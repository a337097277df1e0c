import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { type PlantedTree, plantTree } from '../check/planted-tree.ts'
import { fits } from './dependencies.mjs'

const runner = join(import.meta.dirname, 'run.mjs')
const root = join(import.meta.dirname, '..', '..')
let tree: PlantedTree | undefined

afterEach(() => tree?.clear())

const lock = (packages: object) => JSON.stringify({ packages })

test('dependencies fit while what is installed is what the lock file names', () => {
  const wanted = {
    '': {},
    'node_modules/zod': { version: '4.0.0' },
    'node_modules/mac': { version: '1.0.0', optional: true },
  }
  const zod = { 'node_modules/zod/package.json': '{}' }
  const withInstalled = (installed: object, files: Record<string, string> = zod) => {
    tree?.clear()
    tree = plantTree({
      'package-lock.json': lock(wanted),
      'node_modules/.package-lock.json': lock(installed),
      ...files,
    })
    return fits(tree.root)
  }
  expect(withInstalled({ 'node_modules/zod': { version: '4.0.0' } })).toBe(true)
  expect(withInstalled({ 'node_modules/zod': { version: '3.9.0' } })).toBe(false)
  expect(withInstalled({})).toBe(false)
  expect(withInstalled({ 'node_modules/zod': { version: '4.0.0' } }, {})).toBe(false)
})

test('nothing installed does not fit', () => {
  tree = plantTree({ 'package-lock.json': lock({ '': {} }) })
  expect(fits(tree.root)).toBe(false)
})

const server = `
  import { createServer } from 'node:net'
  import { writeFileSync } from 'node:fs'
  createServer().listen(0)
  let told = 0
  process.on('SIGTERM', () => leave('SIGTERM'))
  process.on('SIGINT', () => leave('SIGINT'))
  function leave(signal) {
    told += 1
    setTimeout(() => { writeFileSync('left', signal + ' ' + told); process.exit(signal === 'SIGINT' ? 7 : 0) }, 50)
  }
  console.log('serving')
`

async function serve(): Promise<{ launcher: ChildProcess; folder: string }> {
  tree = plantTree({
    'server.mjs': server,
    'launch.mjs': `
      import { run } from ${JSON.stringify(runner)}
      process.exitCode = await run(process.execPath, ['server.mjs'], { serving: true, root: ${JSON.stringify(root)} })
    `,
  })
  const { npm_lifecycle_event: _, ...environment } = process.env
  const launcher = spawn(process.execPath, ['launch.mjs'], {
    cwd: tree.root,
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(launcher.stdout, 'data')
  return { launcher, folder: tree.root }
}

test('Ctrl-C reaches the server once, and its exit code is kept', async () => {
  const { launcher, folder } = await serve()
  launcher.kill('SIGINT')
  const [code] = await once(launcher, 'exit')
  expect(code).toBe(7)
  expect(await leftBehind(folder)).toBe('SIGINT 1')
})

test('a launcher that is killed takes the server with it, in order', async () => {
  const { launcher, folder } = await serve()
  launcher.kill('SIGKILL')
  await once(launcher, 'exit')
  expect(await leftBehind(folder)).toBe('SIGTERM 1')
})

async function leftBehind(folder: string): Promise<string> {
  await expect.poll(() => existsSync(join(folder, 'left')), { timeout: 10_000, interval: 20 }).toBe(true)
  return readFileSync(join(folder, 'left'), 'utf8')
}
