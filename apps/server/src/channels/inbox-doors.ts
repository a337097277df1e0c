import { z } from 'zod'
import type { ShopTransaction } from '../db/database.ts'
import { type Door, door } from '../db/door.ts'
import { audit } from '../identity/index.ts'
import { granted, orThrow, RefusedError, refuse } from '../kernel/refusals.ts'
import { type ChannelParts, type Inbox, prepareSettings, secretsOf } from './inbox.ts'
import { listInboxes, readInbox, saveInbox } from './inbox-store.ts'

const inboxView = z.object({
  id: z.string(),
  channel: z.string(),
  channelName: z.string(),
  name: z.string(),
  enabled: z.boolean(),
  /** Without its secrets. */
  settings: z.record(z.string(), z.unknown()),
  /** Which secrets the channel has, and whether each is set. They are never shown. */
  secrets: z.array(z.object({ name: z.string(), set: z.boolean() })),
  /** Where the provider calls, for channels that are called. */
  webhookUrl: z.string().nullable(),
})

const name = z.string().trim().min(1).max(80)
const given = z.record(z.string().max(60), z.unknown())

/** A shop's channels, as it has set them up. */
export function inboxDoors(parts: ChannelParts): Door[] {
  const view = (tx: ShopTransaction, inbox: Inbox): z.infer<typeof inboxView> => {
    const channel = parts.channels.get(inbox.channel)
    const known = secretsOf(parts, tx.shopId, inbox)
    const isCalled = channel?.hears === 'push' || channel?.hears === 'answer'
    return {
      id: inbox.id,
      channel: inbox.channel,
      channelName: channel?.name ?? inbox.channel,
      name: inbox.name,
      enabled: inbox.enabled,
      settings: inbox.settings,
      secrets: (channel?.secrets ?? []).map((secret) => ({ name: secret, set: known[secret] !== undefined })),
      webhookUrl: isCalled ? `${parts.publicUrl}/hooks/channels/${tx.shopId}/${inbox.id}` : null,
    }
  }

  const list = door({
    method: 'get',
    path: '/inboxes',
    tag: 'inboxes',
    summary: 'The shop’s inboxes',
    access: { scope: 'settings' },
    answer: z.object({ inboxes: z.array(inboxView) }),
    handle: async (tx) => granted({ inboxes: (await listInboxes(tx)).map((inbox) => view(tx, inbox)) }),
  })

  const open = door({
    method: 'post',
    path: '/inboxes',
    tag: 'inboxes',
    summary: 'Set up a channel',
    description:
      'Settings and secrets together, as the channel’s README names them. Secrets are sealed and never shown again.',
    access: { scope: 'settings' },
    body: z.object({ channel: z.string().max(40), name, settings: given.default({}) }),
    example: { channel: 'whatsapp', name: 'WhatsApp', settings: { phoneNumberId: '111', accessToken: 'EAAG…' } },
    answer: inboxView,
    status: 201,
    handle: async (tx, { body, principal }) => {
      const channel = parts.channels.get(body.channel)
      if (!channel || channel.hears === 'own')
        return refuse('inbox.channel', 'There is no such channel to set up.', { path: 'channel' })
      const id = tx.id('inb')
      const prepared = orThrow(prepareSettings(parts, channel, { shopId: tx.shopId, inboxId: id }, body.settings))
      const inbox: Inbox = { id, channel: channel.id, name: body.name, enabled: true, ...prepared }
      await saveInbox(tx, inbox)
      await audit(tx, principal, 'inbox.opened', id, { channel: channel.id })
      return granted(view(tx, inbox))
    },
  })

  const change = door({
    method: 'patch',
    path: '/inboxes/{inboxId}',
    tag: 'inboxes',
    summary: 'Change an inbox, or switch it off',
    description: 'Settings that are not named stay as they are, secrets too.',
    access: { scope: 'settings' },
    params: z.object({ inboxId: z.string() }),
    body: z.object({ name: name.optional(), enabled: z.boolean().optional(), settings: given.optional() }),
    example: { enabled: false },
    answer: inboxView,
    handle: async (tx, { params, body, principal }) => {
      const before = await readInbox(tx, params.inboxId)
      if (!before) return refuse('inbox.not_found', 'There is no such inbox.', { path: 'inboxId' })
      const inbox: Inbox = {
        ...before,
        name: body.name ?? before.name,
        enabled: body.enabled ?? before.enabled,
        ...(body.settings === undefined ? {} : changed(tx, before, body.settings)),
      }
      await saveInbox(tx, inbox)
      await audit(tx, principal, 'inbox.changed', inbox.id, { changed: Object.keys(body) })
      return granted(view(tx, inbox))
    },
  })

  const changed = (tx: ShopTransaction, before: Inbox, settings: Record<string, unknown>) => {
    const channel = parts.channels.get(before.channel)
    const gone = refuse('inbox.channel', 'Its channel is not there any more.', { path: 'inboxId' })
    if (!channel) throw new RefusedError(gone.refusals)
    const all = { ...before.settings, ...secretsOf(parts, tx.shopId, before), ...settings }
    return orThrow(prepareSettings(parts, channel, { shopId: tx.shopId, inboxId: before.id }, all))
  }

  return [list, open, change]
}
