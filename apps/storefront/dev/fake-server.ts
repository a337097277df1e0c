import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { basename, extname, join } from 'node:path'
import { WebSocketServer } from 'ws'
import { drawingOf, drawProduct } from '../../server/src/demo/index.ts'
import { type Built, buildStorefront } from './build-storefront.ts'
import { cartOf } from './fake-basket.ts'
import { findVariant, torget } from './fake-catalogue.ts'
import { type FakeShop, fakeShop } from './fake-port.ts'

export interface FakeServer {
  address: string
  shop: FakeShop
  /** Sizes of what was sent, by path. */
  sent: Map<string, number>
  close(): Promise<void>
}

/** The made-up shop on a port: pages, pictures, assets, and a socket that tells of carts. With `address` it is only looked at. */
export async function startFakeServer(port = 0, built?: Built): Promise<FakeServer> {
  const site = built ?? (await buildStorefront())
  const sent = new Map<string, number>()
  const sockets = new WebSocketServer({ noServer: true })
  const shop = fakeShop((kept) => {
    const frame = JSON.stringify({ type: 'cart', cart: cartOf(kept, { language: 'en', currency: 'EUR' }) })
    for (const socket of sockets.clients) socket.send(frame)
  })
  const answer = site.storefront(shop.parts)
  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing, answer, site.folder)
      .then((bytes) => sent.set(incoming.url ?? '', bytes))
      .catch((error) => {
        shop.faults.push(error)
        outgoing.writeHead(500).end()
      })
  })
  server.on('upgrade', (request, socket, head) => {
    sockets.handleUpgrade(request, socket, head, (line) =>
      line.send(JSON.stringify({ type: 'hello', heartbeatMs: 30_000 })),
    )
  })
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
  const address = `http://127.0.0.1:${portOf(server.address())}`
  return {
    address,
    shop,
    sent,
    close: async () => {
      for (const socket of sockets.clients) socket.terminate()
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
      if (!built) await site.remove()
    },
  }
}

const portOf = (address: AddressInfo | string | null) => (typeof address === 'object' && address ? address.port : 0)

/** As strict as the server the site will stand on. */
const policy =
  "default-src 'self'; img-src 'self' data: https:; style-src 'self' 'unsafe-inline'; script-src 'self'; connect-src 'self' ws: wss:; object-src 'none'; base-uri 'self'; form-action 'self'"

type Answer = (request: Request) => Promise<Response>

async function serve(incoming: IncomingMessage, outgoing: ServerResponse, answer: Answer, folder: string) {
  const url = new URL(incoming.url ?? '/', `http://${incoming.headers.host}`)
  if (url.pathname.startsWith('/media/'))
    return send(outgoing, picture(basename(url.pathname, '.svg')), 'image/svg+xml')
  if (url.pathname.startsWith('/assets/')) {
    const file = basename(url.pathname)
    return send(outgoing, await readFile(join(folder, 'client', file)), types[extname(file)] ?? '')
  }
  if (url.pathname.startsWith('/widget/')) return send(outgoing, '', 'text/javascript')
  const body = await bodyOf(incoming)
  const response = await answer(
    new Request(url, {
      method: incoming.method ?? 'GET',
      headers: Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]),
      ...(body && { body }),
    }),
  )
  for (const [name, value] of response.headers) outgoing.appendHeader(name, value)
  outgoing.setHeader('content-security-policy', policy)
  const text = await response.text()
  outgoing.writeHead(response.status).end(text)
  return text.length
}

const types: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2' }

function send(outgoing: ServerResponse, body: string | Buffer, type: string): number {
  outgoing.writeHead(200, { 'content-type': type, 'cache-control': 'public, max-age=31536000, immutable' }).end(body)
  return body.length
}

const drawn = new Map<string, string>()
function picture(sku: string): string {
  const found = findVariant(sku)
  if (!found) return ''
  const known = drawn.get(sku)
  if (known) return known
  const made = drawProduct(drawingOf(torget, found.product, found.variant))
  drawn.set(sku, made)
  return made
}

async function bodyOf(incoming: IncomingMessage): Promise<string | undefined> {
  if (incoming.method !== 'POST') return undefined
  let text = ''
  for await (const chunk of incoming) text += chunk
  return text
}

if (process.argv[1] === import.meta.filename) {
  const { address } = await startFakeServer(Number(process.env.PORT ?? 4100))
  console.log(`The made-up shop stands at ${address}`)
}
