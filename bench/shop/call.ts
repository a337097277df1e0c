import { Agent, type IncomingHttpHeaders, request } from 'node:http'

export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  body: unknown
}

export interface Caller {
  (method: string, path: string, given?: { headers?: Record<string, string>; body?: unknown }): Promise<Answer>
  close(): void
}

/** A browser's connection to one server, kept open. As bare as can be: it runs beside what is measured. */
export function caller(origin: string): Caller {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const call = (
    method: string,
    path: string,
    { headers = {}, body }: { headers?: Record<string, string>; body?: unknown } = {},
  ): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const sent = body === undefined ? null : body instanceof URLSearchParams ? String(body) : JSON.stringify(body)
      const type = body instanceof URLSearchParams ? 'application/x-www-form-urlencoded' : 'application/json'
      const asked = request(
        new URL(path, origin),
        {
          agent,
          method,
          headers: {
            ...headers,
            ...(sent === null ? {} : { 'content-type': type, 'content-length': Buffer.byteLength(sent) }),
          },
        },
        (answer) => {
          let text = ''
          answer.setEncoding('utf8')
          answer.on('data', (chunk: string) => (text += chunk))
          answer.on('error', reject)
          answer.on('end', () => {
            const isJson = answer.headers['content-type']?.includes('json')
            resolve({
              status: answer.statusCode ?? 0,
              headers: answer.headers,
              body: isJson ? JSON.parse(text) : text,
            })
          })
        },
      )
      asked.on('error', reject)
      asked.end(sent ?? undefined)
    })
  return Object.assign(call, { close: () => agent.destroy() })
}
