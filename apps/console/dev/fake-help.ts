import type { LiveVisitor, RoomEntry } from '@parley/contracts'
import { Hono } from 'hono'
import { agent } from './fake-desk.ts'

const summary = [
  { label: 'Offer', value: '25% off' },
  { label: 'Her basket', value: '1 × Wool throw, 2 × Linen cushion' },
  { label: 'Taken off now', value: '€38.50' },
  { label: 'She pays then', value: '€115.50' },
  { label: 'Holds until', value: '30 November' },
]

/** Deeds, approvals, mentions and the rules for them, in memory. */
export function fakeHelp(now: () => number): Hono {
  const app = new Hono()
  const ago = (minutes: number) => new Date(now() - minutes * 60_000).toISOString()
  const rules = {
    offerPercent: 10,
    offerDays: 7,
    refundUpTo: { EUR: 5000 },
    typingPreview: false,
    liveVisitors: true,
    preChat: [{ field: 'email', required: true }],
  }
  let mentions = [
    {
      conversationId: 'cnv_1',
      messageId: 'msg_1',
      by: 'Ólafur Einarsson',
      text: '@Anna can she have a new one?',
      at: ago(12),
    },
    {
      conversationId: 'cnv_4',
      messageId: 'msg_2',
      by: 'Kiss Zsófia',
      text: '@Anna Virtanen what did we promise?',
      at: ago(190),
    },
  ]
  const asked = {
    id: 'apr_1',
    conversationId: 'cnv_0',
    kind: 'desk-offer',
    summary,
    total: { amount: 3850, currency: 'EUR' },
    action: 'Give €38.50 off',
    state: 'asked',
    askedBy: { id: 'acc_olafur', name: 'Ólafur Einarsson' },
    askedAt: ago(4),
    decidedBy: null as { id: string; name: string } | null,
    decidedAt: null as string | null,
  }
  const approvals = [
    asked,
    { ...asked, id: 'apr_2', action: 'Give back €80.00', state: 'approved', decidedBy: agent, decidedAt: ago(900) },
  ]

  app.get('/desk/rules', (context) => context.json(rules))
  app.put('/desk/rules', async (context) => context.json(Object.assign(rules, await context.req.json())))
  app.get('/desk/mentions', (context) => context.json({ mentions }))
  app.delete('/desk/mentions/:id', (context) => {
    mentions = mentions.filter(({ conversationId }) => conversationId !== context.req.param('id'))
    return context.json({ seen: true })
  })
  app.get('/desk/approvals', (context) => context.json({ approvals }))
  app.post('/desk/approvals/:id', async (context) => {
    const found = approvals.find(({ id }) => id === context.req.param('id')) ?? asked
    const { allow } = await context.req.json()
    Object.assign(found, { state: allow ? 'approved' : 'declined', decidedBy: agent, decidedAt: ago(0) })
    return context.json(found)
  })
  app.post('/desk/conversations/:id/deeds', async (context) => {
    const { off } = await context.req.json()
    const body = {
      id: 'prp_1',
      kind: 'desk-offer',
      status: 'open',
      summary,
      total: { amount: 3850, currency: 'EUR' },
      action: 'Give €38.50 off',
      versions: {},
      expiresAt: ago(-30),
    }
    return context.json({ proposal: body, needsApproval: off?.percent > 1000 }, 201)
  })
  app.post('/desk/conversations/:id/deeds/:proposal/confirm', (context) =>
    context.json({ done: true, approvalId: null }),
  )
  return app
}

/** Two rooms, in memory. */
export function fakeRooms(at: number): Hono {
  const app = new Hono()
  const room = {
    id: 'rom_1',
    title: 'Lamps for dark evenings',
    about: 'Ask Anna about lamps.',
    language: 'en',
    status: 'open',
    startsAt: null as string | null,
    slowSeconds: 10,
    pins: [{ number: 3, variantId: 'var_1', productId: 'prd_1', text: 'Ullarteppi Heiða, blue' }],
    lastNumber: 6,
    members: 41,
  }
  const soon = {
    ...room,
    id: 'rom_2',
    title: 'Questions about care and washing',
    status: 'scheduled',
    pins: [],
    members: 0,
    lastNumber: 0,
    startsAt: new Date(at + 86_400_000).toISOString(),
  }
  app.get('/rooms', (context) => context.json({ rooms: [room, soon] }))
  app.get('/rooms/:id', (context) => context.json(context.req.param('id') === 'rom_2' ? soon : room))
  app.patch('/rooms/:id', async (context) => context.json(Object.assign(room, await context.req.json())))
  return app
}

export function fakeRoomEntries(at: number): RoomEntry[] {
  const entry = (number: number, rest: Partial<RoomEntry>): RoomEntry => ({
    number,
    at: new Date(at - (10 - number) * 60_000).toISOString(),
    kind: 'said',
    from: null,
    text: '',
    about: null,
    variantId: null,
    isHidden: false,
    clientId: null,
    ...rest,
  })
  return [
    entry(1, { kind: 'opened' }),
    entry(2, { from: { kind: 'shopper', name: 'Lovisa' }, text: 'Does it come in green?' }),
    entry(3, { kind: 'pinned', text: 'Ullarteppi Heiða, blue', variantId: 'var_1' }),
    entry(4, {
      from: { kind: 'agent', name: agent.name },
      text: 'From Monday on, and in grey. The blue one is here now.',
    }),
    entry(5, { from: { kind: 'shopper', name: 'Äyräväinen' }, text: '', isHidden: true }),
    entry(6, { kind: 'slow', text: '10' }),
  ]
}

/** A quiet afternoon in the shop. */
export function fakeVisitors(at: number): LiveVisitor[] {
  const seen = (minutes: number, rest: Partial<LiveVisitor>): LiveVisitor => ({
    id: `a-tab-of-somebody-${minutes}`,
    page: '/',
    language: 'sv',
    isReturning: false,
    name: null,
    since: new Date(at - minutes * 60_000).toISOString(),
    cart: null,
    conversationId: null,
    ...rest,
  })
  return [
    seen(21, {
      page: '/checkout',
      isReturning: true,
      name: 'Björn Lindqvist',
      conversationId: 'cnv_1',
      cart: { items: 3, total: { amount: 429_000, currency: 'SEK' } },
    }),
    seen(9, {
      page: '/products/ullarteppi-heida',
      language: 'is',
      cart: { items: 1, total: { amount: 14_990, currency: 'ISK' } },
    }),
    seen(4, {
      page: '/categories/home-and-furniture/lamps-and-lighting-for-every-room',
      language: 'fi',
      isReturning: true,
    }),
    seen(1, { language: 'hu' }),
  ]
}
