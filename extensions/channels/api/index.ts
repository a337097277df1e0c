import { defineChannel } from '@parley/sdk'
import { z } from 'zod'

/** Somebody else's program speaks for the shopper and asks for what happened; nothing is sent out by itself. */
export default defineChannel({
  id: 'api',
  name: 'API',
  settings: z.object({}),
  secrets: [],
  hears: 'own',
  capabilities: {
    content: [
      'text',
      'image',
      'file',
      'product',
      'carousel',
      'choices',
      'cart',
      'order',
      'proposal',
      'payment_link',
      'form',
      'article',
      'notice',
    ],
    text: { max: 20_000, unit: 'utf16' },
    choices: { max: 20, label: 200 },
    windowHours: null,
    templates: false,
    edits: true,
    deletes: true,
    typing: false,
    receipts: false,
  },
})
