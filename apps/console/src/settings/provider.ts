import { z } from 'zod'

const field = z.looseObject({
  type: z.string().optional(),
  enum: z.array(z.string()).optional().catch(undefined),
  items: z.looseObject({ type: z.string().optional() }).optional().catch(undefined),
  pattern: z.string().optional(),
  default: z.unknown().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
})
export type ProviderField = z.infer<typeof field>

/** A way of paying as its shop has set it up. Keys are never told, only how they end. */
export const provider = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  currencies: z.array(z.string()).nullable(),
  enabled: z.boolean(),
  offered: z.boolean(),
  settings: z.record(z.string(), z.unknown()),
  secrets: z.array(z.object({ name: z.string(), set: z.boolean(), ends: z.string().nullable() })),
  schema: z.looseObject({
    properties: z.record(z.string(), field).default({}),
    required: z.array(z.string()).default([]),
  }),
  problems: z.array(z.object({ path: z.string(), message: z.string() })),
  webhookUrl: z.string(),
  position: z.number(),
})
export type Provider = z.infer<typeof provider>
