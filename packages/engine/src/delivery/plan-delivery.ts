import type { Capabilities, ChannelDefinition, Outgoing, SendResult } from '@parley/sdk'
import { partsFor } from './parts-for.ts'

export type DeliveryPlan = { send: Outgoing[] } | { refused: 'window' | 'nothing' }

/**
 * What leaves for one message, in order: each part with a delivery key of its own that stays the same over retries. Refused where the
 * channel's window has closed (its hours since the shopper's last words are over), or where there is nothing to show her.
 */
export function planDelivery(outgoing: Outgoing, capabilities: Capabilities, now: Date): DeliveryPlan {
  if (!isOpen(capabilities.windowHours, outgoing.lastHeardAt, now)) return { refused: 'window' }
  const parts = partsFor(outgoing, capabilities)
  if (parts.length === 0) return { refused: 'nothing' }
  return {
    send: parts.map((part, at) => ({
      ...outgoing,
      ...part,
      deliveryKey: at === 0 ? outgoing.deliveryKey : `${outgoing.deliveryKey}~${at + 1}`,
    })),
  }
}

/** The message that a delivery key, of whichever part, was made for. */
export const messageOfKey = (deliveryKey: string): string => deliveryKey.replace(/~\d+$/, '')

function isOpen(hours: number | null, lastHeardAt: Date | null, now: Date): boolean {
  if (hours === null) return true
  return lastHeardAt !== null && now.getTime() - lastHeardAt.getTime() <= hours * 3_600_000
}

/** What a provider's answer means: as the channel reads it, else by the usual numbers; with the wait it asked for, where it did. */
export function readSendResult(
  channel: Pick<ChannelDefinition, 'result'>,
  answer: { status: number; body: string; headers: Record<string, string> },
  now: Date,
): SendResult {
  const read = channel.result?.(answer.status, answer.body, answer.headers) ?? usualResult(answer.status)
  if (read.sent || !('refused' in read) || !read.refused.retry || read.refused.afterMs !== undefined) return read
  const afterMs = retryAfter(answer.headers['retry-after'], now)
  return afterMs === null ? read : { sent: false, refused: { ...read.refused, afterMs } }
}

function usualResult(status: number): SendResult {
  if (status >= 200 && status < 300) return { sent: true }
  return { sent: false, refused: { status, retry: status === 429 || status >= 500 } }
}

function retryAfter(header: string | undefined, now: Date): number | null {
  if (header === undefined) return null
  const seconds = Number(header)
  const ms = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(header) - now.getTime()
  return Number.isFinite(ms) ? Math.max(0, ms) : null
}
