import type { ChannelContext, ChannelRequest, Outgoing, SendResult } from '@parley/sdk'
import { z } from 'zod'
import type { Settings } from './index.ts'

/** One message, one call. Hailer tells a repeat by the key. */
export function requests(outgoing: Outgoing, { settings }: ChannelContext<Settings>): ChannelRequest[] {
  return [
    {
      method: 'POST',
      url: `${settings.baseUrl}/v1/lines/${encodeURIComponent(settings.line)}/messages`,
      headers: { authorization: `Bearer ${settings.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ key: outgoing.deliveryKey, to: outgoing.to.address, ...shown(outgoing) }),
    },
  ]
}

function shown({ content, text }: Outgoing): Record<string, unknown> {
  if (content.type === 'choices')
    return { text: content.text, buttons: content.choices.map(({ value, label }) => ({ value, label })) }
  return content.type === 'payment_link' ? { text, link: content.url } : { text }
}

const accepted = z.object({ id: z.string() })
const refused = z.object({ error: z.object({ code: z.string() }) })

export function result(status: number, body: string): SendResult {
  const said = parsed(body)
  if (status >= 200 && status < 300) {
    const id = accepted.safeParse(said).data?.id
    return id === undefined ? { sent: true } : { sent: true, providerMessageId: id }
  }
  const code = refused.safeParse(said).data?.error.code
  return { sent: false, refused: { status, retry: status === 429 || status >= 500, ...(code ? { code } : {}) } }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}
