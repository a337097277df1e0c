import { execFile } from 'node:child_process'
import { access, chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'

const run = promisify(execFile)

/**
 * The path of a Chromium that runs here: the one named by CHROMIUM_PATH, one installed, Debian's own package where it may be
 * installed, else the one in the npm package @sparticuz/chromium. Throws one sentence when there is none.
 */
export async function findChromium(log: (line: string) => void = console.error): Promise<string> {
  const named = process.env.CHROMIUM_PATH
  if (named) {
    if (await works(named)) return named
    throw new Error(`CHROMIUM_PATH names ${named}, which does not run.`)
  }
  const found = (await findInstalled()) ?? (await installFromDebian(log)) ?? (await unpackFromNpm(log))
  if (found) return found
  throw new Error('No Chromium was found and none could be brought; install one or set CHROMIUM_PATH.')
}

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']

const usualPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

async function findInstalled(): Promise<string | undefined> {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin']
  const places = [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...usualPlaces]
  for (const place of new Set(places)) {
    if ((await exists(place)) && (await works(place))) return place
  }
  return undefined
}

async function installFromDebian(log: (line: string) => void): Promise<string | undefined> {
  if (process.getuid?.() !== 0 || !(await exists('/etc/debian_version'))) return undefined
  log('Installing Chromium from Debian for the browser tests …')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const options = { env, timeout: 300_000, maxBuffer: 64 * 1024 * 1024 }
  try {
    await run('apt-get', ['update', '-qq'], options)
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], options)
  } catch {
    log('Debian has none to install here.')
    return undefined
  }
  return findInstalled()
}

/** The package unpacks to the temporary folder and lays out its libraries only where it believes to be in its usual cloud. */
async function unpackFromNpm(log: (line: string) => void): Promise<string | undefined> {
  if (process.platform !== 'linux') return undefined
  const folder = join(tmpdir(), `parley-chromium-${await packagedVersion()}-${process.getuid?.() ?? 0}`)
  const starter = join(folder, 'start')
  if (!(await exists(starter))) {
    log('Unpacking the Chromium of @sparticuz/chromium for the browser tests …')
    await unpackOnce(folder)
  }
  return (await works(starter)) ? starter : undefined
}

async function packagedVersion(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  const description = await readFile(join(dirname(entry), '..', '..', 'package.json'), 'utf8')
  return z.object({ version: z.string() }).parse(JSON.parse(description)).version
}

async function unpackOnce(folder: string): Promise<void> {
  const unfinished = `${folder}.${process.pid}`
  await mkdir(unfinished, { recursive: true, mode: 0o700 })
  const program = "import('@sparticuz/chromium').then((module) => module.default.executablePath())"
  const env = { ...process.env, TMPDIR: unfinished, AWS_LAMBDA_JS_RUNTIME: 'nodejs24.x' }
  await run(process.execPath, ['-e', program], { cwd: import.meta.dirname, env, timeout: 120_000 })
  const starter = join(unfinished, 'start')
  await writeFile(starter, starterScript(folder))
  await chmod(starter, 0o755)
  await rename(unfinished, folder).catch(() => rm(unfinished, { recursive: true, force: true }))
}

function starterScript(folder: string): string {
  return [
    '#!/bin/sh',
    `export LD_LIBRARY_PATH="${folder}/al2023/lib:$LD_LIBRARY_PATH"`,
    `[ -d /etc/fonts ] || export FONTCONFIG_PATH="${folder}/fonts"`,
    `exec "${folder}/chromium" "$@"`,
    '',
  ].join('\n')
}

async function works(path: string): Promise<boolean> {
  try {
    const { stdout } = await run(path, ['--version', '--no-sandbox'], { timeout: 20_000 })
    return /chrom|edge/i.test(stdout)
  } catch {
    return false
  }
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
