import { reportMetrics } from '@parley/contracts'
import { Hono } from 'hono'
import { agent, type FakeDesk } from './fake-desk.ts'
import { fakeCarousel, fakeCart } from './fake-people.ts'

const missing = { type: 'about:blank', title: 'Not found', status: 404, errors: [] }

const usualAgent = {
  capacity: 4,
  channelCapacity: {},
  languages: ['sv', 'en'],
  skills: [],
  statusSince: null,
  load: 2,
  teams: [],
}

/** What makes the inbox more than a list: people, teams, sorting, drafts, ready answers and reports, all in memory. */
export function fakeInbox(desk: FakeDesk, now: () => number): Hono {
  const app = new Hono()
  const drafts = new Map<string, { text: string; isNote: boolean }>()
  const scheduled = new Map<string, { id: string; text: string; sendAt: string; by: { id: string; name: string } }[]>()
  const views: Record<string, unknown>[] = []
  const agents = [
    { ...usualAgent, accountId: agent.id, name: agent.name, role: 'owner', status: 'offline', isHere: false },
    { ...usualAgent, accountId: 'acc_olafur', name: 'Ólafur Einarsson', role: 'agent', status: 'online', isHere: true },
    { ...usualAgent, accountId: 'acc_zsofia', name: 'Kiss Zsófia', role: 'agent', status: 'away', isHere: false },
  ]
  const teams = [
    {
      id: 'tem_returns',
      name: 'Returns',
      position: 0,
      channels: [],
      languages: ['sv', 'fi'],
      reasons: ['complaint_damaged'],
      skills: [],
      overflowTeamId: null,
      overflowAfterSeconds: 120,
      hours: null,
      serviceLevels: { firstAnswerMinutes: 15, nextAnswerMinutes: 30, resolutionMinutes: null },
      members: [agent.id, 'acc_olafur'],
    },
  ]
  const macros = [
    {
      id: 'mac_late',
      name: 'Late parcel',
      shortcut: 'late',
      texts: { sv: 'Hej {person.firstName|där}, paketet är på väg.', en: 'Hello, it is on its way.' },
      actions: [{ do: 'tag', tag: 'delivery' }],
      forAll: true,
      isMine: true,
    },
  ]
  const find = (id: string) => desk.conversations.get(id)

  app.get('/desk/agents', (context) => context.json({ agents }))
  app.patch('/desk/agents/:id', async (context) => {
    const found = agents.find(({ accountId }) => accountId === context.req.param('id'))
    if (!found) return context.json(missing, 404)
    return context.json(Object.assign(found, await context.req.json()))
  })
  app.put('/desk/status', async (context) => {
    const { status } = await context.req.json()
    Object.assign(agents[0] ?? {}, { status, isHere: status === 'online' })
    return context.json({ status })
  })
  app.get('/desk/teams', (context) => context.json({ teams }))
  app.get('/desk/tags', (context) => context.json({ tags: ['delivery', 'return'] }))
  app.get('/desk/views', (context) => context.json({ views }))
  app.post('/desk/views', async (context) => {
    const view = { teamId: null, ...(await context.req.json()), id: `viw_${views.length}`, isMine: true }
    views.push(view)
    return context.json(view, 201)
  })
  app.get('/desk/search', (context) => {
    const sought = (context.req.query('q') ?? '').toLowerCase()
    const found = [...desk.conversations.values()].flatMap(({ desk: conversation, messages }) => {
      const hit = messages.findLast(({ text }) => text.toLowerCase().includes(sought))
      return hit && sought
        ? [{ conversation, hits: [{ messageId: hit.id, seq: hit.seq, text: hit.text, at: hit.createdAt }] }]
        : []
    })
    return context.json({ found: found.slice(0, 20) })
  })

  app.patch('/desk/conversations/:id/handling', async (context) => {
    const found = find(context.req.param('id'))
    if (!found) return context.json(missing, 404)
    const before = found.desk.handling ?? { team: null, priority: 0, tags: [], snoozedUntil: null, due: null }
    found.desk.handling = { ...before, ...(await context.req.json()) }
    desk.change(found, { kind: 'conversation', conversation: desk.shopperView(found) })
    return context.json({ priority: found.desk.handling.priority, tags: found.desk.handling.tags })
  })
  app.post('/desk/conversations/:id/snooze', async (context) => {
    const found = find(context.req.param('id'))
    if (!found) return context.json(missing, 404)
    const { until } = await context.req.json()
    found.desk.status = 'snoozed'
    desk.change(found, { kind: 'conversation', conversation: desk.shopperView(found) })
    return context.json({ until })
  })
  app.post('/desk/conversations/:id/transfer', async (context) => {
    const found = find(context.req.param('id'))
    if (!found) return context.json(missing, 404)
    const { accountId, teamId } = await context.req.json()
    const colleague = agents.find((each) => each.accountId === accountId)
    const team = teams.find(({ id }) => id === teamId)
    if (colleague)
      Object.assign(found.desk, { owner: 'agent', agent: { id: colleague.accountId, name: colleague.name } })
    if (team) {
      const before = found.desk.handling ?? { priority: 0, tags: [], snoozedUntil: null, due: null }
      found.desk.handling = { ...before, team: { id: team.id, name: team.name } }
      Object.assign(found.desk, { owner: 'queue', agent: null })
    }
    desk.change(found, { kind: 'conversation', conversation: desk.shopperView(found) })
    return context.json(desk.shopperView(found))
  })
  app.get('/desk/conversations/:id/history', (context) => context.json({ threads: [] }))
  app.get('/desk/conversations/:id/draft', (context) =>
    context.json(drafts.get(context.req.param('id')) ?? { text: '', isNote: false }),
  )
  app.put('/desk/conversations/:id/draft', async (context) => {
    const draft = await context.req.json()
    drafts.set(context.req.param('id'), draft)
    return context.json(draft)
  })
  app.get('/desk/macros', (context) => context.json({ macros }))
  app.get('/desk/conversations/:id/macros', (context) =>
    context.json({
      macros: macros.map(({ id, name, shortcut, texts, actions }) => ({
        id,
        name,
        shortcut,
        text: texts.sv.replace('{person.firstName|där}', 'Åsa'),
        language: 'sv',
        actions,
      })),
    }),
  )
  app.post('/desk/conversations/:id/run-macro', async (context) => {
    const found = find(context.req.param('id'))
    if (!found) return context.json(missing, 404)
    const { text } = await context.req.json()
    desk.take(found)
    desk.say(found, { kind: 'agent', id: agent.id, name: agent.name }, { type: 'text', text })
    const before = found.desk.handling ?? { team: null, priority: 0, tags: [], snoozedUntil: null, due: null }
    found.desk.handling = { ...before, tags: ['delivery'] }
    return context.json({ done: macros[0]?.actions ?? [] })
  })
  app.get('/desk/conversations/:id/scheduled', (context) =>
    context.json({ scheduled: scheduled.get(context.req.param('id')) ?? [] }),
  )
  app.post('/desk/conversations/:id/scheduled', async (context) => {
    const id = context.req.param('id')
    const given = await context.req.json()
    const made = { ...given, id: `sch_${now()}`, by: { id: agent.id, name: agent.name } }
    scheduled.set(id, [...(scheduled.get(id) ?? []), made])
    return context.json(made, 201)
  })
  app.delete('/desk/conversations/:id/scheduled/:which', (context) => {
    const id = context.req.param('id')
    const all = scheduled.get(id) ?? []
    const gone = all.find((each) => each.id === context.req.param('which'))
    scheduled.set(
      id,
      all.filter((each) => each !== gone),
    )
    return gone ? context.json({ text: gone.text }) : context.json(missing, 404)
  })
  app.get('/desk/mentions', (context) => context.json({ mentions: [] }))
  app.delete('/desk/mentions/:id', (context) => context.json({ seen: true }))

  app.get('/search', (context) => {
    if (context.req.query('q') === 'davenport') return context.json({ hits: [], total: 0, loosened: [] })
    const content = fakeCarousel(context.req.query('currency') ?? 'EUR')
    const hits =
      content.type === 'carousel' ? content.cards.map(({ card }) => ({ card, variantId: 'var_1', score: 1 })) : []
    return context.json({ hits, total: hits.length, loosened: [] })
  })
  app.post('/desk/conversations/:id/cart-lines', (context) => {
    const found = find(context.req.param('id'))
    return found ? context.json(fakeCart(found.desk)) : context.json(missing, 404)
  })

  app.get('/reports/figures', (context) =>
    context.json({
      containment: 0.71,
      figures: Object.entries(reportMetrics).map(([metric, told]) => ({
        metric,
        ...told,
        figure: figure(240_000, 412),
      })),
    }),
  )
  app.get('/reports/rows', (context) => {
    const { metric = 'first_answer', by = 'day' } = context.req.query()
    const keys: Record<string, string[]> = {
      agent: [agent.id, 'acc_olafur', 'acc_zsofia'],
      language: ['sv', 'fi', 'is', 'hu', 'en'],
      currency: ['SEK', 'EUR'],
      hour: Array.from({ length: 10 }, (_, hour) => String(hour + 8).padStart(2, '0')),
      day: Array.from({ length: 30 }, (_, day) => new Date(now() - (29 - day) * 86_400_000).toISOString().slice(0, 10)),
    }
    const rows = (keys[by] ?? ['webchat', 'whatsapp']).map((key, place) => ({
      key,
      label: agents.find(({ accountId }) => accountId === key)?.name ?? key,
      ...figure(120_000 + ((place * 7919) % 11) * 40_000, 8 + ((place * 31) % 17)),
    }))
    const told = Object.entries(reportMetrics).find(([name]) => name === metric)?.[1]
    return context.json({ ...told, rows })
  })
  app.get('/reports/conversations', (context) =>
    context.json({
      conversations: [...desk.conversations.values()].slice(0, 3).map(({ desk: conversation }) => ({
        value: 300_000,
        at: conversation.createdAt,
        conversation,
      })),
    }),
  )
  return app
}

function figure(median: number, count: number) {
  return {
    count,
    sum: median * count,
    mean: median * 1.3,
    median,
    p90: median * 3.2,
    business: { mean: median, median: median * 0.8, p90: median * 2.1 },
  }
}
