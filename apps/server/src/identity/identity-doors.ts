import { z } from 'zod'
import { type Door, door } from '../db/door.ts'
import { scopes } from '../kernel/principal.ts'
import { granted, refuse } from '../kernel/refusals.ts'
import { createApiKey, listApiKeys, revokeApiKey } from './api-keys.ts'
import { audit, readAudit } from './audit.ts'
import { allowOrigins, readShop, widgetKeyOf } from './shops.ts'

const shop = door({
  method: 'get',
  path: '/shop',
  tag: 'shop',
  summary: 'The shop and its settings',
  access: { scope: 'conversations:read' },
  answer: z.object({
    id: z.string(),
    handle: z.string(),
    name: z.string(),
    widgetKey: z.string().nullable(),
    settings: z.unknown(),
  }),
  handle: async (tx) => granted({ ...(await readShop(tx)), widgetKey: await widgetKeyOf(tx) }),
})

const origins = door({
  method: 'put',
  path: '/shop/allowed-origins',
  tag: 'shop',
  summary: 'Sites on which the chat may stand',
  access: { scope: 'settings' },
  body: z.object({ origins: z.array(z.url({ protocol: /^https?$/ }).transform((url) => new URL(url).origin)).max(50) }),
  example: { origins: ['https://www.shop.example'] },
  answer: z.object({ origins: z.array(z.string()) }),
  handle: async (tx, { body, principal }) => {
    await allowOrigins(tx, body.origins)
    await audit(tx, principal, 'shop.allowed_origins', tx.shopId, { origins: body.origins })
    return granted({ origins: body.origins })
  },
})

const keys = door({
  method: 'get',
  path: '/api-keys',
  tag: 'shop',
  summary: 'API keys',
  access: { scope: 'settings' },
  answer: z.object({
    keys: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        scopes: z.array(z.string()),
        createdAt: z.iso.datetime(),
        revoked: z.boolean(),
      }),
    ),
  }),
  handle: async (tx) => granted({ keys: await listApiKeys(tx) }),
})

const newKey = door({
  method: 'post',
  path: '/api-keys',
  tag: 'shop',
  summary: 'Make an API key',
  description: 'The secret is shown this once.',
  access: { scope: 'settings' },
  body: z.object({ name: z.string().trim().min(1).max(80), scopes: z.array(z.enum(scopes)).min(1) }),
  example: { name: 'warehouse', scopes: ['orders:read'] },
  answer: z.object({ id: z.string(), secret: z.string() }),
  status: 201,
  handle: async (tx, { body, principal }) => {
    // A key can't hand out more than it has: only people make keys, and they own what they may do.
    if (principal.kind !== 'account') return refuse('auth.forbidden', 'API keys are made by people, in the console.')
    const made = await createApiKey(tx, { ...body, createdBy: principal.accountId })
    await audit(tx, principal, 'api_key.create', made.id, { scopes: body.scopes })
    return granted(made)
  },
})

const revoke = door({
  method: 'delete',
  path: '/api-keys/{keyId}',
  tag: 'shop',
  summary: 'Revoke an API key',
  access: { scope: 'settings' },
  params: z.object({ keyId: z.string() }),
  answer: z.object({ revoked: z.literal(true) }),
  handle: async (tx, { params, principal }) => {
    if (!(await revokeApiKey(tx, params.keyId))) return refuse('api_key.not_found', 'There is no such key.')
    await audit(tx, principal, 'api_key.revoke', params.keyId)
    return granted({ revoked: true as const })
  },
})

const log = door({
  method: 'get',
  path: '/audit',
  tag: 'shop',
  summary: 'Who did what',
  access: { scope: 'settings' },
  description: 'The latest first; of one thing with `subject`, of a kind with the beginning of its name as `action`.',
  query: z.object({
    limit: z.coerce.number().int().min(1).max(500).default(100),
    subject: z.string().max(100).optional(),
    action: z.string().max(60).optional(),
  }),
  answer: z.object({
    entries: z.array(
      z.object({
        id: z.string(),
        at: z.iso.datetime(),
        actorKind: z.string(),
        actorId: z.string().nullable(),
        actorName: z.string().nullable(),
        action: z.string(),
        subject: z.string(),
        detail: z.record(z.string(), z.unknown()),
      }),
    ),
  }),
  handle: async (tx, { query }) => granted({ entries: await readAudit(tx, query) }),
})

export const identityDoors: readonly Door[] = [shop, origins, keys, newKey, revoke, log]
