import { defineChannel } from '@parley/sdk'
import { z } from 'zod'

/** The chat on the shop's own site: it has Parley's socket, so there is nothing to receive from outside and nothing to send out. */
export default defineChannel({
  id: 'webchat',
  name: 'Chat on the site',
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
    typing: true,
    receipts: true,
  },
})
