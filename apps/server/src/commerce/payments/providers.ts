import { createHmac } from 'node:crypto'
import type { LanguageTag } from '@parley/contracts'
import type { PaymentContext, PaymentDefinition, PaymentStore } from '@parley/sdk'
import type { z } from 'zod'
import type { Database, ShopTransaction } from '../../db/database.ts'
import type { Clock } from '../../kernel/clock.ts'
import { type SealedSecrets, unsealSecrets } from '../../kernel/seal-secrets.ts'
import { type Links, linkToken } from '../orders/index.ts'
import { storeIn } from './payment-store.ts'
import { type ProviderRow, readProviderRows } from './provider-store.ts'

/** A way of paying with a shop's settings in it. */
export interface Provider {
  definition: Omit<PaymentDefinition, 'settings'>
  settings: unknown
}

/** What payments need of the world. */
export interface PaymentParts {
  /** Every way of paying there is. */
  definitions: readonly PaymentDefinition[]
  /** `sealing` hides the shops' keys in the database; of `signing` secrets are made that no shop has set. */
  secrets: { sealing: string; signing: string }
  /** Whether a shop is only being tried out: no other may take pretended money. */
  isTriedOut: (shopId: string) => boolean
  links: Links
  fetch: typeof fetch
  fetchAs: PaymentContext<unknown>['fetchAs']
  clock: Clock
}

/** How a shop stands with a way of paying. */
export interface SetUp {
  definition: PaymentDefinition
  row: ProviderRow
  /** The shop's own keys, in clear: they never leave the server. */
  secrets: SealedSecrets
  /** Ready to be asked; null where the settings don't fit, with the reasons. */
  provider: Provider | null
  issues: readonly z.core.$ZodIssue[]
}

/** No real money: never where a shop sells in earnest. */
const pretended = 'sandbox'

/** Every way of paying that the shop may have, as it has set it up; what it has never touched is on where it works without settings. */
export async function setUpsOf(tx: ShopTransaction, parts: PaymentParts): Promise<SetUp[]> {
  const rows = await readProviderRows(tx)
  const allowed = parts.definitions.filter(({ id }) => id !== pretended || parts.isTriedOut(tx.shopId))
  return allowed
    .map((definition) => setUp(parts, tx.shopId, definition, rows))
    .sort((one, other) => one.row.position - other.row.position)
}

/** What is offered at the checkout, in the shop's order. */
export async function offeredProviders(tx: ShopTransaction, parts: PaymentParts): Promise<Provider[]> {
  return (await setUpsOf(tx, parts)).flatMap(({ row, provider }) => (row.enabled && provider ? [provider] : []))
}

/** A way of paying by its id, also where it is no longer offered: what was paid by it can still be given back. */
export async function providerOf(tx: ShopTransaction, parts: PaymentParts, id: string): Promise<Provider | null> {
  return (await setUpsOf(tx, parts)).find(({ definition }) => definition.id === id)?.provider ?? null
}

/** Where a shop's keys for a way of paying are sealed to. */
export const placeOf = (shopId: string, provider: string): string => `payment ${shopId} ${provider}`

/** All its settings as they count: those given, and where a secret is missing one made of the server's own. */
export function allSettings(
  parts: PaymentParts,
  shopId: string,
  of: { definition: PaymentDefinition; settings: Record<string, unknown>; secrets: SealedSecrets },
): Record<string, unknown> {
  const made = of.definition.secrets.map((name) => [name, madeSecret(parts, shopId, of.definition.id, name)])
  return { ...of.settings, ...Object.fromEntries(made), ...of.secrets }
}

function setUp(
  parts: PaymentParts,
  shopId: string,
  definition: PaymentDefinition,
  rows: readonly ProviderRow[],
): SetUp {
  const known = rows.find((row) => row.provider === definition.id)
  const place = parts.definitions.indexOf(definition)
  const row = known ?? { provider: definition.id, enabled: true, settings: {}, sealed: null, position: place }
  const secrets = row.sealed ? unsealSecrets(row.sealed, parts.secrets.sealing, placeOf(shopId, definition.id)) : {}
  const settings = allSettings(parts, shopId, { definition, settings: row.settings, secrets })
  const parsed = definition.settings.safeParse(settings)
  const base = { definition, row, secrets }
  if (!parsed.success) return { ...base, provider: null, issues: parsed.error.issues }
  return { ...base, provider: { definition: bound(definition, parsed.data), settings: parsed.data }, issues: [] }
}

const madeSecret = ({ secrets }: PaymentParts, shopId: string, id: string, name: string): string =>
  createHmac('sha256', secrets.signing).update(`payment ${shopId} ${id} ${name}`).digest('base64url')

/** The definition with its settings in every call. */
function bound<Settings>(definition: PaymentDefinition<Settings>, settings: Settings): Provider['definition'] {
  const own = <Context>(context: Context) => ({ ...context, settings })
  const { webhook, page } = definition
  return {
    id: definition.id,
    names: definition.names,
    descriptions: definition.descriptions,
    secrets: definition.secrets,
    ...(definition.currencies ? { currencies: definition.currencies } : {}),
    takes: definition.takes,
    ...(definition.byItself ? { byItself: true } : {}),
    start: (request, context) => definition.start(request, own(context)),
    capture: (payment, amount, key, context) => definition.capture(payment, amount, key, own(context)),
    void: (payment, key, context) => definition.void(payment, key, own(context)),
    refund: (payment, amount, key, context) => definition.refund(payment, amount, key, own(context)),
    lookUp: (payment, context) => definition.lookUp(payment, own(context)),
    ...(webhook ? { webhook: (request, context) => webhook(request, own(context)) } : {}),
    ...(page ? { page: (request, payment, context) => page(request, payment, own(context)) } : {}),
  }
}

/** The world as a provider sees it, for one payment or, where it is not known which, for a webhook. */
export function contextFor(
  parts: PaymentParts,
  provider: Provider,
  of: { shopId: string; paymentId: string | null; language: LanguageTag; store: PaymentStore },
): PaymentContext<unknown> {
  const { publicUrl, secret } = parts.links
  const id = of.paymentId ?? 'none'
  const token = linkToken(secret, 'pay', of.shopId, id)
  return {
    settings: provider.settings,
    fetch: parts.fetch,
    fetchAs: parts.fetchAs,
    now: () => parts.clock.now(),
    returnUrl: `${publicUrl}/pay/back/${id}?t=${token}`,
    webhookUrl: webhookUrlOf(parts, of.shopId, provider.definition.id),
    pageUrl: `${publicUrl}/pay/${provider.definition.id}/${id}?t=${token}`,
    language: of.language,
    store: of.store,
  }
}

export const webhookUrlOf = (parts: PaymentParts, shopId: string, provider: string): string =>
  `${parts.links.publicUrl}/hooks/payments/${shopId}/${provider}`

/** A provider's rows, each change in a transaction of its own. */
export function storeOf(db: Database, shopId: string): PaymentStore {
  return {
    change: (paymentId, change) => db.inShop(shopId, (tx: ShopTransaction) => storeIn(tx).change(paymentId, change)),
  }
}
