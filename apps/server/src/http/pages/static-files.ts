import { createReadStream, existsSync, statSync } from 'node:fs'
import { extname, join, normalize, sep } from 'node:path'
import { Readable } from 'node:stream'
import { Hono } from 'hono'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
  '.map': 'application/json',
}

export interface StaticOptions {
  /** Served for addresses without a file: a single-page app finds its own way. */
  fallback?: string
  /** Names without a hash must be asked for again; others may be kept for a year. */
  hashed?: RegExp
}

/** Files of one folder and nothing outside it. */
export function staticFiles(folder: string, options: StaticOptions = {}): Hono {
  const app = new Hono()
  app.get('*', (c) => {
    const asked = decodePath(c.req.path.slice(c.req.routePath.replace(/\*.*$/, '').length))
    const file = asked === null ? null : fileIn(folder, asked || 'index.html')
    const found = file ?? (options.fallback ? fileIn(folder, options.fallback) : null)
    if (!found) return c.notFound()
    const { size, mtimeMs } = statSync(found)
    const etag = `"${size.toString(36)}-${Math.floor(mtimeMs).toString(36)}"`
    const cache = (options.hashed ?? /-[\w-]{8,}\.\w+$/).test(found)
      ? 'public, max-age=31536000, immutable'
      : 'no-cache'
    if (c.req.header('if-none-match') === etag) return c.body(null, 304)
    const body = Readable.toWeb(createReadStream(found))
    return new Response(webStream(body), {
      headers: {
        'content-type': types[extname(found)] ?? 'application/octet-stream',
        'content-length': String(size),
        'cache-control': cache,
        etag,
        'access-control-allow-origin': '*',
      },
    })
  })
  return app
}

/** Node's and the web's stream types differ in name only. */
const webStream = (stream: import('node:stream/web').ReadableStream): ReadableStream<Uint8Array> =>
  new ReadableStream({
    async start(controller) {
      for await (const chunk of stream) controller.enqueue(chunk)
      controller.close()
    },
  })

function decodePath(path: string): string | null {
  try {
    return decodeURIComponent(path).replace(/^\/+/, '')
  } catch {
    return null
  }
}

function fileIn(folder: string, path: string): string | null {
  const full = normalize(join(folder, path))
  if (!full.startsWith(folder + sep) || path.includes('\0')) return null
  return existsSync(full) && statSync(full).isFile() ? full : null
}
