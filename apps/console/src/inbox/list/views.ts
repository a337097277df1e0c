import type { DeskConversation, ViewFilter } from '@parley/contracts'
import { z } from 'zod'

export const viewNames = ['waiting', 'mine', 'unassigned', 'bot', 'all', 'snoozed', 'resolved'] as const
export type View = (typeof viewNames)[number]

/** What of the inbox stands in the address. */
export const inboxSearch = z.object({
  view: z.enum(viewNames).default('waiting').catch('waiting'),
  search: z.string().default('').catch(''),
  /** A list that somebody has made; it stands instead of the view. */
  list: z.string().optional().catch(undefined),
})

export interface ListQuery {
  view: View
  search: string
  filter?: ViewFilter | undefined
}

/** What is asked of the server. People who wait come first in every open list, so the first page holds them all. */
export function serverQuery({
  view,
  search,
  filter,
}: ListQuery): Record<string, string | number | boolean | undefined> {
  if (filter) return { ...filter, search: search || undefined }
  const narrowed = {
    waiting: { status: 'open' },
    mine: { mine: true, status: 'open' },
    unassigned: { owner: 'queue', status: 'open' },
    bot: { owner: 'bot', status: 'open' },
    all: {},
    snoozed: { status: 'snoozed' },
    resolved: { status: 'resolved' },
  }[view]
  return { ...narrowed, search: search || undefined }
}

/** Waiting are those that a person has to answer: the bot's are answered by the bot. */
export const isWaiting = ({ status, owner, waitingSince }: DeskConversation): boolean =>
  status === 'open' && owner !== 'bot' && waitingSince !== null

export function belongs(
  conversation: DeskConversation,
  { view, search, filter }: ListQuery,
  accountId: string,
  now = Date.now(),
): boolean {
  const fits = filter ? inFilter(conversation, filter, accountId, now) : inView(conversation, view, accountId)
  return fits && found(conversation, search)
}

/** The same narrowing that the server does, for what the socket tells. */
function inFilter(
  { status, owner, agent, inbox, language, handling, waitingSince }: DeskConversation,
  filter: ViewFilter,
  accountId: string,
  now: number,
): boolean {
  const is = <Value>(wanted: Value | undefined, value: Value) => wanted === undefined || wanted === value
  return (
    is(filter.status, status) &&
    is(filter.owner, owner) &&
    is(filter.agentId, agent?.id) &&
    is(filter.teamId, handling?.team?.id) &&
    is(filter.channel, inbox.channel) &&
    is(filter.language, language) &&
    (!filter.mine || agent?.id === accountId) &&
    (filter.tag === undefined || (handling?.tags ?? []).includes(filter.tag)) &&
    (filter.minPriority === undefined || (handling?.priority ?? 0) >= filter.minPriority) &&
    (!filter.late || (status === 'open' && waitingSince !== null && Date.parse(handling?.due?.at ?? '') < now))
  )
}

function inView(conversation: DeskConversation, view: View, accountId: string): boolean {
  const isOpen = conversation.status === 'open'
  switch (view) {
    case 'waiting':
      return isWaiting(conversation)
    case 'mine':
      return isOpen && conversation.agent?.id === accountId
    case 'unassigned':
      return isOpen && conversation.owner === 'queue'
    case 'snoozed':
      return conversation.status === 'snoozed'
    case 'bot':
      return isOpen && conversation.owner === 'bot'
    case 'resolved':
      return conversation.status === 'resolved'
    case 'all':
      return true
  }
}

function found({ lastText, person }: DeskConversation, search: string): boolean {
  const sought = search.trim().toLocaleLowerCase()
  if (!sought) return true
  return [lastText, person?.name, person?.email].some((text) => text?.toLocaleLowerCase().includes(sought))
}

/** Who waits longest comes first, then the latest talked in. */
export function byUrgency(one: DeskConversation, other: DeskConversation): number {
  const waits = Number(isWaiting(other)) - Number(isWaiting(one))
  if (waits !== 0) return waits
  const presses = isWaiting(one) ? (other.handling?.priority ?? 0) - (one.handling?.priority ?? 0) : 0
  if (presses !== 0) return presses
  if (isWaiting(one)) return (one.waitingSince ?? '').localeCompare(other.waitingSince ?? '')
  return (other.lastMessageAt ?? other.createdAt).localeCompare(one.lastMessageAt ?? one.createdAt)
}
