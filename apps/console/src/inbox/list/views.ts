import type { DeskConversation } from '@parley/contracts'
import { z } from 'zod'

export const viewNames = ['waiting', 'mine', 'bot', 'all', 'resolved'] as const
export type View = (typeof viewNames)[number]

/** What of the inbox stands in the address. */
export const inboxSearch = z.object({
  view: z.enum(viewNames).default('waiting').catch('waiting'),
  search: z.string().default('').catch(''),
})

export interface ListQuery {
  view: View
  search: string
}

/** What is asked of the server. People who wait come first in every open list, so the first page holds them all. */
export function serverQuery({ view, search }: ListQuery): Record<string, string | boolean | undefined> {
  const narrowed = {
    waiting: { status: 'open' },
    mine: { mine: true, status: 'open' },
    bot: { owner: 'bot', status: 'open' },
    all: {},
    resolved: { status: 'resolved' },
  }[view]
  return { ...narrowed, search: search || undefined }
}

/** Waiting are those that a person has to answer: the bot's are answered by the bot. */
export const isWaiting = ({ status, owner, waitingSince }: DeskConversation): boolean =>
  status === 'open' && owner !== 'bot' && waitingSince !== null

export function belongs(conversation: DeskConversation, { view, search }: ListQuery, accountId: string): boolean {
  return inView(conversation, view, accountId) && found(conversation, search)
}

function inView(conversation: DeskConversation, view: View, accountId: string): boolean {
  const isOpen = conversation.status === 'open'
  switch (view) {
    case 'waiting':
      return isWaiting(conversation)
    case 'mine':
      return isOpen && conversation.agent?.id === accountId
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
  if (isWaiting(one)) return (one.waitingSince ?? '').localeCompare(other.waitingSince ?? '')
  return (other.lastMessageAt ?? other.createdAt).localeCompare(one.lastMessageAt ?? one.createdAt)
}
