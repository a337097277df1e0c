import type { Refusal } from '@parley/contracts'
import type { ChannelContext, ChannelDefinition } from '@parley/sdk'
import { z } from 'zod'
import type { Database } from '../db/database.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Log } from '../kernel/log.ts'
import { granted, type Outcome, refuse, refused } from '../kernel/refusals.ts'
import { type SealedSecrets, sealSecrets, unsealSecrets } from '../kernel/seal-secrets.ts'

/** What the domain is handed: every channel there is, and the world outside. */
export interface ChannelParts {
  db: Database
  channels: ReadonlyMap<string, ChannelDefinition>
  /** The secret under which inboxes' secrets lie in the database. */
  sealing: string
  publicUrl: string
  fetch: typeof fetch
  clock: Clock
  log: Log
}

/** An inbox as its row stands: a channel, set up by a shop. */
export interface Inbox {
  id: string
  channel: string
  name: string
  enabled: boolean
  settings: Record<string, unknown>
  sealed: string | null
}

/** An inbox ready to hear and to send. */
export interface OpenInbox {
  id: string
  channel: ChannelDefinition
  context: ChannelContext<unknown>
}

/** Inboxes of channels that have Parley's own doors bear the channel's id; everything else leaves by the outbox. */
export const isSentOut = (channels: ReadonlyMap<string, ChannelDefinition>, inboxId: string): boolean =>
  channels.get(inboxId)?.hears !== 'own'

/** Null where it is switched off, its channel is not there, or its settings no longer fit the channel. */
export function openInbox(parts: ChannelParts, shopId: string, inbox: Inbox): OpenInbox | null {
  const channel = parts.channels.get(inbox.channel)
  if (!channel || !inbox.enabled) return null
  const settings = channel.settings.safeParse({ ...inbox.settings, ...secretsOf(parts, shopId, inbox) })
  if (!settings.success) {
    parts.log.warn({ shop: shopId, inbox: inbox.id }, 'the settings of an inbox do not fit its channel')
    return null
  }
  const now = () => parts.clock.now()
  return { id: inbox.id, channel, context: { settings: settings.data, fetch: parts.fetch, now } }
}

export function secretsOf(parts: ChannelParts, shopId: string, inbox: Pick<Inbox, 'id' | 'sealed'>): SealedSecrets {
  return inbox.sealed ? unsealSecrets(inbox.sealed, parts.sealing, placeOf(shopId, inbox.id)) : {}
}

/** Settings as a shopkeeper gave them, over those there were, judged by the channel; its secrets apart, sealed. */
export function prepareSettings(
  parts: ChannelParts,
  channel: ChannelDefinition,
  of: { shopId: string; inboxId: string },
  all: Record<string, unknown>,
): Outcome<{ settings: Record<string, unknown>; sealed: string | null }> {
  const judged = channel.settings.safeParse(all)
  if (!judged.success) return refused(...judged.error.issues.map(refusalOf))
  const isSecret = ([name]: [string, unknown]) => channel.secrets.includes(name)
  const entries = Object.entries(all)
  const secrets = z.record(z.string(), z.string()).safeParse(Object.fromEntries(entries.filter(isSecret)))
  if (!secrets.success) return refuse('inbox.settings', 'A secret is a text.', { path: 'settings' })
  const sealed =
    Object.keys(secrets.data).length === 0
      ? null
      : sealSecrets(secrets.data, parts.sealing, placeOf(of.shopId, of.inboxId))
  return granted({ settings: Object.fromEntries(entries.filter((entry) => !isSecret(entry))), sealed })
}

const placeOf = (shopId: string, inboxId: string): string => `${shopId} ${inboxId}`

const refusalOf = (issue: { path: PropertyKey[]; message: string }): Refusal => ({
  code: 'inbox.settings',
  path: ['settings', ...issue.path.map(String)].join('.'),
  severity: 'error',
  message: issue.message,
})

/** One conversation per address, and per thread where the channel has them. */
export const addressOf = (from: { address: string; thread?: string | undefined }): string =>
  from.thread === undefined ? from.address : `${from.address}\n${from.thread}`

export function fromAddress(address: string): { address: string; thread?: string } {
  const [sender = '', ...thread] = address.split('\n')
  return thread.length === 0 ? { address: sender } : { address: sender, thread: thread.join('\n') }
}
