import type { DeskConversation, Message } from '@parley/contracts'
import { Hono } from 'hono'
import { fakeCompanies } from './fake-companies.ts'
import { agent, type FakeConversation, type FakeDesk } from './fake-desk.ts'
import { fakeHelp, fakeRooms } from './fake-help.ts'
import { fakeInbox } from './fake-inbox.ts'
import { fakeLearning } from './fake-learning.ts'
import { fakeOrders } from './fake-orders.ts'
import { fakeCart, persons } from './fake-people.ts'
import { fakeMails, fakeTimeline, fakeTurn } from './fake-records.ts'
import { fakeReviews } from './fake-reviews.ts'

/** What a test may alter while it runs. */
export interface FakeWorld {
  desk: FakeDesk
  now: () => number
  /** Refuses what is said next, as a broken server would. */
  failNextSend: boolean
}

const missing = { type: 'about:blank', title: 'Not found', status: 404, errors: [] }

export function fakeDoors(world: FakeWorld): Hono {
  const { desk, now } = world
  const app = new Hono()
  const find = (id: string) => desk.conversations.get(id)
  app.route('/', fakeHelp(now))
  app.route('/', fakeRooms(now()))
  app.route('/', fakeInbox(desk, now))
  app.route('/', fakeLearning(now))
  app.route('/', fakeReviews(now))
  app.route('/', fakeOrders(now))
  app.route('/', fakeCompanies(now))

  app.get('/desk/conversations', (context) => {
    const query = context.req.query()
    const limit = Number(query.limit ?? 50)
    const all = [...desk.conversations.values()].map(({ desk }) => desk)
    const found = all.filter((each) => fits(each, query)).sort(urgency)
    return context.json({ conversations: found.slice(0, limit) })
  })
  app.get('/desk/conversations/:id', (context) => {
    const found = find(context.req.param('id'))
    return found ? context.json(found.desk) : context.json(missing, 404)
  })

  const moves: Readonly<Record<string, (conversation: FakeConversation) => void>> = {
    take: desk.take,
    'give-back': desk.giveBack,
    resolve: (conversation) => desk.setStatus(conversation, 'resolved'),
    reopen: (conversation) => desk.setStatus(conversation, 'open'),
  }
  for (const [name, move] of Object.entries(moves)) {
    app.post(`/desk/conversations/:id/${name}`, (context) => {
      const found = find(context.req.param('id'))
      if (!found) return context.json(missing, 404)
      move(found)
      return context.json(desk.shopperView(found))
    })
  }

  for (const kind of ['replies', 'notes'] as const) {
    app.post(`/desk/conversations/:id/${kind}`, async (context) => {
      const found = find(context.req.param('id'))
      if (!found) return context.json(missing, 404)
      if (world.failNextSend) {
        world.failNextSend = false
        return context.json({ type: 'about:blank', title: 'Broken', status: 500, errors: [] }, 500)
      }
      const { text, clientId } = await context.req.json()
      const earlier = found.messages.find((message) => message.clientId === clientId)
      if (earlier) return context.json({ messageId: earlier.id, seq: earlier.seq, repeated: true }, 201)
      if (kind === 'replies') desk.take(found)
      const content = kind === 'notes' ? { type: 'note' as const, text } : { type: 'text' as const, text }
      const sender = { kind: 'agent' as const, id: agent.id, name: agent.name }
      const message = desk.say(found, sender, content, { clientId })
      return context.json({ messageId: message.id, seq: message.seq, repeated: false }, 201)
    })
  }

  app.patch('/desk/conversations/:id/messages/:message', async (context) => {
    const found = find(context.req.param('id'))
    const message = found?.messages.find(({ id }) => id === context.req.param('message'))
    if (!found || !message) return context.json(missing, 404)
    const { text } = await context.req.json()
    const edited: Message = {
      ...message,
      text,
      content: message.content.type === 'note' ? { type: 'note', text } : { type: 'text', text },
      editedAt: new Date(now()).toISOString(),
    }
    found.messages[message.seq - 1] = edited
    desk.change(found, { kind: 'message_edited', message: edited })
    return context.json({ seq: message.seq })
  })
  app.delete('/desk/conversations/:id/messages/:message', (context) => {
    const found = find(context.req.param('id'))
    const message = found?.messages.find(({ id }) => id === context.req.param('message'))
    if (!found || !message) return context.json(missing, 404)
    desk.change(found, { kind: 'message_deleted', messageId: message.id, seq: message.seq })
    return context.json({ seq: message.seq })
  })

  app.get('/conversations/:id/turns', (context) => {
    const found = find(context.req.param('id'))
    return found ? context.json({ turns: [fakeTurn(found)] }) : context.json(missing, 404)
  })
  app.get('/conversations/:id/cart', (context) => {
    const found = find(context.req.param('id'))
    return context.json({ cart: found?.desk.cartId ? fakeCart(found.desk) : null })
  })

  app.get('/persons/:id', (context) => {
    const person = persons.find(({ id }) => id === context.req.param('id'))
    if (!person) return context.json(missing, 404)
    const { id, name, email, language, city } = person
    return context.json({
      person: {
        id,
        name,
        email,
        phone: '+354 555 0142',
        language,
        address: { line1: 'Laugavegur 101', postalCode: '101', city, country: 'IS' },
        identities: [
          { kind: 'email', address: email, verified: true },
          { kind: 'customer', address: '88213', verified: true },
        ],
        consents: [{ purpose: 'mail', channel: 'chat', granted: true, at: '2026-10-02T08:00:00.000Z' }],
        createdAt: new Date(now() - 200 * 86_400_000).toISOString(),
      },
    })
  })
  app.get('/persons', (context) =>
    context.json({
      persons: persons.map(({ id, name, email }) => ({ id, name, email, phone: '+354 555 0142' })),
    }),
  )
  app.get('/persons/:id/export', (context) =>
    context.json({ tables: { person: persons.filter(({ id }) => id === context.req.param('id')) } }),
  )
  app.delete('/persons/:id', (context) => context.json({ rows: 12 }))
  app.get('/persons/:id/merge', (context) =>
    context.json({
      conflicts: [{ field: 'phone', kept: '+354 555 0142', dropped: '+358 40 555 0199' }],
      moves: { identities: 2, conversations: 3, orders: 1, browsers: 2 },
    }),
  )
  app.get('/persons/:id/timeline', (context) => context.json({ events: fakeTimeline(now()) }))

  app.get('/mails', (context) => context.json({ mails: fakeMails(now()) }))
  app.get('/mails/:id', (context) => {
    const mail = fakeMails(now()).find(({ id }) => id === context.req.param('id'))
    return mail ? context.json(mail) : context.json(missing, 404)
  })
  app.get('/shop', (context) =>
    context.json({
      id: 'shp_1',
      handle: 'torget',
      name: 'Torget',
      widgetKey: 'pk_4f8e39bc0d8f1e27',
      settings: {
        languages: ['sv', 'fi', 'en', 'is', 'hu'],
        defaultLanguage: 'sv',
        currencies: ['SEK', 'EUR', 'ISK', 'HUF'],
        timeZone: 'Europe/Stockholm',
        email: 'hej@torget.example',
      },
    }),
  )
  const keys = [
    { id: 'key_1', name: 'Warehouse', scopes: ['orders:read', 'orders:write'], createdAt: '2026-09-12T08:00:00.000Z' },
    { id: 'key_2', name: 'Newsletter', scopes: ['people:read'], createdAt: '2026-10-01T08:00:00.000Z' },
  ]
  app.get('/api-keys', (context) => context.json({ keys }))
  app.post('/api-keys', (context) => context.json({ id: 'key_3', secret: 'sk_ZGVtbyBzZWNyZXQgb2YgYSBrZXk' }, 201))
  app.delete('/api-keys/:id', (context) => context.json({ revoked: true }))
  app.get('/audit', (context) =>
    context.json({
      entries: Array.from({ length: 12 }, (_, place) => ({
        id: `aud_${place}`,
        at: new Date(now() - place * 5_000_000).toISOString(),
        actorKind: place % 3 === 0 ? 'operator' : 'account',
        actorId: place % 3 === 0 ? null : agent.id,
        action: ['api_key.create', 'person.export', 'shop.allowed_origins'][place % 3],
        subject: ['key_1', 'per_3', 'shp_1'][place % 3],
      })),
    }),
  )
  return app
}

function fits(conversation: DeskConversation, query: Record<string, string>): boolean {
  const text = `${conversation.person?.name} ${conversation.person?.email} ${conversation.lastText}`.toLowerCase()
  return (
    (!query.status || conversation.status === query.status) &&
    (!query.owner || conversation.owner === query.owner) &&
    (query.mine !== 'true' || conversation.agent?.id === agent.id) &&
    (!query.search || text.includes(query.search.toLowerCase())) &&
    (!query.before || (conversation.lastMessageAt ?? '') < query.before)
  )
}

function urgency(one: DeskConversation, other: DeskConversation): number {
  if (one.waitingSince && other.waitingSince) return one.waitingSince.localeCompare(other.waitingSince)
  if (one.waitingSince || other.waitingSince) return one.waitingSince ? -1 : 1
  return (other.lastMessageAt ?? '').localeCompare(one.lastMessageAt ?? '')
}
