import { expect, test } from 'vitest'
import { tellContent } from './tell.ts'
import { createTexts } from './texts.ts'

const texts = createTexts({ byFlow: {} })
const t = (key: string, values?: Record<string, string | number>) => texts.text(null, 'en', key, values)
const card = (title: string, amount: number) => ({
  productId: `prd_${title}`,
  title,
  price: { amount, currency: 'EUR' },
  priceIsFrom: false,
  stock: 'in_stock' as const,
  facts: [],
  swatches: [],
})

test('cards are told as a numbered list, going on from the numbers before', () => {
  const content = {
    type: 'carousel' as const,
    cards: [card('Lamp', 12_900), card('Chair', 45_000)].map((each) => ({ card: each, actions: [] })),
  }
  expect(tellContent(content, 'en', t, 3)).toBe('3. Lamp: €129.00 · in stock\n4. Chair: €450.00 · in stock')
})

test('a form says what it needs and what was wrong, without what is there already', () => {
  const field = { type: 'text' as const, required: true }
  const told = tellContent(
    {
      type: 'form',
      id: 'checkout:details',
      title: 'Your details',
      submit: 'Continue',
      fields: [
        { ...field, name: 'name', label: 'Name', value: 'Anna' },
        { ...field, name: 'email', label: 'E-mail', value: 'anna', error: 'That is no e-mail.' },
        { ...field, name: 'city', label: 'Town' },
      ],
    },
    'en',
    t,
  )
  expect(told).toBe('Your details\nE-mail: That is no e-mail.\nI need: E-mail, Town.')
})

test('an offer shows every line, the total and what a yes does', () => {
  const told = tellContent(
    {
      type: 'proposal',
      proposal: {
        id: 'prp_1',
        kind: 'place-order',
        status: 'open',
        summary: [{ label: 'Lamp', value: '2', amount: { amount: 25_800, currency: 'EUR' } }],
        total: { amount: 26_390, currency: 'EUR' },
        action: 'Order and pay €263.90',
        versions: {},
        expiresAt: '2026-01-05T11:00:00Z',
      },
    },
    'en',
    t,
  )
  expect(told).toBe(
    "Please check:\nLamp: 2 · €258.00\nTotal: €263.90\nSay “yes” and I'll do it: Order and pay €263.90.",
  )
})

test('markup in a text stays text', () => {
  expect(tellContent({ type: 'text', text: '<b>{name}</b>' }, 'en', t)).toBe('<b>{name}</b>')
})
