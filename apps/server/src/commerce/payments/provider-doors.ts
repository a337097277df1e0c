import type { Refusal } from '@parley/contracts'
import { textIn } from '@parley/contracts'
import { z } from 'zod'
import type { ShopTransaction } from '../../db/database.ts'
import { type Door, door } from '../../db/door.ts'
import { audit } from '../../identity/index.ts'
import { granted, type Outcome, refuse, refused } from '../../kernel/refusals.ts'
import { sealSecrets } from '../../kernel/seal-secrets.ts'
import { type ProviderRow, saveProviderRow } from './provider-store.ts'
import { allSettings, type PaymentParts, placeOf, type SetUp, setUpsOf, webhookUrlOf } from './providers.ts'

const providerView = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  /** Currencies it takes; null for all. */
  currencies: z.array(z.string()).nullable(),
  enabled: z.boolean(),
  /** Switched on, and its settings work. */
  offered: z.boolean(),
  /** Without its secrets. */
  settings: z.record(z.string(), z.unknown()),
  /** Whether each is set, and how it ends. Never more. */
  secrets: z.array(z.object({ name: z.string(), set: z.boolean(), ends: z.string().nullable() })),
  /** What the settings may hold, as JSON Schema. */
  schema: z.record(z.string(), z.unknown()),
  /** Why it can't be offered as it is set up. */
  problems: z.array(z.object({ path: z.string(), message: z.string() })),
  /** Where the provider tells its news. */
  webhookUrl: z.string(),
  position: z.int(),
})

const change = z.object({
  enabled: z.boolean().optional(),
  /** Over those there are; null takes one away. */
  settings: z.record(z.string().max(60), z.unknown()).optional(),
  position: z.int().min(0).max(1000).optional(),
})

/** A shop's ways of paying, as it has set them up. */
export function providerDoors(parts: PaymentParts): Door[] {
  return [
    door({
      method: 'get',
      path: '/payment-providers',
      tag: 'payments',
      summary: 'The shop’s ways of paying',
      description: 'All there are, in the order in which they are offered. Keys are never shown, only how they end.',
      access: { scope: 'settings' },
      answer: z.object({ providers: z.array(providerView) }),
      handle: async (tx, { language }) => {
        const setUps = await setUpsOf(tx, parts)
        return granted({ providers: setUps.map((one) => viewOf(tx, parts, one, language ?? 'en')) })
      },
    }),
    door({
      method: 'patch',
      path: '/payment-providers/{providerId}',
      tag: 'payments',
      summary: 'Set up a way of paying',
      description:
        'Settings that are not named stay as they are, keys too. It can only be switched on where its settings work. What was paid by it can be given back also after it was switched off.',
      access: { scope: 'settings' },
      params: z.object({ providerId: z.string() }),
      body: change,
      example: { enabled: true, settings: { dueDays: 30 } },
      answer: providerView,
      handle: async (tx, { params, body, principal, language }) => {
        const before = await setUpOf(tx, parts, params.providerId)
        if (!before) return notThere()
        const row = changed(tx, parts, before, body)
        if (!row.ok) return row
        await saveProviderRow(tx, row.value)
        const changes = [...Object.keys(body), ...Object.keys(body.settings ?? {}).map((name) => `settings.${name}`)]
        await audit(tx, principal, 'payment_provider.changed', params.providerId, { changed: changes })
        const after = await setUpOf(tx, parts, params.providerId)
        return after ? granted(viewOf(tx, parts, after, language ?? 'en')) : notThere()
      },
    }),
  ]
}

async function setUpOf(tx: ShopTransaction, parts: PaymentParts, id: string): Promise<SetUp | undefined> {
  return (await setUpsOf(tx, parts)).find(({ definition }) => definition.id === id)
}

/** The row as it would stand, or what is wrong with it. Half a set-up may be kept, but not switched on. */
function changed(
  tx: ShopTransaction,
  parts: PaymentParts,
  before: SetUp,
  given: z.infer<typeof change>,
): Outcome<ProviderRow> {
  const { definition, row } = before
  const merged = Object.entries({ ...row.settings, ...before.secrets, ...given.settings }).filter(
    ([, value]) => value !== null,
  )
  const isSecret = ([name]: [string, unknown]) => definition.secrets.includes(name)
  const secrets = z.record(z.string(), z.string().max(20_000)).safeParse(Object.fromEntries(merged.filter(isSecret)))
  if (!secrets.success) return refuse('payment.settings', 'A key is a text.', { path: 'settings' })
  const settings = Object.fromEntries(merged.filter((entry) => !isSecret(entry)))
  const enabled = given.enabled ?? row.enabled
  const judged = definition.settings.safeParse(
    allSettings(parts, tx.shopId, { definition, settings, secrets: secrets.data }),
  )
  const known = Object.keys(given.settings ?? {})
  const issues = judged.success ? [] : judged.error.issues
  // What she names now must fit; what is still missing matters only once it is switched on.
  const wrong = enabled && given.enabled ? issues : issues.filter(({ path }) => known.includes(String(path[0])))
  if (wrong.length > 0) return refused(...wrong.map(refusalOf))
  const names = Object.keys(secrets.data)
  const sealed =
    names.length === 0 ? null : sealSecrets(secrets.data, parts.secrets.sealing, placeOf(tx.shopId, definition.id))
  return granted({ provider: definition.id, enabled, settings, sealed, position: given.position ?? row.position })
}

function viewOf(
  tx: ShopTransaction,
  parts: PaymentParts,
  { definition, row, secrets, provider, issues }: SetUp,
  language: string,
): z.infer<typeof providerView> {
  return {
    id: definition.id,
    name: textIn(definition.names, language),
    description: textIn(definition.descriptions, language),
    currencies: definition.currencies ? [...definition.currencies] : null,
    enabled: row.enabled,
    offered: row.enabled && provider !== null,
    settings: row.settings,
    secrets: definition.secrets.map((name) => {
      const own = secrets[name]
      return { name, set: own !== undefined, ends: own && own.length >= shortestShown ? own.trimEnd().slice(-4) : null }
    }),
    schema: z.toJSONSchema(definition.settings, { unrepresentable: 'any', io: 'input' }),
    problems: issues.map(({ path, message }) => ({ path: path.map(String).join('.'), message })),
    webhookUrl: webhookUrlOf(parts, tx.shopId, definition.id),
    position: row.position,
  }
}

/** Of a shorter key four signs would tell too much. */
const shortestShown = 16

const refusalOf = (issue: { path: PropertyKey[]; message: string }): Refusal => ({
  code: 'payment.settings',
  path: ['settings', ...issue.path.map(String)].join('.'),
  severity: 'error',
  message: issue.message,
})

const notThere = () => refuse('payment.provider_not_found', 'There is no such way of paying.', { path: 'providerId' })
