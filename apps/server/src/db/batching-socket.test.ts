import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { BatchingSocket } from './batching-socket.ts'

let server: Server
afterEach(() => void server.close())

class Counting extends BatchingSocket {
  calls = 0
  override _write(chunk: Uint8Array, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.calls++
    super._write(chunk, encoding, done)
  }
  override _writev(
    chunks: { chunk: Uint8Array; encoding: BufferEncoding }[],
    done: (error?: Error | null) => void,
  ): void {
    this.calls++
    super._writev?.(chunks, done)
  }
}

/** A connected socket, how often it called the system to send, and what has arrived on the other side. */
async function connected() {
  const arrived: string[] = []
  let other: Socket | undefined
  server = createServer((socket) => {
    other = socket
    socket.on('data', (data) => void arrived.push(String(data)))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  const socket = new Counting()
  socket.connect(address && typeof address === 'object' ? address.port : 0, '127.0.0.1')
  await once(socket, 'connect')
  return { socket, arrived, answer: (text: string) => other?.write(text) }
}

const statement = (socket: Socket, text: string) => {
  socket.cork()
  socket.write(`${text} `)
  socket.write('sync ')
  socket.uncork()
}

test('a transaction begun on an answer and gone on with by promises leaves in one call', async () => {
  const { socket, arrived, answer } = await connected()
  const told = once(socket, 'data').then(async () => {
    socket.write('begin ')
    statement(socket, 'one')
    await null
    statement(socket, 'two')
    await null
    socket.write('commit')
  })
  socket.write('hello')
  await expect.poll(() => arrived).toEqual(['hello'])
  answer('go')
  await told
  await expect.poll(() => arrived.slice(1).join('')).toBe('begin one sync two sync commit')
  expect(socket.calls).toBe(2)
  socket.destroy()
})

test('what was written before the end arrives before the end', async () => {
  const { socket, arrived } = await connected()
  statement(socket, 'last')
  socket.end('goodbye')
  await expect.poll(() => arrived.join('')).toBe('last sync goodbye')
  socket.destroy()
})
