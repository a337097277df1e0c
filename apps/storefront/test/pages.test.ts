import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Built, buildStorefront } from '../dev/build-storefront.ts'
import { altered, torget } from '../dev/fake-catalogue.ts'
import { type FakeShop, fakeShop } from '../dev/fake-port.ts'
import { taken } from '../dev/fake-reviews.ts'

let built: Built
let shop: FakeShop
let answer: (request: Request) => Promise<Response>

beforeAll(async () => {
  built = await buildStorefront()
})
afterAll(() => built.remove())
beforeEach(() => {
  altered.names.clear()
  altered.stock.clear()
  shop = fakeShop()
  answer = built.storefront(shop.parts)
})

const get = (path: string, headers: Record<string, string> = {}) =>
  answer(new Request(`http://localhost${path}`, { headers }))
const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  answer(
    new Request(`http://localhost${path}`, {
      method: 'POST',
      headers: { origin: 'http://localhost', host: 'localhost', ...headers },
      body: new URLSearchParams(fields),
    }),
  )
const textOf = async (path: string, headers?: Record<string, string>) => (await get(path, headers)).text()
const cookieOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((one) => one.split(';')[0] ?? '')
    .join('; ')

describe('who reads', () => {
  test.each(torget.shop.languages)('the front page speaks %s, and says that it does', async (tag) => {
    const page = await textOf(`/?lang=${tag}`)
    expect(page).toContain(`<html lang="${tag}"`)
    expect(page).toContain(`<h1>${torget.shop.home.title[tag]}</h1>`)
    for (const other of torget.shop.languages) expect(page).toContain(`hreflang="${other}"`)
    // A key stands in for a text that is missing.
    expect(page.replace(/<script[\s\S]*?<\/script>/g, '')).not.toMatch(/>(frame|home|list|price)\.[a-z_]+</)
  })

  test('a language once chosen stays, and the browser’s own is taken before that', async () => {
    const chosen = await get('/?lang=fi')
    expect(await textOf('/products', { cookie: cookieOf(chosen) })).toContain('<html lang="fi"')
    expect(await textOf('/products', { 'accept-language': 'de, hu-HU;q=0.8, en;q=0.5' })).toContain('<html lang="hu"')
    expect(await textOf('/products', { 'accept-language': 'de' })).toContain('<html lang="en"')
  })

  test('a crawler that reads everything leaves no visitor and gets no cookie', async () => {
    for (const path of ['/', '/products', '/products/holm-sofa', '/cart', '/help', '/help/delivery', '/checkout']) {
      const response = await get(path)
      expect(response.status, path).toBeLessThan(400)
      expect(response.headers.getSetCookie(), path).toEqual([])
    }
    expect(shop.visitors.size).toBe(0)
  })

  test('the first thing put in the basket opens the visitor, and only then is there a cookie', async () => {
    const added = await post('/cart/add', { variant: 'HOLM3-SAGE' })
    expect(added.status).toBe(303)
    expect(cookieOf(added)).toBe('parley_visitor=v1')
    expect(shop.visitors.get('v1')?.lines).toHaveLength(1)
    expect(added.headers.getSetCookie()[0]).toContain('SameSite=Lax')
  })
})

describe('text from outside', () => {
  const nasty = '</script><img src=x onerror=alert(1)>{{7*7}}'
  test('a product named like markup is text on every page that shows it', async () => {
    altered.names.set('holm-sofa', nasty)
    const cookie = cookieOf(await post('/cart/add', { variant: 'HOLM3-SAGE' }))
    for (const path of ['/', '/products', '/products/holm-sofa', '/cart', '/checkout']) {
      const page = await textOf(path, { cookie })
      expect(page, path).not.toContain('<img src=x')
      expect(page, path).toContain('onerror=alert(1)')
      expect(page.match(/<\/script>/g)?.length, path).toBe(page.match(/<script/g)?.length)
    }
  })

  test('what is searched for is text too, in the title and in the field', async () => {
    const page = await textOf(`/products?q=${encodeURIComponent('"><script>alert(1)</script>')}`)
    expect(page).not.toContain('<script>alert')
    expect(page).toContain('&lt;script>alert(1)')
  })
})

describe('forms', () => {
  test('one sent from another site is refused and changes nothing', async () => {
    const fromElsewhere: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site', origin: 'http://localhost' },
      { origin: 'null' },
    ]
    for (const headers of fromElsewhere) {
      expect((await post('/cart/add', { variant: 'HOLM3-SAGE' }, headers)).status).toBe(403)
    }
    expect(shop.visitors.size).toBe(0)
  })

  test('what is out of stock is said to be, and is not put in the basket', async () => {
    altered.stock.set('HOLM3-SAGE', 0)
    const page = await textOf('/products/holm-sofa?variant=HOLM3-SAGE')
    expect(page).toContain('Out of stock')
    expect(page).toMatch(/<button[^>]* disabled/)
    const added = await post('/cart/add', { variant: 'HOLM3-SAGE' })
    expect(added.status).toBe(422)
    expect(await added.text()).toContain('Out of stock just now.')
    expect(shop.visitors.get('v1')?.lines).toEqual([])
  })

  test('the same yes twice at once is one order', async () => {
    const cookie = cookieOf(await post('/cart/add', { variant: 'HOLM3-SAGE' }))
    const filled = {
      email: 'anna@example.com',
      name: 'Anna Ek',
      line1: 'Storgatan 1',
      postalCode: '116 46',
      city: 'Stockholm',
      country: 'SE',
      delivery: 'freight',
      payment: 'invoice',
    }
    const kept = await post('/checkout', filled, { cookie })
    const to = new URL(kept.headers.get('location') ?? '', 'http://localhost')
    const proposal = to.searchParams.get('proposal') ?? ''
    const confirm = () => post('/checkout/confirm', { proposal }, { cookie })
    const [first, second] = await Promise.all([confirm(), confirm()])
    expect(first.headers.get('location')).toBe(second.headers.get('location'))
    expect(shop.visitors.get('v1')?.orders.size).toBe(1)
  })

  test('a basket altered after the summary is shown anew, and nothing is ordered', async () => {
    const cookie = cookieOf(await post('/cart/add', { variant: 'HOLM3-SAGE' }))
    const visitor = shop.visitors.get('v1')
    if (!visitor) throw new Error('there is no visitor')
    Object.assign(visitor, {
      contact: { name: 'Anna', email: 'anna@example.com' },
      address: { line1: 'Storgatan 1', postalCode: '116 46', city: 'Stockholm', country: 'SE' },
      payment: 'invoice',
    })
    const kept = await post(
      '/checkout',
      { ...visitor.contact, ...fields(visitor.address), delivery: 'freight', payment: 'invoice' },
      { cookie },
    )
    const proposal = new URL(kept.headers.get('location') ?? '', 'http://localhost').searchParams.get('proposal') ?? ''
    await post('/cart/add', { variant: 'HOLM3-SAGE' }, { cookie })
    const confirmed = await post('/checkout/confirm', { proposal }, { cookie })
    expect(confirmed.headers.get('location')).toContain('again=changed')
    expect(visitor.orders.size).toBe(0)
    expect(await textOf(confirmed.headers.get('location') ?? '', { cookie })).toContain('nothing has been ordered')
  })
})

describe('the list', () => {
  test('what is filtered by stands in the address and is taken off by a link', async () => {
    const page = await textOf('/products?category=home&colour=forest-green&stock=1')
    expect(page).toContain('href="/products?category=home&amp;stock=1"')
    expect(page).toContain('noindex')
  })

  test('says honestly that there is nothing, and what a near spelling was read as', async () => {
    expect(await textOf('/products?q=helicopter')).toContain('have anything for “helicopter”')
    expect(await textOf('/products?q=sofaa')).toContain('This is what there is for “sofa”')
  })

  test('an address full of nonsense is still a list', async () => {
    const response = await get('/products?page=-4&min=abc&sort=best&colour=&page=1e99&category=%00')
    expect(response.status).toBe(200)
  })
})

test('a size is never chosen for anybody', async () => {
  const open = await textOf('/products/sigla-jumper')
  expect(open).not.toContain('action="/cart/add"')
  expect(open).toContain('Choose first: Size')
  const sku = torget.products.find(({ id }) => id === 'sigla-jumper')?.variants[2]?.sku
  expect(await textOf(`/products/sigla-jumper?variant=${sku}`)).toContain('action="/cart/add"')
  expect(await textOf('/products/holm-sofa')).toContain('action="/cart/add"')
})

test('an order is seen with its signed link alone', async () => {
  expect((await get('/orders/ord_v1_0?t=bad')).status).toBe(404)
  expect((await get('/orders/ord_v1_0')).status).toBe(404)
})

describe('what buyers say', () => {
  test('stands beside the product as text, and is told to search engines only where it is real', async () => {
    const page = await textOf('/products/holm-sofa?lang=sv')
    expect(page).toContain('4,3 av 5')
    expect(page).toContain('lang="fi"')
    expect(page).not.toContain('<img src=x')
    expect(page.match(/<\/script>/g)?.length).toBe(page.match(/<script/g)?.length)
    expect(page).toContain('"aggregateRating":{"@type":"AggregateRating","ratingValue":4.3,"reviewCount":9')
    const silent = await textOf('/products/holm-armchair')
    expect(silent).toContain('Nobody has said anything')
    expect(silent).not.toContain('aggregateRating')
  })

  test('a question is taken from our own pages alone, and an empty one is told why not', async () => {
    taken.questions.length = 0
    const asked = await post('/products/holm-sofa/questions', { text: 'Is it heavy?' })
    expect(asked.status).toBe(303)
    expect(asked.headers.get('location')).toBe('/products/holm-sofa?asked=1#questions')
    const empty = await post('/products/holm-sofa/questions', { text: ' ' })
    expect(empty.status).toBe(422)
    expect(await empty.text()).toContain('id="wrong-question"')
    const foreign = await post('/products/holm-sofa/questions', { text: 'Buy' }, { origin: 'https://evil.example' })
    expect(foreign.status).toBe(403)
    expect((await post('/products/nothing/questions', { text: 'Is it?' })).status).toBe(404)
    expect(taken.questions).toEqual(['Is it heavy?'])
  })

  test('only the order’s signed link lets anybody judge what was bought', async () => {
    expect((await get('/orders/ord_v1_0/reviews?t=bad')).status).toBe(404)
    expect((await post('/orders/ord_v1_0/reviews?t=bad', { product: 'holm-sofa', stars: '5' })).status).toBe(404)
    expect(taken.said.size).toBe(0)
  })
})

test('what is not there is said kindly with 404, and what breaks is told to the shop and not to the shopper', async () => {
  const missing = await get('/no/such/page')
  expect(missing.status).toBe(404)
  expect(await missing.text()).toContain('nothing at this address')
  const broken = built.storefront({
    ...shop.parts,
    visit: (given, work) =>
      shop.parts.visit(given, (visit) =>
        work({ ...visit, catalogue: { ...visit.catalogue, list: () => Promise.reject(new Error('secret detail')) } }),
      ),
  })
  const fault = await broken(new Request('http://localhost/products'))
  expect(fault.status).toBe(500)
  const page = await fault.text()
  expect(page).toContain('Something broke on our side')
  expect(page).not.toContain('secret detail')
  expect(shop.faults).toHaveLength(1)
})

const fields = (given: object | null): Record<string, string> =>
  Object.fromEntries(Object.entries(given ?? {}).map(([name, value]) => [name, String(value)]))
