import { defineChannel } from '@parley/sdk'
import { z } from 'zod'
import { isSigned, receive } from './receive.ts'
import { requests, result } from './send.ts'

const settings = z.object({
  /** Where Hailer's API is; another one for trying things out. */
  baseUrl: z.url().default('https://api.hailer.example'),
  /** What Hailer knows the shop's line by. */
  line: z.string().min(1),
  token: z.string().min(8),
  signingSecret: z.string().min(8),
})
export type Settings = z.infer<typeof settings>

/** Hailer: a messenger with short messages, three buttons at most, receipts, and a day in which a shop may answer. */
export default defineChannel<Settings>({
  id: 'hailer',
  name: 'Hailer',
  settings,
  secrets: ['token', 'signingSecret'],
  hears: 'push',
  capabilities: {
    content: ['text', 'choices', 'payment_link'],
    text: { max: 640, unit: 'codepoints' },
    choices: { max: 3, label: 24 },
    windowHours: 24,
    templates: false,
    edits: false,
    deletes: false,
    typing: false,
    receipts: true,
  },
  verify: isSigned,
  receive,
  acknowledge: { status: 202 },
  requests,
  result,
})
