import type { Cart, Content, DeskConversation, LanguageTag, Money, Order } from '@parley/contracts'

/** A named cast with names and words of the five languages, long ones among them. */
export interface FakePerson {
  id: string
  name: string
  email: string
  language: LanguageTag
  currency: string
  city: string
}

const names: readonly (readonly [string, LanguageTag, string, string])[] = [
  ['Sigríður Þorgerður Jónsdóttir', 'is', 'ISK', 'Hafnarfjörður'],
  ['Guðmundur Össurarson', 'is', 'ISK', 'Akureyri'],
  ['Äyräväinen-Hämäläinen Päivi', 'fi', 'EUR', 'Hyvinkää'],
  ['Väinö Myllyoja', 'fi', 'EUR', 'Jyväskylä'],
  ['Åsa Öberg', 'sv', 'SEK', 'Örnsköldsvik'],
  ['Björn Lindqvist', 'sv', 'SEK', 'Malmö'],
  ['Őry-Kovács Zsófia', 'hu', 'HUF', 'Székesfehérvár'],
  ['Bálint Szűcs', 'hu', 'HUF', 'Győr'],
  ['Eleanor Hart', 'en', 'EUR', 'Dublin'],
  ['Tomás Ó Súilleabháin', 'en', 'EUR', 'Cork'],
]

export const persons: readonly FakePerson[] = names.map(([name, language, currency, city], place) => ({
  id: `per_${place + 1}`,
  name,
  email: `${
    name
      .normalize('NFD')
      .replaceAll(/[^\p{ASCII}]/gu, '')
      .toLowerCase()
      .split(' ')[0]
  }@example.com`,
  language,
  currency,
  city,
}))

export const wishes: Readonly<Record<string, readonly string[]>> = {
  is: ['Áttu hlýtt ullarteppi?', 'Hvenær kemur pöntunin mín?', 'Get ég skilað lampanum?'],
  fi: [
    'Onko teillä keittiönpöytiä, joihin mahtuu kahdeksan ruokailijaa kerrallaan?',
    'Epäjärjestelmällistyttämättömyydelläänsäkään pöytävalaisin ei toimi.',
    'Missä tilaukseni on?',
  ],
  sv: ['Har ni någon varm pläd i blått?', 'Vad kostar frakten?', 'Lampan gick sönder när jag öppnade paketet.'],
  hu: ['Van kék gyapjútakaró?', 'Mikor érkezik a rendelésem?', 'Vissza szeretném küldeni a lámpát.'],
  en: ['Do you have a warm throw in blue?', 'When does my order arrive?', 'I would like to return the lamp.'],
}

export const replies: Readonly<Record<string, string>> = {
  is: 'Já, ullarteppið Heiða er til í bláu á 14.990 kr.',
  fi: 'Kyllä. Ruokapöytä Koivula on 220 cm pitkä, ja siihen mahtuu kahdeksan.',
  sv: 'Ja, plädarna Fjäll och Hed finns i blått.',
  hu: 'Igen, a Heiða gyapjútakaró kapható kékben, 14 990 Ft.',
  en: 'Yes, the Heath throw comes in blue.',
}

const prices: Readonly<Record<string, number>> = { ISK: 14_990, EUR: 12_900, SEK: 129_000, HUF: 1_499_000 }
const money = (amount: number, currency: string): Money => ({ amount, currency })

export function fakeCart(conversation: DeskConversation, quantity = 2): Cart {
  const { currency } = conversation
  const unit = prices[currency] ?? 10_000
  const goods = unit * quantity
  return {
    id: conversation.cartId ?? `crt_${conversation.id}`,
    version: quantity,
    currency,
    lines: [
      {
        id: 'lin_1',
        variantId: 'var_1',
        productId: 'prd_1',
        sku: 'HEI-BLA-130',
        title: 'Ullarteppi Heiða',
        options: 'blue, 130 × 180 cm',
        quantity,
        unitPrice: money(unit, currency),
        total: money(goods, currency),
        version: quantity,
        addedBy: { kind: 'bot' },
        problems: [],
      },
    ],
    totals: {
      goods: money(goods, currency),
      delivery: money(Math.round(unit / 10), currency),
      discount: money(0, currency),
      vat: money(Math.round(goods / 5), currency),
      total: money(goods + Math.round(unit / 10), currency),
    },
    freeDeliveryIn: null,
    updatedAt: conversation.createdAt,
  }
}

const statuses = ['placed', 'paid', 'packed', 'shipped', 'delivered', 'cancelled', 'closed'] as const
const paid = ['pending', 'captured', 'captured', 'captured', 'captured', 'voided', 'captured'] as const

export function fakeOrder(place: number, now: number): Order {
  const person = persons[place % persons.length] ?? persons[0]
  if (!person) throw new Error('The cast is empty.')
  const { name, email, currency, city } = person
  const status = statuses[place % statuses.length] ?? 'placed'
  const unit = prices[currency] ?? 10_000
  const total = money(unit * 2 + Math.round(unit / 10), currency)
  return {
    id: `ord_${place}`,
    number: `T-${10_000 + place}`,
    status,
    currency,
    lines: [
      {
        id: 'lin_1',
        variantId: 'var_1',
        productId: 'prd_1',
        sku: 'HEI-BLA-130',
        title: 'Ullarteppi Heiða',
        options: 'blue, 130 × 180 cm',
        quantity: 2,
        unitPrice: money(unit, currency),
        total: money(unit * 2, currency),
      },
    ],
    totals: {
      goods: money(unit * 2, currency),
      delivery: money(Math.round(unit / 10), currency),
      discount: money(0, currency),
      vat: money(Math.round(unit / 5), currency),
      total,
    },
    contact: { name, email, phone: '+354 555 0142' },
    address: { line1: 'Laugavegur 101', postalCode: '101', city, country: 'IS' },
    delivery: { id: 'home', name: 'Home delivery', days: { min: 2, max: 4 } },
    payment: {
      id: `pay_${place}`,
      provider: 'invoice',
      name: 'Invoice',
      status: paid[place % paid.length] ?? 'pending',
      amount: total,
      reference: `RF18 5390 0754 ${7000 + place}`,
      dueOn: '2026-12-06',
    },
    tracking: null,
    placedAt: new Date(now - place * 7_400_000).toISOString(),
    statusUrl: `/orders/${place}`,
  }
}

export function fakeCarousel(currency: string): Content {
  const card = (title: string, swatches: string[], stock: 'in_stock' | 'low') => ({
    card: {
      productId: `prd_${title}`,
      title,
      subtitle: 'Lambswool, woven in Borås',
      price: money(prices[currency] ?? 10_000, currency),
      priceIsFrom: false,
      stock,
      url: '/products/heida',
      facts: ['130 × 180 cm'],
      swatches,
      picture: { url: `/pictures/${swatches[0]?.slice(1)}`, alt: title },
    },
    actions: [{ value: `add:${title}`, label: 'Put in the basket' }],
  })
  return {
    type: 'carousel',
    cards: [
      card('Ullarteppi Heiða', ['#3d5a80', '#8d99ae'], 'in_stock'),
      card('Fjäll pläd', ['#2a4d69'], 'low'),
      card('Kaamos-torkkupeitto', ['#1d3557', '#e0e1dd'], 'in_stock'),
    ],
  }
}
