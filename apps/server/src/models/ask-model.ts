import type { Job } from '@parley/contracts'
import type { ModelAnswer, ModelDefinition, ModelQuestion } from '@parley/sdk'
import type { Database } from '../db/database.ts'
import { unsealSecrets } from '../kernel/seal-secrets.ts'
import { type CallOutcome, keepCall, monthSoFar, readShopModel, type ShopModel } from './model-store.ts'

export interface ModelParts {
  db: Database
  definitions: readonly ModelDefinition[]
  /** Hides the shops' keys in the database. */
  sealing: string
  fetch: typeof fetch
  /** Milliseconds that only grow. */
  elapsed: () => number
}

/** Where a shop's key for its model is sealed to. */
export const placeOf = (shopId: string, model: string): string => `model ${shopId} ${model}`

/**
 * Which of the candidates the shop's model chooses. Null where it has none, its month's money is spent, it takes too long, fails, or
 * chooses what was not offered: then the local reading stands. Never throws.
 */
export async function askModel(parts: ModelParts, shopId: string, question: ModelQuestion): Promise<Job | null> {
  const ready = await readyModel(parts, shopId)
  if (!ready) return null
  const { definition, settings, row } = ready
  const begun = parts.elapsed()
  const signal = AbortSignal.timeout(row.timeLimitMs)
  const answer = await definition
    .choose(question, { settings, fetch: parts.fetch, signal })
    .catch((): ModelAnswer | null => null)
  const outcome = outcomeOf(answer, question, signal.aborted)
  await parts.db.inShop(shopId, (tx) =>
    keepCall(tx, { model: row.model, outcome, ms: parts.elapsed() - begun, cost: answer ? costOf(row, answer) : 0 }),
  )
  return outcome === 'chosen' ? (answer?.job ?? null) : null
}

async function readyModel(parts: ModelParts, shopId: string) {
  const found = await parts.db.inShop(shopId, async (tx) => {
    const row = await readShopModel(tx)
    return row?.enabled && (await monthSoFar(tx)).spent < row.monthlyBudget ? row : null
  })
  const definition = parts.definitions.find(({ id }) => id === found?.model)
  if (!found || !definition) return null
  const settings = definition.settings.safeParse(settingsOf(found, shopId, parts.sealing))
  return settings.success ? { definition, settings: settings.data, row: found } : null
}

/** All its settings in clear: they never leave the server but to the model itself. */
export function settingsOf(row: ShopModel, shopId: string, sealing: string): Record<string, unknown> {
  const secrets = row.sealed === null ? {} : unsealSecrets(row.sealed, sealing, placeOf(shopId, row.model))
  return { ...row.settings, ...secrets }
}

function outcomeOf(answer: ModelAnswer | null, question: ModelQuestion, isLate: boolean): CallOutcome {
  if (!answer) return isLate ? 'late' : 'failed'
  if (answer.job === null) return 'none'
  return question.candidates.includes(answer.job) ? 'chosen' : 'dropped'
}

/** Millionths of a dollar, rounded up: a budget is kept from above. */
const costOf = (
  row: Pick<ShopModel, 'inputPrice' | 'outputPrice'>,
  used: Pick<ModelAnswer, 'inputTokens' | 'outputTokens'>,
): number => Math.ceil((used.inputTokens * row.inputPrice + used.outputTokens * row.outputPrice) / 1_000_000)
