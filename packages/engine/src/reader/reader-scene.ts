import type { ReaderContext, ReaderFlow } from './reader-context.ts'
import type { Vocabulary } from './vocabulary.ts'

// A shop of a trade that no example knows, its flows and what has just been shown: the scene of the reader's tests.

export const taught = [
  'find_product',
  'add_to_cart',
  'change_quantity',
  'remove_from_cart',
  'show_cart',
  'checkout',
  'ask_price',
  'ask_delivery_cost',
  'greet',
  'affirm',
  'deny',
  'talk_to_human',
  'out_of_scope',
]

/** A shop of fishing tackle: no example speaks of it. */
export const vocabulary: Vocabulary = {
  terms: [
    { kind: 'brand', id: 'Korvo', forms: [{ text: 'Korvo' }] },
    {
      kind: 'product',
      id: 'wobbler',
      forms: [
        { language: 'en', text: 'Vessla Pike Crankbait' },
        { language: 'sv', text: 'Vessla gäddwobbler' },
        { language: 'fi', text: 'Vessla haukivaappu' },
      ],
    },
    {
      kind: 'product',
      id: 'rod',
      forms: [
        { language: 'en', text: 'Korvo Travel Rod' },
        { language: 'hu', text: 'Korvo utazó bot' },
      ],
    },
    {
      kind: 'product',
      id: 'net',
      forms: [
        { language: 'en', text: 'Korvo Landing Net' },
        { language: 'is', text: 'Korvo háfur' },
      ],
    },
  ],
}

const flows: ReaderFlow[] = [
  { id: 'find-product', jobs: { find_product: {} }, slots: { query: { type: 'text' } } },
  {
    id: 'cart',
    jobs: { add_to_cart: {}, change_quantity: {}, remove_from_cart: {}, show_cart: {} },
    slots: { quantity: { type: 'quantity' }, colour: { type: 'colour' } },
  },
  {
    id: 'checkout',
    jobs: { checkout: {} },
    slots: {
      name: { type: 'name' },
      email: { type: 'email' },
      address: { type: 'address' },
    },
  },
  { id: 'product-question', jobs: { ask_price: { question: true }, ask_delivery_cost: { question: true } }, slots: {} },
  { id: 'small-talk', jobs: { greet: { question: true } }, slots: {} },
]

export const context: ReaderContext = {
  conversationLanguage: 'en',
  allowedLanguages: ['en', 'sv', 'fi', 'is', 'hu'],
  currency: 'EUR',
  awaiting: null,
  runningFlow: null,
  flows,
  focus: { shown: [], productId: null, variantId: null, orderNumber: null, search: null },
  openProposal: null,
}
export const shown = [
  { productId: 'wobbler', title: 'Vessla Pike Crankbait' },
  { productId: 'rod', title: 'Korvo Travel Rod' },
  { productId: 'net', title: 'Korvo Landing Net' },
]
