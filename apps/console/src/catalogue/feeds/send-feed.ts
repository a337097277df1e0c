import type { z } from 'zod'
import { request } from '../../api/call.ts'
import { readProblem } from '../../api/problem.ts'

export interface FeedChoice {
  name: string
  language: string
  currency: string
  /** What the feed once brought and no longer names is withdrawn. */
  full: boolean
}

/** Sends a feed as it is, of whatever length. */
export async function sendFeed<Answer>(given: {
  shopId: string
  path: '/feeds/preview' | '/feeds/import'
  choice: FeedChoice
  file: File
  answer: z.ZodType<Answer>
}): Promise<Answer> {
  const { name, language, currency, full } = given.choice
  const query = new URLSearchParams({ name, language, currency, full: String(full) })
  const response = await request(`/api/v1${given.path}?${query}`, {
    method: 'POST',
    headers: { 'x-parley-shop': given.shopId, 'content-type': 'application/octet-stream' },
    body: given.file,
  })
  const told: unknown = await response.json().catch(() => null)
  if (!response.ok) throw readProblem(response.status, told)
  return given.answer.parse(told)
}
