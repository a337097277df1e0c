import { spawn } from 'node:child_process'

/** Runs the host's npm quietly in a folder, saying every few seconds that it still works; its output is shown if it fails. */
export async function npm(args, folder, doing) {
  const began = Date.now()
  const seconds = () => `${Math.round((Date.now() - began) / 1000)} s`
  console.error(`${doing} …`)
  const telling = setInterval(() => console.error(`${doing} … ${seconds()}`), 5_000)
  const { code, output } = await start(args, folder)
  clearInterval(telling)
  if (code !== 0) throw new Error(`${output.trim()}\n${doing} failed: npm ${args[0]} ended with ${code}.`)
  console.error(`${doing}: done in ${seconds()}.`)
}

function start(args, folder) {
  return new Promise((ended, failed) => {
    const own = process.env.npm_execpath
    const [program, first, shell] = own?.endsWith('js')
      ? [process.execPath, [own], false]
      : [process.platform === 'win32' ? 'npm.cmd' : 'npm', [], process.platform === 'win32']
    const child = spawn(program, [...first, ...args], {
      cwd: folder,
      shell,
      env: environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    const keep = (text) => {
      output += text
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', () => failed(new Error('Parley needs npm, which comes with Node; it was not found.')))
    child.on('close', (code, signal) => ended({ code: code ?? signal, output }))
  })
}

/** What an outer `npm start` set for itself would mislead an inner npm about its folder, its workspaces and what to leave out. */
function environment() {
  const misleading =
    /^npm_(config_(local_prefix|prefix|workspace.*|omit|production|only|engine_strict|ignore_scripts)|package_|lifecycle_)/i
  const kept = Object.entries(process.env).filter(([name]) => !misleading.test(name) && name !== 'NODE_ENV')
  return Object.fromEntries(kept)
}
