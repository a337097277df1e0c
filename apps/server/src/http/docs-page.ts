import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { Hono } from 'hono'
import { staticFiles } from './pages/static-files.ts'

/** The API reference, browsable: Swagger UI from our own server, reading /api/v1/openapi.json. */
export function docsPage(): Hono {
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
  const app = new Hono()
  app.get('/', (c) => c.html(page))
  app.get('/start.js', (c) => c.body(start, 200, { 'content-type': 'text/javascript; charset=utf-8' }))
  app.route('/ui', staticFiles(folder))
  return app
}

const start = `window.SwaggerUIBundle({ url: '/api/v1/openapi.json', dom_id: '#reference', deepLinking: true, persistAuthorization: false, tryItOutEnabled: true })`

const page = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Parley API reference</title><link rel="stylesheet" href="/docs/ui/swagger-ui.css"></head>
<body><main id="reference"></main><script src="/docs/ui/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script></body>
</html>`
