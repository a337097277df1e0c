import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { hasCoturn } from '../stories/support/calls/coturn.ts'

export const summary =
  'calls survive cut networks and reloads, go through a relay alone, and show a page without what is typed in it (~3 min)'

/** What takes two browsers and a TURN server longer than the tests may take. */
export default async function calls(): Promise<string[]> {
  if (!hasCoturn()) {
    console.error('coturn is missing, so calls through a relay can’t be tried: apt-get install coturn')
    process.exit(2)
  }
  const root = join(import.meta.dirname, '..')
  const child = spawn(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--project',
      'proofs',
      'prove/calls.browser.test.ts',
      'prove/co-browsing.browser.test.ts',
      '--reporter=json',
    ],
    { cwd: root, env: { ...process.env, PROOFS: '1' } },
  )
  let written = ''
  child.stdout.on('data', (chunk: Buffer) => {
    written += chunk.toString()
  })
  const code = await new Promise<number | null>((done) => child.once('exit', done))
  const failed = [...written.matchAll(/"status":"failed","title":"([^"]*)"/g)].map(([, title = '']) => title)
  return code !== 0 && failed.length === 0 ? ['the proof itself broke'] : failed
}
