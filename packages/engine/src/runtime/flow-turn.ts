import type { Content, Refusal } from '@parley/contracts'
import type { FlowTurn } from '@parley/sdk'
import { restrictFacets } from './facets.ts'
import { formatDate, formatMoney } from './format.ts'
import { flowOf, type Run, speak } from './run.ts'
import type { Frame } from './state.ts'

/** What a flow is handed at a step: its slots, the facets it named, and its own voice. */
export function flowTurn(run: Run, frame: Frame): FlowTurn {
  const { input } = run
  const flow = flowOf(run, frame)
  const say = (content: Content) => {
    run.contents.push(content)
    follow(run, content)
  }
  const turn: FlowTurn = {
    language: run.state.language,
    currency: input.shop.currency,
    shop: { name: input.shop.name, languages: [...input.shop.languages] },
    now: input.now,
    interrupting: run.state.stack.some((each) => each !== frame && each.waiting !== null),
    job: run.job,
    reading: run.reading,
    said: [...input.said],
    slots: frame.slots,
    focus: run.state.focus,
    facets: restrictFacets(input.facets, flow),
    text: (key, values) => input.texts.text(flow.id, run.state.language, key, values),
    money: (amount) => formatMoney(amount, run.state.language),
    date: (at, time) => formatDate(at, run.state.language, input.shop.timeZone, time),
    speak(language) {
      speak(run, language)
      turn.language = language
    },
    say,
    sayText: (key, values) => say({ type: 'text', text: turn.text(key, values) }),
    sayRefusals(refusals) {
      const sentences = refusals.map((each) => refusalText(run, flow.id, each))
      if (sentences.length > 0) say({ type: 'text', text: [...new Set(sentences)].join(' ') })
    },
  }
  return turn
}

/** A refusal in the shopper's words: the flow's or the runtime's text for its code, else its own message. */
export function refusalText(run: Run, flow: string | null, refusal: Refusal): string {
  return run.input.texts.find(flow, run.state.language, `refusal.${refusal.code}`, refusal.values) ?? refusal.message
}

/** What was shown is what "it" and "the second one" mean from now on. */
function follow(run: Run, content: Content): void {
  const { focus } = run.state
  if (content.type === 'carousel') {
    focus.shown = content.cards.map(({ card }) => shownCard(card))
    focus.productId = null
    focus.variantId = null
  }
  if (content.type === 'product') {
    focus.productId = content.card.productId
    focus.variantId = content.card.variantId ?? null
    if (!focus.shown.some((each) => each.productId === content.card.productId)) focus.shown = [shownCard(content.card)]
  }
  if (content.type === 'order') focus.orderNumber = content.order.number
}

function shownCard(card: { productId: string; variantId?: string | undefined; title: string }) {
  const variant = card.variantId === undefined ? {} : { variantId: card.variantId }
  return { productId: card.productId, title: card.title, ...variant }
}
