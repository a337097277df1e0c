import { type AgentActing, nameOf } from '../conversations/index.ts'
import type { ShopTransaction } from '../db/database.ts'
import type { Principal } from '../kernel/principal.ts'
import { orThrow, refuse } from '../kernel/refusals.ts'

/** The human behind the call: the account itself, or the one who made the API key. */
export async function agentActing(tx: ShopTransaction, principal: Principal): Promise<AgentActing> {
  const accountId = principal.kind === 'account' ? principal.accountId : await makerOf(tx, principal)
  const name = await nameOf(tx, accountId)
  if (accountId === null || name === null)
    return orThrow(refuse('auth.no_account', 'This key belongs to no account, so it can’t speak as a person.'))
  return { accountId, name }
}

async function makerOf(tx: ShopTransaction, principal: Principal): Promise<string | null> {
  if (principal.kind !== 'key') return null
  const row = await tx.sql
    .selectFrom('api_key')
    .select('created_by')
    .where('shop_id', '=', tx.shopId)
    .where('api_key_id', '=', principal.keyId)
    .executeTakeFirst()
  return row?.created_by ?? null
}
