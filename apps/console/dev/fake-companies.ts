import type { Company, CompanyApproval, Quote } from '@parley/contracts'
import { Hono } from 'hono'
import { persons } from './fake-people.ts'

/** Companies that buy, what they ask a price for, and lists of prices. */
export function fakeCompanies(now: () => number): Hono {
  const app = new Hono()
  const ago = (days: number) => new Date(now() - days * 86_400_000).toISOString()
  const of = (amount: number) => ({ amount, currency: 'SEK' })
  const companies: Company[] = [
    ['Café Norr AB', 'SE556042722001', 'SE'],
    ['Hótel Hrafnagil og gistiheimili ehf.', null, 'IS'],
    ['Győri Bútorkereskedelmi Korlátolt Felelősségű Társaság', 'HU12892312', 'HU'],
  ].map(([name, vatNumber, country], place) => ({
    ...{ id: `com_${place + 1}`, name: name ?? '', vatNumber: vatNumber ?? null, country: country ?? 'SE', version: 1 },
    ...{ currency: 'SEK', creditLimit: place === 1 ? null : of(5_000_000), owed: of(place === 0 ? 1_249_000 : 0) },
    ...{ approvalAbove: place === 0 ? of(1_000_000) : null, status: place === 2 ? 'closed' : 'active' },
    members: persons.slice(place * 2, place * 2 + 2).map(({ id, name, email }, at) => ({
      ...{ personId: id, name, email },
      role: at === 0 ? ('approver' as const) : ('buyer' as const),
    })),
  }))
  const quotes: Quote[] = (['asked', 'priced', 'accepted', 'declined'] as const).map((status, place) => {
    const unitPrice = status === 'asked' || status === 'declined' ? null : of(79_900)
    return {
      ...{ id: `quo_${place + 1}`, number: `Q-${1001 + place}`, companyId: 'com_1', companyName: 'Café Norr AB' },
      ...{ personId: 'per_1', personName: 'Åsa Öberg', currency: 'SEK', status, version: 1 },
      note: place === 0 ? 'Till uteserveringen, gärna före midsommar <b>tack</b>' : '',
      lines: [
        {
          variantId: 'var_1',
          title: 'Stapelstol Brygga',
          options: 'skogsgrön',
          quantity: 40,
          listPrice: of(89_900),
          unitPrice,
        },
        {
          variantId: 'var_2',
          title: 'Bord Brygga 70 × 70',
          options: '',
          quantity: 10,
          listPrice: of(149_900),
          unitPrice,
        },
      ],
      total: unitPrice && of(50 * 79_900),
      validUntil: unitPrice && ago(place === 2 ? 3 : -20),
      createdAt: ago(place + 1),
    }
  })
  const missing = { type: 'about:blank', title: 'Not found', status: 404, errors: [] }
  const has = (text: string, search: string | undefined) => text.toLowerCase().includes((search ?? '').toLowerCase())

  app.get('/companies', (context) => {
    const { search } = context.req.query()
    return context.json({ companies: companies.filter(({ name }) => has(name, search)), next: null })
  })
  app.post('/companies', async (context) => {
    const draft = await context.req.json()
    const errors = [
      {
        code: 'company.vat_number',
        path: 'vatNumber',
        severity: 'error',
        message: 'That is no VAT number of this country.',
      },
    ]
    if (draft.vatNumber === 'wrong')
      return context.json({ type: 'about:blank', title: 'Refused', status: 422, errors }, 422)
    const limits = {
      creditLimit: draft.creditLimit === null ? null : of(draft.creditLimit),
      approvalAbove: draft.approvalAbove === null ? null : of(draft.approvalAbove),
    }
    const made = { ...draft, ...limits, id: `com_${companies.length + 1}`, owed: of(0), members: [], version: 1 }
    companies.unshift(made)
    return context.json(made, 201)
  })
  app.get('/companies/:id', (context) => {
    const found = companies.find(({ id }) => id === context.req.param('id'))
    return found ? context.json(found) : context.json(missing, 404)
  })
  app.get('/companies/:id/approvals', (context) => {
    const approvals: CompanyApproval[] = [
      {
        proposalId: 'prp_1',
        status: 'asked',
        askedBy: 'Björn Lindqvist',
        total: of(1_249_000),
        summary: [],
        askedAt: ago(0),
      },
      {
        proposalId: 'prp_2',
        status: 'approved',
        askedBy: 'Björn Lindqvist',
        total: of(2_100_000),
        summary: [],
        askedAt: ago(9),
      },
    ]
    return context.json({ approvals: context.req.param('id') === 'com_1' ? approvals : [] })
  })
  app.put('/companies/:id/members/:person', async (context) => {
    const found = companies.find(({ id }) => id === context.req.param('id'))
    const person = persons.find(({ id }) => id === context.req.param('person'))
    if (!found || !person) return context.json(missing, 404)
    const { role } = await context.req.json()
    const others = found.members.filter(({ personId }) => personId !== person.id)
    found.members = [...others, { personId: person.id, name: person.name, email: person.email, role }]
    return context.json(found)
  })
  app.delete('/companies/:id/members/:person', (context) => {
    const found = companies.find(({ id }) => id === context.req.param('id'))
    if (!found) return context.json(missing, 404)
    found.members = found.members.filter(({ personId }) => personId !== context.req.param('person'))
    return context.json(found)
  })
  app.get('/quotes', (context) => {
    const { search, status, companyId } = context.req.query()
    const found = quotes
      .filter((each) => !status || each.status === status)
      .filter((each) => !companyId || each.companyId === companyId)
      .filter(({ number, companyName }) => has(`${number} ${companyName}`, search))
    return context.json({ quotes: found, next: null })
  })
  app.get('/quotes/:id', (context) => {
    const found = quotes.find(({ id }) => id === context.req.param('id'))
    return found ? context.json(found) : context.json(missing, 404)
  })
  app.put('/quotes/:id/price', async (context) => {
    const found = quotes.find(({ id }) => id === context.req.param('id'))
    if (!found) return context.json(missing, 404)
    const { validUntil, lines }: { validUntil: string; lines: { variantId: string; unitPrice: number }[] } =
      await context.req.json()
    for (const line of found.lines)
      line.unitPrice = of(lines.find(({ variantId }) => variantId === line.variantId)?.unitPrice ?? 0)
    const total = of(found.lines.reduce((sum, line) => sum + (line.unitPrice?.amount ?? 0) * line.quantity, 0))
    Object.assign(found, { status: 'priced', validUntil, total, version: found.version + 1 })
    return context.json(found)
  })
  app.post('/quotes/:id/decline', (context) => {
    const found = quotes.find(({ id }) => id === context.req.param('id'))
    if (!found) return context.json(missing, 404)
    return context.json(Object.assign(found, { status: 'declined' }))
  })
  let synonyms: unknown = { en: [['settee', 'couch', 'sofa']] }
  app.get('/search-synonyms', (context) => context.json(synonyms))
  app.put('/search-synonyms', async (context) => {
    synonyms = await context.req.json()
    return context.json(synonyms)
  })
  app.get('/price-lists', (context) =>
    context.json({
      priceLists: [
        {
          id: 'lst_1',
          name: 'Cafés, spring',
          currency: 'SEK',
          groups: [],
          companies: ['com_1'],
          startsAt: null,
          endsAt: ago(-60),
          version: 1,
          entries: 42,
        },
        {
          id: 'lst_2',
          name: 'Members',
          currency: 'SEK',
          groups: ['members'],
          companies: [],
          startsAt: null,
          endsAt: null,
          version: 1,
          entries: 118,
        },
      ],
    }),
  )
  app.get('/catalogue/facets', (context) =>
    context.json({
      ...{ categories: [], brands: [], vatClasses: ['standard'] },
      ...{ languages: ['sv', 'en'], language: 'sv', currencies: ['SEK', 'EUR'] },
    }),
  )
  app.get('/price-lists/:id/entries', (context) =>
    context.json({
      entries: [1, 10, 50].map((minQuantity, place) => ({
        ...{ variantId: 'var_1', title: 'Stapelstol Brygga', options: 'skogsgrön', minQuantity },
        ...{ amount: 84_900 - place * 5_000, listPrice: 89_900 },
      })),
      next: null,
    }),
  )
  return app
}
