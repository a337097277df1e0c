import type { Refusal } from '@parley/contracts'
import type { Answer, Call, Door } from '../doors/door.ts'
import { JudgePage } from './judge-page.tsx'

/** What a buyer thinks of what she ordered, for whoever holds the order's signed link. */
const lookDoor: Door = {
  method: 'GET',
  path: /^\/orders\/(?<order>[\w-]{1,80})\/reviews$/,
  open: (call) => judgePage(call, null),
}

const sayDoor: Door = {
  method: 'POST',
  path: /^\/orders\/(?<order>[\w-]{1,80})\/reviews$/,
  async open(call) {
    const { visit, names, form } = call
    const [orderId, token] = [names.order ?? '', call.url.searchParams.get('t') ?? '']
    const said = {
      productId: form.text('product'),
      stars: Number(form.text('stars')),
      title: form.text('title'),
      text: form.text('text'),
    }
    const saved = await visit.reviews.save(orderId, token, said)
    if (!saved.ok) return judgePage(call, { ...said, refusals: saved.refusals })
    const to = `/orders/${orderId}/reviews?t=${encodeURIComponent(token)}&saved=${encodeURIComponent(said.productId)}`
    return { kind: 'elsewhere', to }
  },
}

export const judgeDoors: Door[] = [lookDoor, sayDoor]

export interface Said {
  productId: string
  stars: number
  title: string
  text: string
  refusals: readonly Refusal[]
}

async function judgePage({ visit, url, names, reader }: Call, said: Said | null): Promise<Answer> {
  const [orderId, token] = [names.order ?? '', url.searchParams.get('t') ?? '']
  const found = await visit.reviews.ofOrder(orderId, token)
  if (!found) return { kind: 'missing' }
  const who = await reader()
  const saved = url.searchParams.get('saved')
  const body = <JudgePage order={{ ...found, id: orderId, token }} said={said} saved={saved} reader={who} />
  const page = { title: who.say('judge.title'), body, isPrivate: true }
  return { kind: 'page', reader: who, page, ...(said ? { status: 422 } : {}) }
}
