import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../../../apps/server/test/parley.ts'

export interface Coturn {
  url: string
  secret: string
  /** Stands still, as a relay that nobody reaches. */
  cut(): void
  mend(): void
  close(): Promise<void>
}

const program = 'turnserver'
const place = '127.0.0.1'

/** Whether coturn is installed here: `apt-get install coturn` on Debian. */
export const hasCoturn = (): boolean => spawnSync(program, ['--version']).error === undefined

/** A TURN server of its own, which knows nobody and trusts whoever holds a credential made with its secret. */
export async function startCoturn(): Promise<Coturn> {
  const port = await freePort()
  const folder = await mkdtemp(join(tmpdir(), 'coturn-'))
  const secret = crypto.randomUUID()
  const settings = [
    ['--listening-port', String(port)],
    ['--listening-ip', place],
    ['--relay-ip', place],
    ['--static-auth-secret', secret],
    ['--realm', 'parley.example'],
    ['--pidfile', join(folder, 'coturn.pid')],
    ['--userdb', join(folder, 'users.db')],
    ['--log-file', join(folder, 'coturn.log')],
  ].flat()
  const flags = [
    '-n',
    '--use-auth-secret',
    '--no-tls',
    '--no-dtls',
    '--no-cli',
    '--allow-loopback-peers',
    '--simple-log',
  ]
  const child = spawn(program, [...flags, ...settings], { stdio: 'ignore' })
  await answers(port, child)
  return {
    url: `turn:${place}:${port}?transport=udp`,
    secret,
    cut: () => child.kill('SIGSTOP'),
    mend: () => child.kill('SIGCONT'),
    async close() {
      child.kill('SIGCONT')
      child.kill('SIGKILL')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A STUN binding request, which every TURN server answers. */
const bindingRequest = Buffer.from('000100002112a442000102030405060708090a0b', 'hex')

async function answers(port: number, child: ChildProcess): Promise<void> {
  const socket = createSocket('udp4')
  try {
    const answered = new Promise<void>((done) => socket.once('message', () => done()))
    for (let tries = 0; tries < 100; tries++) {
      if (child.exitCode !== null) throw new Error(`coturn ended with ${child.exitCode}`)
      socket.send(bindingRequest, port, place)
      const late = new Promise<'late'>((done) => setTimeout(done, 100, 'late'))
      if ((await Promise.race([answered, late])) !== 'late') return
    }
    throw new Error('coturn does not answer')
  } finally {
    socket.close()
  }
}
