import { z } from 'zod'

/** An expected no. `code` is stable and dotted (`stock.insufficient`), `path` points into the request (`lines.0.quantity`). */
export const refusal = z.object({
  code: z.string(),
  path: z.string().optional(),
  severity: z.enum(['info', 'warning', 'error']),
  message: z.string(),
  /** Values a translated sentence needs, never personal data. */
  values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})
export type Refusal = z.infer<typeof refusal>

/** RFC 9457 problem document; the refusals stand in `errors`. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  instance: z.string().optional(),
  errors: z.array(refusal),
})
export type Problem = z.infer<typeof problem>
