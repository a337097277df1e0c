import type { Cart, CartLine, Content, Money, Order, ProductCard } from '@parley/contracts'

/** A little shop to look at the chat with. Prices in kronor, texts in the language asked for where it matters. */
const kronor = (whole: number): Money => ({ amount: whole * 100, currency: 'SEK' })

function card(id: string, title: string, price: number, more: Partial<ProductCard> = {}): ProductCard {
  return {
    productId: `prd_${id}`,
    variantId: `var_${id}`,
    title,
    price: kronor(price),
    priceIsFrom: false,
    stock: 'in_stock',
    picture: { url: `/pictures/${id}.svg`, alt: title },
    url: `/p/${id}`,
    facts: [],
    swatches: [],
    ...more,
  }
}

const cards: ProductCard[] = [
  card('lin', 'Pläd Lin', 490, { subtitle: 'Tvättat linne', swatches: ['#c9b79c', '#6f7f86', '#3b4a3f'] }),
  card('ull', 'Filt i lammull med fransar, 130 × 200 cm', 1290, { stock: 'low', compareAt: kronor(1590) }),
  card('bomull', 'Överkast Våffla', 890, { priceIsFrom: true, stock: 'back_order' }),
  card('sammet', 'Kudde Sammet', 349, { stock: 'out' }),
]

const add = (item: ProductCard) => {
  const show = { value: `show:${item.productId}`, label: 'Visa' }
  return item.stock === 'out' ? [show] : [show, { value: `add:${item.variantId}`, label: 'Lägg i varukorgen' }]
}

export const carousel: Content = { type: 'carousel', cards: cards.map((item) => ({ card: item, actions: add(item) })) }

const line = (id: string, title: string, options: string, quantity: number, price: number): CartLine => ({
  id: `lin_${id}`,
  variantId: `var_${id}`,
  productId: `prd_${id}`,
  sku: id,
  title,
  options,
  quantity,
  unitPrice: kronor(price),
  total: kronor(price * quantity),
  version: 1,
  addedBy: { kind: 'shopper' },
  picture: { url: `/pictures/${id}.svg`, alt: title },
  problems: [],
})

function cart(version = 1): Cart {
  return {
    id: 'crt_1',
    version,
    currency: 'SEK',
    lines: [
      line('lin', 'Pläd Lin', 'Sand', 2, 490),
      line('ull', 'Filt i lammull med fransar, 130 × 200 cm', 'Grå', 1, 1290),
    ],
    totals: {
      goods: kronor(2270),
      delivery: kronor(49),
      discount: kronor(0),
      vat: { amount: 46_380, currency: 'SEK' },
      total: kronor(2319),
    },
    freeDeliveryIn: kronor(230),
    updatedAt: '2026-11-22T10:00:00.000Z',
  }
}

export const cartContent = (version = 1): Content => ({
  type: 'cart',
  cart: cart(version),
  actions: [
    { value: 'checkout:', label: 'Till kassan' },
    { value: 'empty:', label: 'Töm varukorgen' },
  ],
})

const address = { line1: 'Storgatan 12', postalCode: '211 42', city: 'Malmö', country: 'SE' }

export const proposal = (expiresAt: string): Content => ({
  type: 'proposal',
  proposal: {
    id: 'prp_1',
    kind: 'place-order',
    status: 'open',
    summary: [
      { label: 'Leverans', value: 'Ombud, 2–4 dagar' },
      { label: 'Till', value: 'Anna Öberg, Storgatan 12, 211 42 Malmö' },
      { label: 'Betalning', value: 'Faktura, 30 dagar' },
    ],
    total: kronor(2319),
    checkout: {
      cartId: 'crt_1',
      cart: cart(),
      contact: { name: 'Anna Öberg', email: 'anna@torget.example' },
      address,
      delivery: null,
      payment: null,
      deliveryOptions: [],
      paymentOptions: [],
      missing: [],
    },
    action: 'Beställ och betala 2 319 kr',
    versions: { cart: 1 },
    expiresAt,
  },
})

const ordered: Order = {
  id: 'ord_1',
  number: 'T-10042',
  status: 'placed',
  currency: 'SEK',
  lines: cart().lines,
  totals: cart().totals,
  contact: { name: 'Anna Öberg', email: 'anna@torget.example' },
  address,
  delivery: { id: 'agent', name: 'Ombud', days: { min: 2, max: 4 } },
  payment: {
    id: 'pay_1',
    provider: 'invoice',
    name: 'Faktura',
    status: 'pending',
    amount: kronor(2319),
    reference: '100 4255',
  },
  tracking: null,
  placedAt: '2026-11-22T10:00:00.000Z',
  statusUrl: '/orders/T-10042',
}
export const order: Content = { type: 'order', order: ordered }

export const paymentLink: Content = {
  type: 'payment_link',
  orderNumber: 'T-10042',
  amount: kronor(2319),
  url: '/pay/1',
  label: 'Betala 2 319 kr',
}

export const form: Content = {
  type: 'form',
  id: 'contact',
  title: 'Vart ska det skickas?',
  submit: 'Fortsätt',
  fields: [
    { name: 'name', label: 'Namn', type: 'name', required: true },
    { name: 'email', label: 'E-post', type: 'email', required: true },
    { name: 'phone', label: 'Mobilnummer', type: 'phone', required: false },
    { name: 'line1', label: 'Gatuadress', type: 'address-line', required: true },
    {
      name: 'postalCode',
      label: 'Postnummer',
      type: 'postal-code',
      required: true,
      value: '12',
      error: 'Ett svenskt postnummer har fem siffror.',
    },
    { name: 'city', label: 'Ort', type: 'city', required: true },
    {
      name: 'country',
      label: 'Land',
      type: 'country',
      required: true,
      value: 'SE',
      options: [
        { value: 'SE', label: 'Sverige' },
        { value: 'FI', label: 'Finland' },
      ],
    },
  ],
}

export const choices: Content = {
  type: 'choices',
  text: 'Hur vill du få det levererat?',
  choices: [
    { value: 'agent', label: 'Till ombud', hint: '49 kr, 2–4 dagar' },
    { value: 'home', label: 'Hem till dörren', hint: '99 kr, 1–2 dagar' },
    { value: 'store', label: 'Hämta i butiken' },
  ],
}

export const article: Content = {
  type: 'article',
  id: 'art_1',
  title: 'Ångerrätt och returer',
  text: 'Du har 30 dagars öppet köp. Varan ska vara oanvänd och ligga i sin förpackning.\n\nLägg med följesedeln och lämna paketet hos ett ombud. Fraktsedeln skriver du ut från ordersidan. När paketet har kommit fram får du pengarna tillbaka inom fem bankdagar, på samma sätt som du betalade.\n\nKudd- och täckfodral som har öppnats tar vi tillbaka om de är oanvända. Beställningsvaror som sytts efter dina mått kan vi tyvärr inte ta tillbaka.',
  url: '/help/returns',
}

export const files: Content[] = [
  { type: 'file', url: '/pictures/note.ogg', name: 'Röstmeddelande.ogg', mediaType: 'audio/ogg', bytes: 24_000 },
  {
    type: 'file',
    url: '/pictures/plan.pdf',
    name: 'Skötselråd för plädar.pdf',
    mediaType: 'application/pdf',
    bytes: 1_240_000,
  },
]

export const longFinnish =
  'Huonekaluverkkokauppaympäristössämme ruokapöytätuoliyhdistelmäkokonaisuudet toimitetaan kotiinkuljetuspalveluna, ja epäjärjestelmällistyttämättömyydellänsäkäänköhän-sanan mittainenkin tuotenimi mahtuu tähän.'

export const markup =
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is meant to stay text
  '<img src=x onerror="document.title=1"><script>document.title=2</script> <b>{{7*7}}</b> ${7*7} javascript:alert(1)'
