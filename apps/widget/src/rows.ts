import type { Content, Message, Sender } from '@parley/contracts'
import type { Pending } from './outbox.ts'

/** A line of the message list. */
export type Row =
  | { kind: 'time'; key: string; at: Date; newDay: boolean }
  | { kind: 'message'; key: string; message: Message; first: boolean; settled: boolean }
  | { kind: 'pending'; key: string; pending: Pending; first: boolean }

/** A silence this long deserves a time stamp. */
const pauseMs = 30 * 60_000

/** Lays out what is seen: time where a day or a pause begins, who speaks where the speaker changes, buttons where they still mean something. */
export function rowsOf(messages: readonly Message[], pending: readonly Pending[]): Row[] {
  const rows: Row[] = []
  let before: { at: Date; speaker: string } | undefined
  const step = (at: Date, speaker: string): boolean => {
    const newDay = at.toDateString() !== before?.at.toDateString()
    const pause = !before || at.getTime() - before.at.getTime() > pauseMs
    if (newDay || pause) rows.push({ kind: 'time', key: `time-${at.getTime()}`, at, newDay })
    const first = newDay || pause || speaker !== before?.speaker
    before = { at, speaker }
    return first
  }
  messages.forEach((message, index) => {
    if (isHidden(message)) return
    const first = step(new Date(message.createdAt), speakerOf(message.sender))
    const later = messages.slice(index + 1)
    const settled = isSettled(message.content, later) || (message.content.type === 'choices' && pending.length > 0)
    rows.push({ kind: 'message', key: message.clientId ?? message.id, message, first, settled })
  })
  for (const item of pending) {
    // A filled form shows by itself that it is on its way.
    if (item.said.type === 'form') continue
    rows.push({ kind: 'pending', key: item.clientId, pending: item, first: step(new Date(item.at), 'shopper') })
  }
  return rows
}

function speakerOf({ kind, id = '' }: Sender): string {
  return kind === 'agent' ? `agent ${id}` : kind
}

/** Notes are for the desk; should one ever come, it is not shown. */
function isHidden({ content }: Message): boolean {
  return content.type === 'note'
}

const laterStages: Partial<Record<Content['type'], readonly Content['type'][]>> = {
  cart: ['cart', 'proposal', 'order'],
  form: ['form', 'choices', 'proposal', 'order', 'payment_link'],
  proposal: ['proposal', 'order', 'payment_link'],
}

/** Whether what came later has answered or replaced it. */
function isSettled(content: Content, later: readonly Message[]): boolean {
  if (content.type === 'choices') return later.some(({ sender }) => sender.kind === 'shopper')
  if (content.type === 'proposal') {
    const { action } = content.proposal
    if (later.some(({ sender, text }) => sender.kind === 'shopper' && text === action)) return true
  }
  const stages = laterStages[content.type]
  return stages !== undefined && later.some((message) => stages.includes(message.content.type))
}
