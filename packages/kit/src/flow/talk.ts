import type { Command, Reading, Said } from '@parley/contracts'
import {
  type DialogueState,
  initialState,
  parseState,
  type RuntimeTexts,
  recordFacts,
  runTurn,
  type TurnResult,
  unreadFacts,
} from '@parley/engine'
import type { FlowDefinition } from '@parley/sdk'
import type { FakeShop } from './fake-shop.ts'

/** Reads a sentence as the shop's own reader would, where one is at hand. */
export type Read = (text: string, state: DialogueState) => Reading

/** A talk with the flows over a fake shop. The state goes through JSON between turns, as it does in a database. */
export interface Talk {
  readonly shop: FakeShop
  readonly last: TurnResult | null
  readonly state: DialogueState
  /** Prices, stock, dates and policies that the last turn told and did not read. */
  readonly invented: string[]
  /** `unsure` makes the reading a guess, as of a reader that half understood. */
  hear(said: Said[], commands?: Command[] | null, unsure?: boolean): Promise<TurnResult>
}

const now = new Date('2026-01-05T10:00:00Z')
const timeZone = 'Europe/Stockholm'

export function beginTalk(given: {
  flows: readonly FlowDefinition[]
  texts: RuntimeTexts
  shop: FakeShop
  language?: string
  languages?: string[]
  read?: Read | undefined
}): Talk {
  const language = given.language ?? 'en'
  const languages = given.languages ?? ['en', 'sv', 'fi', 'is', 'hu']
  let kept: unknown = initialState(language)
  let last: TurnResult | null = null
  let invented: string[] = []
  const known: string[] = []
  const facets = recordFacts(given.shop.facets, (_, answer) => known.push(...personalIn(answer)))
  return {
    shop: given.shop,
    get last() {
      return last
    },
    get invented() {
      return invented
    },
    get state() {
      return parseState(kept, language)
    },
    async hear(said, commands = null, unsure = false) {
      const state = parseState(kept, language)
      const readings = said.map((each) => {
        if (each.type !== 'text') return null
        return given.read === undefined
          ? readingOf(each.text, commands, state.language, unsure)
          : given.read(each.text, state)
      })
      last = await runTurn({
        state,
        said,
        readings,
        flows: given.flows,
        texts: given.texts,
        facets,
        language: state.language,
        shop: { currency: 'EUR', timeZone, name: 'Torget', languages },
        now,
      })
      known.push(JSON.stringify([said, readings]))
      const facts = last.facts.flatMap((each) => each.facts)
      invented = unreadFacts({ replies: last.replies, facts, language: last.state.language, timeZone, known })
      kept = JSON.parse(JSON.stringify(last.state))
      return last
    },
  }
}

/** Who she is may be said back to her whenever it was learnt. */
function personalIn(answer: unknown): string[] {
  if (typeof answer !== 'object' || answer === null) return []
  return Object.entries(answer).flatMap(([name, part]) =>
    /^(contact|address|email|phone)$/.test(name) ? [JSON.stringify(part)] : personalIn(part),
  )
}

function readingOf(text: string, commands: Command[] | null, language: string, unsure: boolean): Reading | null {
  if (commands === null) return null
  const first = commands[0]
  return {
    language,
    languageConfidence: 0.5,
    job: first?.type === 'start' ? first.job : null,
    confidence: unsure ? 0.3 : 1,
    runnersUp: [],
    entities: [],
    query: text,
    commands,
    reader: 'story',
    ms: 0,
  }
}
