import { readConversation } from '../conversations/index.ts'
import type { ShopTransaction } from '../db/database.ts'
import { mayDo, type Principal } from '../kernel/principal.ts'
import { granted, type Outcome, refuse } from '../kernel/refusals.ts'
import type { CallRow } from './call.ts'

const missing = () => refuse('call.not_found', 'There is no such call.')

/** The call, where the caller may know of it: hers as a shopper, any of the shop's for the desk. */
export async function visibleCall(
  tx: ShopTransaction,
  row: CallRow | null,
  principal: Principal,
): Promise<Outcome<CallRow>> {
  if (!row) return missing()
  if (principal.kind !== 'visitor') return mayDo(principal, 'conversations:read') ? granted(row) : missing()
  const conversation = await readConversation(tx, row.conversation_id)
  return conversation?.visitor_id === principal.visitorId ? granted(row) : missing()
}
