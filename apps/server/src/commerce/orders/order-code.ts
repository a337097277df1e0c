import { createHmac, timingSafeEqual } from 'node:crypto'
import type { LanguageTag } from '@parley/contracts'
import { sql } from 'kysely'
import type { ShopTransaction } from '../../db/database.ts'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'
import type { OrderRow } from './order-view.ts'

const purpose = 'order'
const minutes = 10
const mostTries = 3
const mostCodes = 3

export interface CodeParts {
  secret: string
  /** Six digits, by chance. */
  randomCode: () => string
  /** Mails the code, in the transaction that makes it. */
  sendCode: (
    tx: ShopTransaction,
    mail: { email: string; code: string; language: LanguageTag; orderNumber: string },
  ) => Promise<void>
}

interface Claim {
  number: string
  email: string
  /** The order of that number, where there is one. */
  order: OrderRow | undefined
}

/**
 * Makes a code for an order and an address. What is told and written is the same whether they fit or not; only the mail is not sent where
 * they don't. At most three codes in ten minutes: later ones are not sent, and that isn't told either.
 */
export async function requestCode(
  tx: ShopTransaction,
  claim: Claim & { language: LanguageTag },
  parts: CodeParts,
): Promise<void> {
  const subject = subjectOf(claim, parts)
  const since = new Date(tx.now.getTime() - minutes * 60_000)
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from one_time_code
    where shop_id = ${tx.shopId} and purpose = ${purpose} and subject = ${subject} and created_at > ${since}`.execute(
    tx.sql,
  )
  if ((rows[0]?.count ?? 0) >= mostCodes) return
  const codeId = tx.id('cod')
  const code = parts.randomCode()
  const email = claim.order?.contact?.email
  const fits = email !== undefined && sameAddress(email, claim.email)
  await tx.sql
    .insertInto('one_time_code')
    .values({
      shop_id: tx.shopId,
      code_id: codeId,
      purpose,
      subject,
      code_hash: hashOf(parts.secret, codeId, fits ? code : `${code} for nobody`),
      expires_at: new Date(tx.now.getTime() + minutes * 60_000),
      created_at: tx.now,
    })
    .execute()
  if (fits) await parts.sendCode(tx, { email, code, language: claim.language, orderNumber: claim.number })
}

/** Whether the code is the one sent last. Refused: `code.wrong` while it may be tried again, `code.spent`, `code.expired`. */
export async function verifyCode(
  tx: ShopTransaction,
  claim: Claim & { code: string },
  parts: CodeParts,
): Promise<Outcome<OrderRow>> {
  const { rows } = await sql<{
    code_id: string
    code_hash: string
    tries: number
    expires_at: Date
    used_at: Date | null
  }>`
    select code_id, code_hash, tries, expires_at, used_at from one_time_code
    where shop_id = ${tx.shopId} and purpose = ${purpose} and subject = ${subjectOf(claim, parts)}
    order by created_at desc, code_id desc limit 1 for update`.execute(tx.sql)
  const [row] = rows
  if (!row || row.used_at || row.expires_at.getTime() <= tx.now.getTime())
    return refuse('code.expired', 'The code has expired. Ask for a new one.', { path: 'code' })
  if (row.tries >= mostTries) return spent()
  const given = hashOf(parts.secret, row.code_id, claim.code.replace(/\D/g, ''))
  const right = timingSafeEqual(Buffer.from(given), Buffer.from(row.code_hash))
  await tx.sql
    .updateTable('one_time_code')
    .set(right ? { used_at: tx.now } : { tries: row.tries + 1 })
    .where('shop_id', '=', tx.shopId)
    .where('code_id', '=', row.code_id)
    .execute()
  if (right && claim.order) return granted(claim.order)
  const left = mostTries - row.tries - 1
  return left > 0 ? refuse('code.wrong', 'That is not the code.', { path: 'code', values: { left } }) : spent()
}

const spent = () => refuse('code.spent', 'Too many wrong codes. Ask for a new one.', { path: 'code' })

/** No address in clear: a row for what fits looks like one for what does not. */
function subjectOf(claim: Claim, { secret }: CodeParts): string {
  return createHmac('sha256', secret).update(`${claim.number}\n${claim.email.trim().toLowerCase()}`).digest('base64url')
}

function hashOf(secret: string, codeId: string, code: string): string {
  return createHmac('sha256', secret).update(`${codeId}\n${code}`).digest('base64url')
}

const sameAddress = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase()
