import { z } from 'zod'
import { anna } from './furnish.ts'

/** Anna at the console of one process: signed in by cookie, as her browser would be. */
export async function signInAnna(url: string) {
  const response = await fetch(`${url}/api/console/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email: anna.email, password: anna.password }),
  })
  const cookie = response.headers.get('set-cookie')?.split(';')[0]
  if (!response.ok || !cookie) throw new Error(`Anna can't sign in: ${response.status} ${await response.text()}`)
  const call = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${url}/api/v1/desk/conversations/${path}`, {
      method,
      headers: { cookie, origin: url, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const read: unknown = await answer.json()
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(read)}`)
    return read
  }
  const said = z.object({ messageId: z.string(), seq: z.int() })
  return {
    cookie,
    take: (id: string) => call('POST', `${id}/take`),
    giveBack: (id: string) => call('POST', `${id}/give-back`),
    reply: async (id: string, text: string) => said.parse(await call('POST', `${id}/replies`, { text })),
    edit: (id: string, messageId: string, text: string) => call('PATCH', `${id}/messages/${messageId}`, { text }),
    takeBack: (id: string, messageId: string) => call('DELETE', `${id}/messages/${messageId}`),
  }
}
