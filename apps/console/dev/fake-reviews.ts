import { Hono } from 'hono'

const words = [
  ['Mjuk och varm', 'Sitter perfekt, men leveransen var sen.', 'sv', 'Åsa'],
  ['', 'Gæðin eru frábær. Mæli með.', 'is', 'Sigríður'],
  ['Buy here', '<img src=x onerror=alert(1)> [cheaper](https://evil.example) at evil.example', 'en', ''],
  ['Kapea', 'Koko on liian pieni, muuten hyvä.', 'fi', 'Päivi'],
] as const

/** Reviews and questions that wait, and what is decided about them. */
export function fakeReviews(now: () => number): Hono {
  const app = new Hono()
  const at = (place: number) => new Date(now() - place * 7_000_000).toISOString()
  const reviews = words.map(([title, text, language, author], place) => ({
    id: `rev_${place}`,
    ...{ title, text, language, author },
    stars: [4, 5, 1, 2][place] ?? 3,
    productId: `prd_${place}`,
    productName: ['Ullarteppi Heiða', 'Bordslampa Havn', 'Mugg Morgon', 'Sigla jumper'][place] ?? '',
    orderId: `ord_${place}`,
    at: at(place),
    status: place === 3 ? 'published' : 'pending',
    reason: null as string | null,
    version: 1,
    answer: null as { text: string; at: string } | null,
  }))
  const questions = [
    {
      id: 'qst_0',
      text: 'Can the cover be washed?',
      language: 'en',
      productId: 'prd_0',
      productName: 'Holm three-seat sofa',
      at: at(1),
      status: 'pending',
      reason: null as string | null,
      answer: null as { text: string; at: string } | null,
    },
  ]
  const fits = (query: Record<string, string>) => (each: { status: string; text: string; productName: string }) =>
    (!query.status || each.status === query.status) &&
    (!query.search || `${each.text} ${each.productName}`.toLowerCase().includes(query.search.toLowerCase()))
  app.get('/reviews', (context) => context.json({ reviews: reviews.filter(fits(context.req.query())), next: null }))
  app.get('/questions', (context) =>
    context.json({ questions: questions.filter(fits(context.req.query())), next: null }),
  )
  for (const [path, all] of [
    ['reviews', reviews],
    ['questions', questions],
  ] as const) {
    app.post(`/${path}/:id/:what`, async (context) => {
      const { id, what } = context.req.param()
      const found = all.find((each) => each.id === id)
      if (!found) return context.json({ type: 'about:blank', title: 'Not found', status: 404, errors: [] }, 404)
      const body: { reason?: string } = await context.req.json()
      found.status = what === 'publish' ? 'published' : 'refused'
      found.reason = body.reason ?? null
      return context.json(found)
    })
    app.put(`/${path}/:id/answer`, async (context) => {
      const found = all.find((each) => each.id === context.req.param('id'))
      if (!found) return context.json({ type: 'about:blank', title: 'Not found', status: 404, errors: [] }, 404)
      const { text }: { text: string | null } = await context.req.json()
      found.answer = text === null ? null : { text, at: at(0) }
      if (path === 'questions') found.status = 'published'
      return context.json(found)
    })
  }
  return app
}
