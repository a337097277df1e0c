import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isPublic, publicGet } from './public-get.ts'

let server: Server
let at: string
const asked: string[] = []

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? '')
    if (request.url === '/away') return response.writeHead(302, { location: '/picture' }).end()
    if (request.url === '/round') return response.writeHead(302, { location: '/round' }).end()
    if (request.url === '/inside') return response.writeHead(302, { location: 'http://169.254.169.254/latest' }).end()
    if (request.url === '/file') return response.writeHead(302, { location: 'file:///etc/passwd' }).end()
    if (request.url === '/slow') return response.writeHead(200).write('a')
    if (request.url !== '/picture') return response.writeHead(404).end('nothing')
    return response.writeHead(200).end(Buffer.alloc(5_000, 'x'))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = listeningAt(server)
  at = `http://127.0.0.1:${port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const listeningAt = (listening: Server): AddressInfo => {
  const address = listening.address()
  if (address === null || typeof address === 'string') throw new Error('not listening')
  return address
}

const limits = { mostBytes: 10_000, limitMs: 5_000 }
const here = { ...limits, allowed: (address: string) => address === '127.0.0.1' }

test('only addresses of the open internet are public', () => {
  for (const address of ['93.184.215.14', '2606:2800:21f:cb07:6820:80da:af6b:8b2c'])
    expect([address, isPublic(address)]).toEqual([address, true])
  const inside = [
    '127.0.0.1',
    '10.1.2.3',
    '172.20.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
  ]
  const inside6 = [
    '::1',
    '::',
    'fe80::1',
    'fc00::1',
    'fd12::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
    '2002:7f00:1::',
    'ff02::1',
    'localhost',
    '',
  ]
  for (const address of [...inside, ...inside6]) expect([address, isPublic(address)]).toEqual([address, false])
})

test('nothing inside the house is asked, by number, by name, or by another way of writing it', async () => {
  const before = asked.length
  const { port } = listeningAt(server)
  const ways = [
    '127.0.0.1',
    'localhost',
    '[::1]',
    '2130706433',
    '0x7f000001',
    '127.1',
    '[::ffff:127.0.0.1]',
    'user:word@93.184.215.14',
  ]
  for (const host of ways)
    expect([host, await publicGet(`http://${host}:${port}/picture`, limits)]).toEqual([host, null])
  for (const url of ['file:///etc/passwd', 'ftp://example.com/a', 'data:image/png;base64,AAAA', 'nonsense'])
    expect([url, await publicGet(url, limits)]).toEqual([url, null])
  expect(asked.length).toBe(before)
})

test('a redirect is followed to where one may go, and nowhere else', async () => {
  expect((await publicGet(`${at}/away`, here))?.length).toBe(5_000)
  for (const path of ['/inside', '/file', '/round', '/nowhere'])
    expect([path, await publicGet(`${at}${path}`, here)]).toEqual([path, null])
})

test('what is larger or slower than it may be is left', async () => {
  expect(await publicGet(`${at}/picture`, { ...here, mostBytes: 4_999 })).toBeNull()
  expect(await publicGet(`${at}/slow`, { ...here, limitMs: 60 })).toBeNull()
})
