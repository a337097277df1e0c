import { type RequestOptions, request } from 'node:https'
import type { ClientCertificate } from '@parley/sdk'

/** A `fetch` by which the other side knows the shop: it shows the shop's certificate. Speaks HTTPS only and follows no redirects. */
export function fetchWithCertificate(shown: ClientCertificate, trusted?: string): typeof fetch {
  const identity: RequestOptions = {
    cert: shown.certificate,
    key: shown.key,
    ...(shown.passphrase === undefined ? {} : { passphrase: shown.passphrase }),
    ...(trusted === undefined ? {} : { ca: trusted }),
  }
  return async (input, init) => {
    const asked = new Request(input, init)
    const body = asked.body === null ? null : Buffer.from(await asked.arrayBuffer())
    const headers = { ...Object.fromEntries(asked.headers), ...(body ? { 'content-length': String(body.length) } : {}) }
    return await new Promise<Response>((resolve, reject) => {
      const options = { ...identity, method: asked.method, headers, signal: asked.signal }
      const outgoing = request(asked.url, options, (incoming) => {
        const chunks: Uint8Array[] = []
        incoming.on('data', (chunk: Uint8Array) => chunks.push(chunk))
        incoming.on('error', reject)
        incoming.on('end', () => {
          const status = incoming.statusCode ?? 502
          const told = Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)])
          const holdsNothing = [101, 204, 205, 304].includes(status)
          resolve(new Response(holdsNothing ? null : Buffer.concat(chunks), { status, headers: told }))
        })
      })
      outgoing.on('error', reject)
      outgoing.end(body ?? undefined)
    })
  }
}
