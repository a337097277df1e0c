import type { ModelDefinition } from '@parley/sdk'
import { z } from 'zod'
import type { ShopTransaction } from '../db/database.ts'
import { type Door, door } from '../db/door.ts'
import { audit } from '../identity/index.ts'
import { granted, type Outcome, refuse, refused } from '../kernel/refusals.ts'
import { sealSecrets } from '../kernel/seal-secrets.ts'
import { type ModelParts, placeOf, settingsOf } from './ask-model.ts'
import { monthSoFar, readShopModel, type ShopModel, saveShopModel } from './model-store.ts'

const money = z.int().min(0).max(1_000_000_000_000)

const view = z.object({
  /** Null where none is chosen. */
  model: z.string().nullable(),
  enabled: z.boolean(),
  /** Without its secrets. */
  settings: z.record(z.string(), z.unknown()),
  /** Which secrets are set. Never more. */
  secretsSet: z.array(z.string()),
  /** Millionths of a US dollar for a million tokens. */
  inputPrice: money,
  outputPrice: money,
  /** Millionths of a US dollar for a calendar month. */
  monthlyBudget: money,
  timeLimitMs: z.int(),
  thisMonth: z.object({ spent: money, calls: z.int(), medianMs: z.int() }),
  available: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      secrets: z.array(z.string()),
      schema: z.record(z.string(), z.unknown()),
    }),
  ),
})

const change = z.object({
  model: z.string().max(60),
  enabled: z.boolean(),
  /** Secrets that are left out stay as they are. */
  settings: z.record(z.string().max(60), z.unknown()),
  inputPrice: money,
  outputPrice: money,
  monthlyBudget: money,
  timeLimitMs: z.int().min(200).max(10_000).default(3_000),
})

/** The large language model that helps to read, where the shop wants one. */
export function modelDoors(parts: Pick<ModelParts, 'definitions' | 'sealing'>): Door[] {
  return [
    door({
      method: 'get',
      path: '/model',
      tag: 'settings',
      summary: 'The shop’s language model',
      description: 'Off by default: the bot needs none. Keys are never shown.',
      access: { scope: 'settings' },
      answer: view,
      handle: async (tx) => granted(await viewOf(tx, parts)),
    }),
    door({
      method: 'put',
      path: '/model',
      tag: 'settings',
      summary: 'Choose the shop’s language model',
      description:
        'It is asked where the local reader is unsure, and may only choose among the jobs which that reader finds possible. When its time or the month’s money is over, the local reading stands.',
      access: { scope: 'settings' },
      body: change,
      example: {
        model: 'openai-compatible',
        enabled: true,
        settings: { endpoint: 'http://localhost:11434/v1', model: 'qwen3' },
        inputPrice: 0,
        outputPrice: 0,
        monthlyBudget: 10_000_000,
      },
      answer: view,
      handle: async (tx, { body, principal }) => {
        const row = await changed(tx, parts, body)
        if (!row.ok) return row
        await saveShopModel(tx, row.value)
        await audit(tx, principal, 'model.changed', body.model, { enabled: body.enabled })
        return granted(await viewOf(tx, parts))
      },
    }),
  ]
}

async function changed(
  tx: ShopTransaction,
  { definitions, sealing }: Pick<ModelParts, 'definitions' | 'sealing'>,
  given: z.infer<typeof change>,
): Promise<Outcome<ShopModel>> {
  const definition = definitions.find(({ id }) => id === given.model)
  if (!definition) return refuse('model.not_found', 'There is no such model.', { path: 'model' })
  const before = await readShopModel(tx)
  const kept = before?.model === given.model ? settingsOf(before, tx.shopId, sealing) : {}
  const all = { ...secretsAmong(kept, definition), ...given.settings }
  const fits = definition.settings.safeParse(all)
  if (!fits.success)
    return refused(
      ...fits.error.issues.map((issue) => ({
        code: 'model.settings',
        path: ['settings', ...issue.path.map(String)].join('.'),
        severity: 'error' as const,
        message: issue.message,
      })),
    )
  const secrets = z.record(z.string(), z.string()).parse(secretsAmong(all, definition))
  const open = Object.fromEntries(Object.entries(all).filter(([name]) => !definition.secrets.includes(name)))
  const sealed =
    Object.keys(secrets).length > 0 ? sealSecrets(secrets, sealing, placeOf(tx.shopId, definition.id)) : null
  return granted({ ...given, settings: open, sealed })
}

const secretsAmong = (settings: Record<string, unknown>, { secrets }: Pick<ModelDefinition, 'secrets'>) =>
  Object.fromEntries(Object.entries(settings).filter(([name, value]) => secrets.includes(name) && value !== undefined))

async function viewOf(
  tx: ShopTransaction,
  { definitions, sealing }: Pick<ModelParts, 'definitions' | 'sealing'>,
): Promise<z.infer<typeof view>> {
  const row = await readShopModel(tx)
  const definition = definitions.find(({ id }) => id === row?.model)
  const secrets = row && definition ? secretsAmong(settingsOf(row, tx.shopId, sealing), definition) : {}
  return {
    model: row?.model ?? null,
    enabled: row?.enabled ?? false,
    settings: row?.settings ?? {},
    secretsSet: Object.keys(secrets),
    inputPrice: row?.inputPrice ?? 0,
    outputPrice: row?.outputPrice ?? 0,
    monthlyBudget: row?.monthlyBudget ?? 0,
    timeLimitMs: row?.timeLimitMs ?? 3_000,
    thisMonth: await monthSoFar(tx),
    available: definitions.map((one) => ({
      id: one.id,
      name: one.name,
      secrets: [...one.secrets],
      schema: z.toJSONSchema(one.settings, { unrepresentable: 'any', io: 'input' }),
    })),
  }
}
