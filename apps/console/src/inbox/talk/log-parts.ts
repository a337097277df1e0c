import type { Message } from '@parley/contracts'
import type { Sending } from '../../live/sendings.ts'

/** What stands in the log, oldest first: days, runs of one speaker, notices. */
export type LogPart =
  | { kind: 'day'; key: string; at: string }
  | { kind: 'notice'; key: string; message: Message }
  | { kind: 'said'; key: string; message: Message; isFirst: boolean }
  | { kind: 'sending'; key: string; sending: Sending }

const pauseMs = 10 * 60_000

export function logParts(messages: readonly Message[], sendings: readonly Sending[]): LogPart[] {
  const parts: LogPart[] = []
  let before: Message | undefined
  for (const message of messages) {
    const isNewDay = !before || dayOf(before.createdAt) !== dayOf(message.createdAt)
    if (isNewDay) parts.push({ kind: 'day', key: `day ${message.seq}`, at: message.createdAt })
    if (message.content.type === 'notice') parts.push({ kind: 'notice', key: message.id, message })
    else {
      const isFirst = isNewDay || !before || !continues(before, message)
      parts.push({ kind: 'said', key: message.id, message, isFirst })
    }
    before = message
  }
  const arrived = new Set(messages.map(({ clientId }) => clientId))
  for (const sending of sendings)
    if (!arrived.has(sending.clientId)) parts.push({ kind: 'sending', key: sending.clientId, sending })
  return parts
}

function continues(before: Message, message: Message): boolean {
  return (
    before.content.type !== 'notice' &&
    before.sender.kind === message.sender.kind &&
    before.sender.id === message.sender.id &&
    (before.content.type === 'note') === (message.content.type === 'note') &&
    Date.parse(message.createdAt) - Date.parse(before.createdAt) < pauseMs
  )
}

const dayOf = (iso: string): string => new Date(iso).toDateString()
