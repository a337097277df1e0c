import { createHmac, timingSafeEqual } from 'node:crypto'
import type { ChannelContext, Incoming, RawRequest } from '@parley/sdk'
import { z } from 'zod'
import type { Settings } from './index.ts'

const instant = z.iso.datetime().transform((at) => new Date(at))

const message = z.object({
  id: z.string(),
  from: z.object({ number: z.string(), name: z.string().optional(), language: z.string().optional() }),
  text: z.string().optional(),
  pressed: z.object({ value: z.string(), label: z.string() }).optional(),
  at: instant,
})
const receipt = z.object({
  message: z.string(),
  key: z.string().optional(),
  state: z.enum(['sent', 'delivered', 'read', 'failed']),
  why: z.string().optional(),
  at: instant,
})
/** Kinds of news that Parley does not know are passed over. */
const news = z.object({
  events: z.array(
    z.union([
      z.object({ type: z.literal('message'), message }),
      z.object({ type: z.literal('receipt'), receipt }),
      z.object({ type: z.string() }),
    ]),
  ),
})

/** `hailer-signature: <hex of HMAC-SHA256 over the body>`. */
export function isSigned(request: RawRequest, { settings }: ChannelContext<Settings>): boolean {
  const given = Buffer.from(request.headers['hailer-signature'] ?? '')
  const expected = Buffer.from(createHmac('sha256', settings.signingSecret).update(request.body).digest('hex'))
  return given.length === expected.length && timingSafeEqual(given, expected)
}

export function receive(request: RawRequest): Incoming[] {
  const { events } = news.parse(JSON.parse(new TextDecoder().decode(request.body)))
  return events.flatMap((event) => {
    if ('message' in event) return heard(event.message)
    return 'receipt' in event ? [told(event.receipt)] : []
  })
}

function heard({ id, from, text, pressed, at }: z.infer<typeof message>): Incoming[] {
  const { number, name, language } = from
  const sender = { address: number, phone: number, ...(name ? { name } : {}), ...(language ? { language } : {}) }
  const words = text?.trim()
  if (pressed) return [{ kind: 'message', providerId: id, from: sender, said: { type: 'choice', ...pressed }, at }]
  return words ? [{ kind: 'message', providerId: id, from: sender, said: { type: 'text', text: words }, at }] : []
}

function told({ message: providerMessageId, key, state, why, at }: z.infer<typeof receipt>): Incoming {
  const more = { ...(key ? { deliveryKey: key } : {}), ...(why ? { reason: why } : {}) }
  return { kind: 'status', providerMessageId, state, at, ...more }
}
