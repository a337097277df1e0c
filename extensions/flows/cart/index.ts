import { defineFlow } from '@parley/sdk'
import { addSlots, addSteps } from './add.ts'
import { besides } from './besides.ts'
import { lineSlots, lineSteps } from './lines.ts'
import { showSteps } from './show.ts'

/** Into the basket, out of it, and what is in it. After every change the basket is shown, and the last change can be undone. */
export default defineFlow({
  id: 'cart',
  jobs: {
    add_to_cart: { step: 'find' },
    change_quantity: { step: 'change' },
    remove_from_cart: { step: 'remove' },
    show_cart: { step: 'show', question: true },
    empty_cart: { step: 'empty' },
    undo: { step: 'undo' },
  },
  facets: ['catalogue', 'cart'],
  slots: { ...addSlots, ...lineSlots },
  steps: { ...addSteps, ...lineSteps, ...showSteps },
  clicks: { 'add:': 'find', 'remove:': 'removeClicked', 'undo:': 'undo' },
  corrects: ['change_quantity'],
  holdsUp: ['checkout'],
  besides,
  digressions: 'ends',
})
