import type { HeardGroup, HeardKind, LearningRow, Lesson, Teaching } from '@parley/contracts'
import { Hono } from 'hono'
import { agent } from './fake-desk.ts'
import { fakeSuggestions } from './fake-suggestions.ts'

const jobs = ['find_product', 'track_parcel', 'ask_delivery_cost', 'gift_help', 'return_item', 'talk_to_human']

/** What the bot got wrong and what it was taught, kept in memory. */
export function fakeLearning(now: () => number): Hono {
  const ago = (hours: number) => new Date(now() - hours * 3_600_000).toISOString()
  let groups = fakeGroups(ago)
  const left: HeardGroup[] = []
  let lessons: Lesson[] = [
    {
      id: 'lsn_1',
      text: 'Hvar er dótið mitt?',
      language: 'is',
      job: 'track_parcel',
      taughtBy: agent.id,
      taughtAt: ago(30),
    },
  ]
  const teachings: Teaching[] = [
    fakeTeaching(3, 'live', 4, ago(2), 0.001),
    fakeTeaching(2, 'refused', 3, ago(26), 0.012),
    fakeTeaching(1, 'kept', 1, ago(50), 0),
  ]
  const app = new Hono()
  const take = (turns: string[]): HeardGroup[] => {
    const isTaken = (group: HeardGroup) => group.messages.some(({ turnId }) => turns.includes(turnId))
    const taken = groups.filter(isTaken)
    groups = groups.filter((group) => !isTaken(group))
    return taken
  }
  app.get('/learning/heard', (context) => {
    const { kind } = context.req.query()
    return context.json({ groups: groups.filter(({ kinds }) => !kind || kinds.some((each) => each === kind)), jobs })
  })
  app.post('/learning/lessons', async (context) => {
    const { turns, job } = await context.req.json()
    const taught = take(turns).map(({ text, language }, place) => ({
      id: `lsn_${lessons.length + place + 1}`,
      text,
      language,
      job,
      taughtBy: agent.id,
      taughtAt: ago(0),
    }))
    lessons = [...taught, ...lessons]
    return context.json({ lessons: taught.length })
  })
  app.post('/learning/answers', async (context) => {
    take((await context.req.json()).turns)
    return context.json({ articleId: 'art_1' })
  })
  app.post('/learning/left', async (context) => {
    const { turns, again } = await context.req.json()
    if (again) groups = [...left.splice(0), ...groups]
    else left.push(...take(turns))
    return context.json({ turns: turns.length })
  })
  app.route('/', fakeSuggestions(ago))
  app.get('/learning/lessons', (context) => context.json({ lessons }))
  app.delete('/learning/lessons/:id', (context) => {
    lessons = lessons.filter(({ id }) => id !== context.req.param('id'))
    return context.json({ lessons: lessons.length })
  })
  app.get('/learning/teachings', (context) => context.json({ teachings }))
  app.post('/learning/teachings', (context) => context.json({ teachings }, 202))
  app.post('/learning/teachings/:id/live', (context) => {
    for (const one of teachings) {
      if (one.state === 'live') one.state = 'kept'
      if (one.id === context.req.param('id')) one.state = 'live'
    }
    return context.json({ teachings })
  })
  app.get('/learning/figures', (context) => {
    const { by = 'day' } = context.req.query()
    return context.json({ rows: fakeRows(by, now()) })
  })
  return app
}

function fakeGroups(ago: (hours: number) => string): HeardGroup[] {
  const said: [string, string, HeardKind, string | null, number][] = [
    ['do you wrap it as a present and write a card', 'en', 'not_understood', null, 4],
    ['Skutt på mina grejer??', 'sv', 'clarified', 'find_product', 3],
    ['Onko tää pöly vai musta', 'fi', 'corrected', 'ask_material', 2],
    ['Er hægt að fá þetta með skilaboðum í kassanum', 'is', 'handed_over', 'gift_help', 1],
    ['A múltkorihoz hasonló kéne, csak nagyobb', 'hu', 'rated_badly', 'refine_search', 1],
  ]
  return said.map(([text, language, kind, readAs, count], group) => ({
    language,
    text,
    count,
    kinds: [kind],
    readAs,
    lastAt: ago(group + 1),
    messages: Array.from({ length: count }, (_, place) => ({
      turnId: `trn_${group}_${place}`,
      conversationId: `cnv_${group}`,
      text: place === 0 ? text : `${text} ${'!'.repeat(place)}`,
      language,
      kind,
      readAs,
      confidence: 0.31 + place * 0.05,
      at: ago(group + place + 1),
    })),
  }))
}

function fakeTeaching(number: number, state: Teaching['state'], lessons: number, at: string, lost: number): Teaching {
  const shares: [string, number][] = [
    ['en', 0.958],
    ['fi', 0.884],
    ['hu', 0.881],
    ['is', 0.873],
    ['sv', 0.955],
  ]
  return {
    id: `tch_${number}`,
    number,
    state,
    madeBy: agent.id,
    madeAt: at,
    finishedAt: at,
    liveSince: state === 'refused' ? null : at,
    lessons,
    scores: shares.map(([language, before]) => ({
      language,
      cases: 520,
      before,
      after: language === 'fi' ? before - lost : before + 0.002,
    })),
    changed:
      lost > 0
        ? [
            {
              text: 'missä mun paketti viipyy',
              language: 'fi',
              wanted: 'track_parcel',
              before: 'track_parcel',
              after: 'order_status',
            },
            {
              text: 'var är mina prylar',
              language: 'sv',
              wanted: 'track_parcel',
              before: 'find_product',
              after: 'track_parcel',
            },
          ]
        : [],
  }
}

function fakeRows(by: string, now: number): LearningRow[] {
  const keys: Record<string, string[]> = {
    day: Array.from({ length: 30 }, (_, place) => new Date(now - (29 - place) * 86_400_000).toISOString().slice(0, 10)),
    language: ['sv', 'en', 'fi', 'hu', 'is'],
    channel: ['webchat', 'email'],
    flow: ['find-product', 'cart', 'order-status', 'store-info', ''],
  }
  return (keys[by] ?? []).map((key, place) => {
    const turns = 40 + ((place * 37) % 50)
    const [clarified, notUnderstood, handedOver] = [3 + (place % 4), 2 + ((place * 7) % 5), 1 + (place % 3)]
    const talks = Math.round(turns / 5)
    return {
      key,
      turns,
      understood: turns - clarified - notUnderstood - handedOver,
      clarified,
      notUnderstood,
      handedOver,
      talks,
      contained: talks - handedOver,
    }
  })
}
