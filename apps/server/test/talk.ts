import { randomUUID } from 'node:crypto'
import type { Awaits, Cart, Content, Message, Owner, Said } from '@parley/contracts'
import { z } from 'zod'

export interface Answer {
  message: { id: string; seq: number }
  repeated: boolean
  replies: Message[]
  outcome: string | null
  pending: boolean
  awaits: Awaits | null
  owner: Owner
}

export interface Api {
  call<T>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: T }>
}

/** The REST API as any program would call it. */
export function apiOf(url: string, token: string): Api {
  return {
    async call<T>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
      const response = await fetch(`${url}/api/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      return { status: response.status, body: await read<T>(response) }
    },
  }
}

/** What came back is taken at its word: a test looks at it. */
const read = async <T>(response: Response): Promise<T> => z.custom<T>().parse(await response.json())

/** A shopper who talks through the API, one message at a time. */
export async function startTalk(api: Api, language: string, currency?: string) {
  const started = await api.call<{ conversation: { id: string }; visitorId: string; visitorToken: string }>(
    'POST',
    '/conversations',
    { language, ...(currency ? { currency } : {}) },
  )
  if (started.status !== 201) throw new Error(`no conversation: ${JSON.stringify(started.body)}`)
  const { id } = started.body.conversation
  const send = async (said: Said): Promise<Answer> => {
    const answer = await api.call<Answer>('POST', `/conversations/${id}/messages?wait=reply`, {
      said,
      clientId: randomUUID(),
    })
    if (answer.status !== 200) throw new Error(`not said: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  return {
    id,
    visitorId: started.body.visitorId,
    visitorToken: started.body.visitorToken,
    say: (text: string) => send({ type: 'text', text }),
    choose: (value: string) => send({ type: 'choice', value }),
    click: (action: string) => send({ type: 'click', action }),
    fill: (form: string, values: Record<string, string>) => send({ type: 'form', id: form, values }),
    cart: async () => (await api.call<{ cart: Cart | null }>('GET', `/conversations/${id}/cart`)).body.cart,
  }
}

/** The first content of a kind among the replies. */
export function contentOf<T extends Content['type']>(
  answer: Answer,
  type: T,
): Extract<Content, { type: T }> | undefined {
  return answer.replies
    .map((reply) => reply.content)
    .find((content): content is Extract<Content, { type: T }> => content.type === type)
}
