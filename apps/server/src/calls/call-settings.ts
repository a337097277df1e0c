import { z } from 'zod'
import type { ShopTransaction } from '../db/database.ts'
import { sealSecrets, unsealSecrets } from '../kernel/seal-secrets.ts'

const stun = z.string().regex(/^stuns?:[\w.:[\]-]+$/, 'must be an address such as "stun:stun.shop.example:3478"')
const turn = z
  .string()
  .regex(
    /^turns?:[\w.:[\]-]+(\?transport=(udp|tcp))?$/,
    'must be an address such as "turn:turn.shop.example:3478?transport=udp"',
  )

/** How a shop's calls find their way, and how long they ring. Works as it stands where both sides can reach each other. */
export const callSettings = z.object({
  stun: z.array(stun).max(5).default([]),
  turn: z.array(turn).max(10).default([]),
  /** How long a credential of the TURN server holds. */
  credentialMinutes: z.int().min(5).max(1_440).default(120),
  /** Nothing goes from browser to browser: neither side learns the other's address. */
  relayOnly: z.boolean().default(false),
  /** Of each round: the one who has the conversation, her team, anybody. */
  ringSeconds: z.int().min(5).max(120).default(20),
})
export type CallSettings = z.infer<typeof callSettings>

export interface KeptCallSettings extends CallSettings {
  /** Shared with the TURN server (coturn's `static-auth-secret`). */
  turnSecret: string | null
}

const placeOf = (shopId: string): string => `${shopId} calls`

export async function readCallSettings(tx: ShopTransaction, sealing: string): Promise<KeptCallSettings> {
  const row = await tx.sql
    .selectFrom('call_settings')
    .select(['settings', 'sealed'])
    .where('shop_id', '=', tx.shopId)
    .executeTakeFirst()
  const secrets = row?.sealed ? unsealSecrets(row.sealed, sealing, placeOf(tx.shopId)) : {}
  return { ...callSettings.parse(row?.settings ?? {}), turnSecret: secrets.turn ?? null }
}

export async function saveCallSettings(tx: ShopTransaction, given: KeptCallSettings, sealing: string): Promise<void> {
  const { turnSecret, ...settings } = given
  const columns = {
    settings: JSON.stringify(settings),
    sealed: turnSecret === null ? null : sealSecrets({ turn: turnSecret }, sealing, placeOf(tx.shopId)),
  }
  await tx.sql
    .insertInto('call_settings')
    .values({ shop_id: tx.shopId, ...columns })
    .onConflict((conflict) => conflict.column('shop_id').doUpdateSet(columns))
    .execute()
}

/** How long each round rings, without the secrets. */
export async function ringSecondsOf(tx: ShopTransaction): Promise<number> {
  const row = await tx.sql
    .selectFrom('call_settings')
    .select('settings')
    .where('shop_id', '=', tx.shopId)
    .executeTakeFirst()
  return callSettings.parse(row?.settings ?? {}).ringSeconds
}
