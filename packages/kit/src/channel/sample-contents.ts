import type { Cart, Checkout, Content, ContentType, Money, Order, ProductCard } from '@parley/contracts'

const euro = (amount: number): Money => ({ amount, currency: 'EUR' })
const total = { goods: euro(8_900), delivery: euro(490), discount: euro(0), vat: euro(1_878), total: euro(9_390) }

const card = (at: number): ProductCard => ({
  productId: `prd_${at}`,
  title: `Lantern no. ${at} with a name of some length`,
  price: euro(1_000 * at),
  priceIsFrom: at === 2,
  stock: 'in_stock',
  facts: ['Paper and birch', 'Folds flat'],
  swatches: [],
  url: `https://shop.example/p/lantern-${at}`,
})
const pick = (at: number, label = `Take no. ${at}`) => ({ value: `pick:${at}`, label })

const line = {
  id: 'lin_1',
  variantId: 'var_1',
  productId: 'prd_1',
  sku: 'L-1',
  title: 'Lantern no. 1',
  options: 'red',
  quantity: 2,
  unitPrice: euro(4_450),
  total: euro(8_900),
}
const cart: Cart = {
  id: 'crt_1',
  version: 1,
  currency: 'EUR',
  lines: [{ ...line, version: 1, addedBy: { kind: 'bot' }, problems: [] }],
  totals: total,
  freeDeliveryIn: euro(1_100),
  updatedAt: '2026-11-20T11:00:00Z',
}
const checkout: Checkout = {
  cartId: 'crt_1',
  cart,
  contact: { name: 'Ann Berg', email: 'ann@mail.example' },
  address: null,
  delivery: null,
  payment: null,
  deliveryOptions: [],
  paymentOptions: [],
  missing: [],
}
const order: Order = {
  id: 'ord_1',
  number: 'T-10042',
  status: 'shipped',
  currency: 'EUR',
  lines: [line],
  totals: total,
  contact: checkout.contact,
  address: null,
  delivery: null,
  payment: null,
  tracking: { carrier: 'Posten', number: 'SE123', url: 'https://posten.example/SE123' },
  placedAt: '2026-11-19T11:00:00Z',
  statusUrl: 'https://shop.example/o/1',
}

const story = Array.from(
  { length: 90 },
  (_, at) => `This is sentence ${at + 1} of a long answer, with 🎁 and őű þæ. ${at % 7 === 6 ? '\n\n' : ''}`,
).join('')

/** One of every kind that can be said to a shopper, large enough to be a trouble. */
export const sampleContents: { [Type in Exclude<ContentType, 'note'>]: Extract<Content, { type: Type }> } = {
  text: { type: 'text', text: story },
  image: { type: 'image', url: 'https://shop.example/media/1.jpg', alt: 'A red lantern' },
  file: {
    type: 'file',
    url: 'https://shop.example/files/att_1?t=signed',
    name: 'How to fold a lantern.pdf',
    mediaType: 'application/pdf',
    bytes: 120_000,
  },
  product: { type: 'product', card: card(1), actions: [pick(1), pick(2)] },
  carousel: { type: 'carousel', cards: [1, 2, 3, 4, 5, 6, 7].map((at) => ({ card: card(at), actions: [pick(at)] })) },
  choices: {
    type: 'choices',
    text: 'Which one would you like?',
    choices: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((at) =>
      pick(at, `Choice ${at}, which goes on for a little while`),
    ),
  },
  cart: { type: 'cart', cart, actions: [pick(1, 'Check out')] },
  proposal: {
    type: 'proposal',
    proposal: {
      id: 'prp_1',
      kind: 'place-order',
      status: 'open',
      summary: [{ label: 'Delivery', value: 'Parcel', amount: euro(490) }],
      total: euro(9_390),
      checkout,
      action: 'Order and pay €93.90',
      versions: { cart: 1 },
      expiresAt: '2026-11-20T13:00:00Z',
    },
  },
  order: { type: 'order', order },
  payment_link: {
    type: 'payment_link',
    orderNumber: 'T-10042',
    amount: euro(9_390),
    url: 'https://shop.example/pay/pay_1?t=signed',
    label: 'Pay now',
  },
  form: {
    type: 'form',
    id: 'contact',
    title: 'Your details',
    fields: [
      { name: 'name', label: 'Name', type: 'name', required: true },
      { name: 'email', label: 'E-mail', type: 'email', required: true },
    ],
    submit: 'Continue',
  },
  article: {
    type: 'article',
    id: 'returns',
    title: 'Returns',
    text: story.slice(0, 900),
    url: 'https://shop.example/help/returns',
  },
  call: {
    type: 'call',
    callId: 'cal_1',
    mode: 'audio',
    startedBy: 'shopper',
    outcome: 'missed',
    seconds: 0,
    actions: [pick(1, 'Ask to be called back')],
  },
  notice: { type: 'notice', key: 'runtime.ok', values: {} },
}
