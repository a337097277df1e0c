import type { FakeConversation } from './fake-desk.ts'

/** One turn with everything that the console can show of it. */
export function fakeTurn({ desk, messages }: FakeConversation) {
  const text = messages[0]?.text ?? ''
  return {
    id: messages[1]?.turnId ?? 'trn_0',
    fromSeq: 1,
    toSeq: 1,
    outcome: 'answered',
    readings: [
      {
        language: desk.language,
        languageConfidence: 0.98,
        job: 'find_product',
        confidence: 0.91,
        runnersUp: [
          { job: 'ask_stock', confidence: 0.06 },
          { job: 'ask_price', confidence: 0.02 },
        ],
        entities: [{ type: 'colour', start: 0, end: 4, text: text.slice(0, 4), value: 'blue' }],
        query: text.toLowerCase().slice(0, 24),
        commands: [{ type: 'start', flow: 'find-product', job: 'find_product', slots: { colour: 'blue' } }],
        reader: 'linear',
        ms: 0.42,
      },
    ],
    trace: {
      readMs: 0.6,
      commands: [{ type: 'start', flow: 'find-product', job: 'find_product', slots: { colour: 'blue' } }],
      steps: [
        { flow: 'find-product', step: 'search', ms: 3.12 },
        { flow: 'find-product', step: 'show', ms: 1.04 },
      ],
      facts: [
        {
          call: 'catalogue.search',
          ms: 2.81,
          facts: [
            { of: 'Havn table lamp', id: 'prd_1', name: 'price', value: { amount: 64900, currency: 'SEK' } },
            { of: 'Havn table lamp', id: 'prd_1', name: 'stock', value: 'in_stock' },
            { of: 'Lyst floor lamp in oak', id: 'prd_2', name: 'price', value: { amount: 129900, currency: 'SEK' } },
            { of: 'Lyst floor lamp in oak', id: 'prd_2', name: 'stock', value: 'low' },
            { name: 'total', value: 7 },
            { of: 'Fjell', id: 'prd_3', name: 'price', value: { amount: 89900, currency: 'SEK' } },
            { of: 'Krukke', id: 'prd_4', name: 'price', value: { amount: 19900, currency: 'SEK' } },
            { of: 'Bord', id: 'prd_5', name: 'price', value: { amount: 249900, currency: 'SEK' } },
          ],
        },
        { call: 'cart.view', ms: 0.4, facts: [] },
        {
          call: 'checkout.deliveryOptions',
          ms: 0.3,
          facts: [
            { of: 'Home delivery', id: 'home', name: 'price', value: { amount: 4900, currency: 'SEK' } },
            { of: 'Home delivery', id: 'home', name: 'days.max', value: 3 },
          ],
        },
      ],
    },
    ms: 6.4,
    at: desk.createdAt,
  }
}

export function fakeTimeline(now: number) {
  const minutesAgo = (minutes: number) => new Date(now - minutes * 60_000).toISOString()
  const happened = [
    ['bot.handed_over', 4, { reason: 'talk_to_human' }],
    ['turn.committed', 12, { outcome: 'answered' }],
    ['cart.changed', 13, { version: 2 }],
    ['cart.changed', 14, { version: 1 }],
    ['message.accepted', 15, {}],
    ['conversation.started', 15, { inbox: 'webchat' }],
    ['mail.sent', 4300, {}],
    ['payment.captured', 4310, {}],
    ['order.placed', 4320, { number: 'T-10010' }],
    ['person.identified', 4330, { kind: 'email' }],
    ['something.newer', 4340, {}],
  ] as const
  return happened.map(([type, minutes, data], place) => ({
    id: `evt_${place}`,
    type,
    at: minutesAgo(minutes),
    subjects: {},
    data,
  }))
}

export function fakeMails(now: number) {
  return Array.from({ length: 16 }, (_, place) => ({
    id: `mai_${place}`,
    kind: place % 3 === 2 ? 'one-time-code' : 'order-confirmation',
    to: ['sigridur@example.com', 'paivi.ayravainen-hamalainen@example.com', 'asa@example.com'][place % 3] ?? '',
    subject:
      ['Pöntunin þín T-10010 er móttekin', 'Tilauksesi T-10011 on vastaanotettu', 'Din kod är 418 223'][place % 3] ??
      '',
    state: place === 5 ? 'failed' : place % 4 === 0 ? 'kept' : 'sent',
    createdAt: new Date(now - place * 4_000_000).toISOString(),
    language: ['is', 'fi', 'sv'][place % 3],
    orderId: place % 3 === 2 ? null : `ord_${place}`,
    text: 'Takk fyrir pöntunina.\n\n2 × Ullarteppi Heiða   29.980 kr.\nSamtals            31.479 kr.',
    html: `<body style="font-family: sans-serif; padding: 24px"><h1 style="font-size: 20px">Takk fyrir pöntunina</h1>
      <p>2 × Ullarteppi Heiða, 29.980 kr.</p><p><b>Samtals 31.479 kr.</b></p><script>parent.document.title = 'owned'</script></body>`,
  }))
}

export function fakeOrderLog(now: number) {
  const at = (hours: number) => new Date(now - hours * 3_600_000).toISOString()
  return [
    { from: null, to: 'placed', reason: null, by: 'shopper', byName: null, at: at(50) },
    { from: 'placed', to: 'paid', reason: null, by: 'system', byName: null, at: at(49) },
    { from: 'paid', to: 'packed', reason: null, by: 'agent', byName: 'Anna Virtanen', at: at(20) },
    { from: 'packed', to: 'shipped', reason: 'picked_up', by: 'api', byName: null, at: at(3) },
  ]
}
