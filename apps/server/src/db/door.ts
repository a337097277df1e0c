import type { z } from 'zod'
import type { Principal, Scope } from '../kernel/principal.ts'
import type { Outcome } from '../kernel/refusals.ts'
import type { Database, ShopTransaction } from './database.ts'

/**
 * Who may come in: a shopper with a visitor token (`visitor`), an API key or account with the scope (`scope`), or both.
 * What a shopper may see of a shop is the handler's to check: her cart, her conversation.
 */
export interface Access {
  visitor?: true
  scope?: Scope
}

export interface DoorInput<Params, Query, Body> {
  params: Params
  query: Query
  body: Body
  principal: Principal
  /** The language asked for by `?language=` or `Accept-Language`; null where neither names one. */
  language: string | null
  /** The caller's own id of this call, where it gave one. */
  idempotencyKey: string | null
  signal: AbortSignal
}

interface DoorBase<Params, Query, Body, Answer> {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** Below /api/v1, parameters in braces: `/carts/{cartId}/lines/{lineId}`. */
  path: string
  /** Group in the reference. */
  tag: string
  summary: string
  description?: string
  access: Access
  params?: z.ZodType<Params>
  query?: z.ZodType<Query>
  body?: z.ZodType<Body>
  answer: z.ZodType<Answer>
  status?: 200 | 201 | 202
  /** Example of a body, shown in the reference. */
  example?: unknown
}

/** A call that is one transaction: a refusal undoes all it wrote, unless the door `keeps` (a spent try of a code). */
export interface TransactionDoor<Params, Query, Body, Answer> extends DoorBase<Params, Query, Body, Answer> {
  keeps?: true
  handle: (tx: ShopTransaction, input: DoorInput<Params, Query, Body>) => Promise<Outcome<Answer>>
}

/** A call that is longer than a transaction (waits for a reply, streams a file) and looks after its own repeats. */
export interface LongDoor<Params, Query, Body, Answer> extends DoorBase<Params, Query, Body, Answer> {
  /** Takes the body as it comes, unparsed; `body` is then left out. */
  stream?: true
  run: (
    db: Database,
    input: DoorInput<Params, Query, Body> & { raw: ReadableStream<Uint8Array> | null },
  ) => Promise<Outcome<Answer>>
}

// biome-ignore lint/suspicious/noExplicitAny: a list of doors forgets what each one takes; `door` has checked it
type Forgotten = any
export type AnyTransactionDoor = TransactionDoor<Forgotten, Forgotten, Forgotten, Forgotten>
export type AnyInput = DoorInput<Forgotten, Forgotten, Forgotten>
export type Door = AnyTransactionDoor | LongDoor<Forgotten, Forgotten, Forgotten, Forgotten>

/**
 * Declares one call of the API as data: validation, access, the OpenAPI document and the tests of the walls are all made from it.
 *
 * @example
 * door({
 *   method: 'get', path: '/orders/{orderId}', tag: 'orders', summary: 'Read an order',
 *   access: { scope: 'orders:read' }, params: z.object({ orderId: z.string() }), answer: order,
 *   handle: async (tx, { params }) => readOrder(tx, params.orderId),
 * })
 */
export function door<Params, Query, Body, Answer>(
  given: TransactionDoor<Params, Query, Body, Answer> | LongDoor<Params, Query, Body, Answer>,
): Door {
  return given
}
