import { createHmac } from 'node:crypto'
import type { PaymentDefinition } from '@parley/sdk'
import { enablePayment, type Provider } from '../commerce/payments/index.ts'
import type { Log } from '../kernel/log.ts'

export interface ProviderParts {
  definitions: readonly PaymentDefinition[]
  signingSecret: string
  /** The pretended bank: only where the shop is being tried out. */
  sandbox: boolean
  log: Log
}

/** The ways of paying of a shop: all that are there and work with the settings it has. Secrets nobody set are made from the server's own. */
export function paymentProviders(parts: ProviderParts): (shopId: string) => readonly Provider[] {
  const known = new Map<string, readonly Provider[]>()
  return (shopId) => {
    const found = known.get(shopId) ?? parts.definitions.flatMap((definition) => enabled(definition, shopId, parts))
    known.set(shopId, found)
    return found
  }
}

function enabled(definition: PaymentDefinition, shopId: string, parts: ProviderParts): Provider[] {
  if (definition.id === 'sandbox' && !parts.sandbox) return []
  const secrets = Object.fromEntries(
    definition.secrets.map((name) => [name, secretFor(parts.signingSecret, shopId, definition.id, name)]),
  )
  try {
    return [enablePayment(definition, secrets)]
  } catch (error) {
    parts.log.info({ error, payment: definition.id }, 'a way of paying is not offered: it has no settings yet')
    return []
  }
}

const secretFor = (signing: string, shopId: string, id: string, name: string): string =>
  createHmac('sha256', signing).update(`payment ${shopId} ${id} ${name}`).digest('base64url')
