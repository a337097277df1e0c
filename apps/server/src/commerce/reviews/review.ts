import { type ReviewAspect, reviewAspect, reviewStars, type VoiceStatus, voiceStatus } from '@parley/contracts'
import { z } from 'zod'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'

/** Signs that a page can't be turned around or broken by: control characters, and those that change the direction of writing. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const unseen = /[\u0000-\u0008\u000b-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** What somebody outside wrote, as text: nothing in it is markup, an order to anybody, or unseen. */
export const outsideText = (most: number) =>
  z
    .string()
    .max(most * 2)
    .transform((given) => given.replace(/\r\n?/g, '\n').replace(unseen, '').trim())
    .pipe(z.string().max(most))

/** What a buyer says of a thing. */
export const reviewWords = z.object({
  productId: z.string().min(1).max(64),
  stars: reviewStars,
  title: outsideText(120).default(''),
  text: outsideText(4_000).default(''),
})
export type ReviewWords = z.infer<typeof reviewWords>

/** A review as it is kept. */
export const reviewRow = z.object({
  id: z.string(),
  productId: z.string(),
  orderId: z.string(),
  personId: z.string().nullable(),
  author: z.string(),
  language: z.string(),
  stars: reviewStars,
  title: z.string(),
  text: z.string(),
  aspects: z.partialRecord(reviewAspect, z.int()),
  status: voiceStatus,
  reason: z.string().nullable(),
  answer: z.string().nullable(),
  answeredAt: z.date().nullable(),
  version: z.int(),
  createdAt: z.date(),
  names: z.record(z.string(), z.object({ name: z.string() })),
})
export type ReviewRow = z.infer<typeof reviewRow>
export type Aspects = Partial<Record<ReviewAspect, number>>

/** An order, as far as it says who may judge its goods. */
export interface Bought {
  status: string
  isPaid: boolean
  lines: readonly { product_id: string }[]
}

const arrived: readonly string[] = ['shipped', 'delivered', 'closed']

/** Only what was bought is judged: from an order that is paid or on its way. Refused: `review.not_bought`, `review.too_early`. */
export function mayReview(order: Bought, productId: string): Outcome<null> {
  if (order.status === 'cancelled' || !order.lines.some((line) => line.product_id === productId))
    return refuse('review.not_bought', 'It was not bought with this order.', { path: 'productId' })
  if (order.isPaid || arrived.includes(order.status)) return granted(null)
  return refuse('review.too_early', 'It is neither paid nor on its way.')
}

/** The given name alone: others need not find her. Hungarians put it last. */
export function authorOf(name: string | undefined, language: string): string {
  const parts = (name ?? '').trim().split(/\s+/)
  return ((language.startsWith('hu') ? parts.at(-1) : parts[0]) ?? '').replace(unseen, '').slice(0, 40)
}

const moves: Readonly<Record<VoiceStatus, readonly VoiceStatus[]>> = {
  pending: ['published', 'refused'],
  published: ['refused'],
  refused: ['published'],
}

/** Where what was written may go from where it stands. Saying the same again changes nothing. */
export function moveVoice(from: VoiceStatus, to: VoiceStatus): Outcome<VoiceStatus> {
  if (from === to || moves[from].includes(to)) return granted(to)
  return refuse('review.wrong_state', `What is ${from} can't become ${to}.`, { path: 'status' })
}
