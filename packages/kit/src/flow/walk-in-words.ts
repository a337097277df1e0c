import type { RuntimeTexts, TurnResult } from '@parley/engine'
import type { FlowDefinition, LanguageTag, Said } from '@parley/sdk'
import { oldOrder, openFakeShop } from './fake-shop.ts'
import { makeKnown } from './known-shopper.ts'
import { anyAnswer, details } from './moves.ts'
import { beginTalk, type Read, type Talk } from './talk.ts'

/** What is walked through, by whom, and how far. */
export interface WordsWalk {
  flows: readonly FlowDefinition[]
  texts: RuntimeTexts
  /** The shop's own reader. */
  read: Read
  /** What is said, by language: sentences that nothing was taught from. */
  sentences: Readonly<Record<LanguageTag, readonly string[]>>
  /** How many sentences are said in all. */
  count: number
  /** Chance from 0 up to 1. */
  random: () => number
}

export interface Walked {
  /** Steps that were reached, as `flow.step`. */
  reached: Set<string>
  /** Whatever must not happen and did, with the last words before it. */
  violations: string[]
  turns: number
}

const longestTalk = 30
const mostViolations = 20

/**
 * Talks at random in whole sentences, picks, taps and answers, read by the shop's own reader: nothing throws, something is always said and can
 * be answered, and nothing is confirmed but what lay on the table before the words that confirmed it.
 */
export async function walkInWords(walk: WordsWalk): Promise<Walked> {
  const walked: Walked = { reached: new Set(), violations: [], turns: 0 }
  const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(walk.random() * items.length)]
  const tags = Object.keys(walk.sentences)
  let left = walk.count
  while (left > 0 && walked.violations.length < mostViolations) {
    const language = pick(tags) ?? 'en'
    const talk = openTalk(walk, walked, language)
    for (let turn = 0; turn < longestTalk && left > 0; turn++) {
      const said = anyMove(walk, talk, language, pick)
      if (said.type === 'text') left--
      await hear(talk, said, walked)
    }
  }
  return walked
}

/** Every step of these flows, as `flow.step`. */
export const stepsOf = (flows: readonly FlowDefinition[]): string[] =>
  flows.flatMap((flow) => Object.keys(flow.steps).map((step) => `${flow.id}.${step}`))

type Pick = <Item>(items: readonly Item[]) => Item | undefined

/** Mostly what nobody expects, often what was asked for, sometimes a tap on what is offered or on something from long ago. */
function anyMove(walk: WordsWalk, talk: Talk, language: LanguageTag, pick: Pick): Said {
  const { flows, sentences, random } = walk
  const { awaits, offered } = talk.state
  const chance = random()
  const option = pick(awaits?.options ?? [])
  if (option && chance < 0.22) return { type: 'choice', value: option.value }
  if (awaits && chance < 0.4) return { type: 'text', text: String(anyAnswer(awaits.slot)) }
  if (awaits?.flow === 'checkout' && chance < 0.45)
    return { type: 'form', id: 'checkout:details', values: details(random() < 0.2) }
  const tap = pick([...offered.map(({ value }) => value), ...actionsIn(talk.last?.replies)])
  if (tap && chance < 0.6) return { type: 'click', action: tap }
  if (chance < 0.66) return { type: 'click', action: anyClick(flows, pick) }
  const spoken = random() < 0.95 ? language : (pick(Object.keys(sentences)) ?? language)
  return { type: 'text', text: pick(sentences[spoken] ?? []) ?? 'ok' }
}

/** A job from a menu, or what a flow hears clicks on, with something of the shop behind it. */
function anyClick(flows: readonly FlowDefinition[], pick: Pick): string {
  const jobs = flows.flatMap((flow) => Object.keys(flow.jobs).map((job) => `job:${job}`))
  const clicks = flows.flatMap((flow) => Object.keys(flow.clicks ?? {}))
  const things = [
    'prd_havn',
    'prd_fjell',
    'prd_stol/var_stol.red',
    'var_lyst',
    'lin_a',
    'ord_old',
    oldOrder.number,
    'gone',
  ]
  return pick([...jobs, ...clicks.map((prefix) => `${prefix}${pick(things)}`)]) ?? 'cancel'
}

/** Every button of what was said last, on cards as well. */
function actionsIn(content: unknown): string[] {
  if (Array.isArray(content)) return content.flatMap(actionsIn)
  if (typeof content !== 'object' || content === null) return []
  const own = 'value' in content && 'label' in content && typeof content.value === 'string' ? [content.value] : []
  return [...own, ...Object.values(content).flatMap(actionsIn)]
}

/** Two in three are known and have been here before. */
function openTalk({ flows, texts, read, random }: WordsWalk, walked: Walked, language: LanguageTag): Talk {
  const shop = openFakeShop()
  if (random() < 0.66) makeKnown(shop)
  if (random() < 0.1) shop.open = false
  const talk = beginTalk({ flows, texts, shop, language, read })
  for (const facet of Object.values(shop.facets)) onlyOnTheTable(facet, talk, walked)
  return talk
}

/** No facet may be asked to confirm but what lay on the table when the turn began. */
function onlyOnTheTable(facet: object, talk: Talk, { violations }: Walked): void {
  for (const [name, call] of Object.entries(facet)) {
    if (!name.startsWith('confirm') || typeof call !== 'function') continue
    const checked = (id: string, ...rest: unknown[]): unknown => {
      if (talk.state.openProposal?.id !== id) violations.push(`"${id}" was confirmed and did not lie on the table`)
      return call.call(facet, id, ...rest)
    }
    Object.assign(facet, { [name]: checked })
  }
}

async function hear(talk: Talk, said: Said, walked: Walked): Promise<void> {
  const words = said.type === 'text' ? said.text : JSON.stringify(said)
  const orders = talk.shop.till.orders.length
  const onTheTable = talk.state.openProposal
  walked.turns++
  try {
    const turn = await talk.hear([said])
    for (const { flow, step } of turn.steps) walked.reached.add(`${flow}.${step.replace('!', '')}`)
    const wrong = wrongIn(turn, talk)
    if (talk.shop.till.orders.length > orders && onTheTable === null)
      wrong.push('an order stands that nobody was shown')
    walked.violations.push(...wrong.map((each) => `${each} (after "${words}")`))
  } catch (fault) {
    walked.violations.push(`${fault instanceof Error ? fault.message : String(fault)} (after "${words}")`)
  }
}

function wrongIn({ replies, awaits, outcome }: TurnResult, { state, shop, invented }: Talk): string[] {
  const wrong: string[] = [...invented]
  if (replies.length === 0) wrong.push('nothing is said')
  for (const { text } of replies) {
    if (text.trim() === '') wrong.push('an empty reply')
    if (/undefined|\[object|NaN|\bnull\b/.test(text)) wrong.push(`no words: ${text}`)
  }
  if (awaits === null && state.stack.length > 0) wrong.push(`"${state.stack.at(-1)?.flow}" waits and asks nothing`)
  if (awaits !== null && awaits.flow !== 'runtime' && state.stack.at(-1)?.flow !== awaits.flow)
    wrong.push(`"${awaits.flow}" asks and does not run`)
  if (outcome === 'handed_over' && shop.handedOver.length === 0) wrong.push('handed over to nobody')
  return wrong
}
