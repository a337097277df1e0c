import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { MissingData } from '../figure.ts'

const vendureVersion = '3.7.3'

/**
 * The folder that holds Vendure, installed from npm outside this project (its licence is another one, so it is run and never bundled) and kept
 * for the next run. `PARLEY_BENCH_VENDURE` names another. No install scripts are needed.
 */
export async function installVendure(): Promise<string> {
  const folder = process.env.PARLEY_BENCH_VENDURE ?? join(tmpdir(), `parley-bench-vendure-${vendureVersion}`)
  if (existsSync(join(folder, 'node_modules/@vendure/core/package.json'))) return folder
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'parley-bench-vendure', private: true }))
  process.stdout.write(`  installing Vendure ${vendureVersion} into ${folder}\n`)
  const npm = join(dirname(process.execPath), 'npm')
  const command = existsSync(npm) ? npm : 'npm'
  const packages = [`@vendure/core@${vendureVersion}`, 'pg@8']
  try {
    await promisify(execFile)(command, ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...packages], {
      cwd: folder,
      timeout: 600_000,
    })
  } catch (fault) {
    throw new MissingData(`Vendure ${vendureVersion} could not be installed from npm: ${String(fault).slice(0, 300)}`)
  }
  return folder
}
