import { createHash } from 'node:crypto'
import { money } from '@parley/sdk'
import { z } from 'zod'
import type { Context } from './index.ts'

/** Swish lists nothing: which requests and refunds belong to a payment is kept here, written down before Swish is asked. */
const book = z.object({
  amount: money,
  orderNumber: z.string(),
  /** Requests to pay, oldest first: one that was declined is over, another try is another request. */
  tries: z.int(),
  refunds: z.array(z.object({ key: z.string(), amount: z.int(), refused: z.boolean() })),
})
export type Book = z.infer<typeof book>

export async function readBook(context: Context, paymentId: string): Promise<Book | null> {
  return book.safeParse(await context.store.change(paymentId, (kept) => kept)).data ?? null
}

/** Changes the book of a payment that was begun; null where none was. */
export async function changeBook(
  context: Context,
  paymentId: string,
  change: (book: Book) => Book,
): Promise<Book | null> {
  const kept = await context.store.change(paymentId, (state) => {
    const known = book.safeParse(state)
    return known.success ? change(known.data) : state
  })
  return book.safeParse(kept).data ?? null
}

export async function openBook(
  context: Context,
  paymentId: string,
  of: Pick<Book, 'amount' | 'orderNumber'>,
): Promise<void> {
  await context.store.change(paymentId, (kept) => kept ?? { ...of, tries: 0, refunds: [] })
}

/** What Swish calls a request: 32 hexadecimal digits, made of what we call it, so that a repeat is the same request. */
export const instructionOf = (name: string): string =>
  createHash('sha256').update(`swish ${name}`).digest('hex').slice(0, 32).toUpperCase()

export const tryOf = (paymentId: string, number: number): string => instructionOf(`${paymentId} ${number}`)

/** As it stands in a request; underscores are not allowed there. */
export const referenceOf = (paymentId: string): string => paymentId.replaceAll('_', '-')
export const paymentOf = (reference: string): string => reference.replaceAll('-', '_')
