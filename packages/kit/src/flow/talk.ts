import type { Command, Reading, Said } from '@parley/contracts'
import {
  type DialogueState,
  initialState,
  parseState,
  type RuntimeTexts,
  runTurn,
  type TurnResult,
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
  /** `unsure` makes the reading a guess, as of a reader that half understood. */
  hear(said: Said[], commands?: Command[] | null, unsure?: boolean): Promise<TurnResult>
}

const now = new Date('2026-01-05T10:00:00Z')

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
  return {
    shop: given.shop,
    get last() {
      return last
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
        facets: given.shop.facets,
        language: state.language,
        shop: { currency: 'EUR', timeZone: 'Europe/Stockholm', name: 'Torget', languages },
        now,
      })
      kept = JSON.parse(JSON.stringify(last.state))
      return last
    },
  }
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
