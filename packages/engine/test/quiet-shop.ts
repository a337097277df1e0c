import type { Cart, Command, Reading, Said } from '@parley/contracts'
import type { Facets, FlowDefinition } from '@parley/sdk'
import {
  createTexts,
  type DialogueState,
  initialState,
  runTurn,
  type TextsByLanguage,
  type TurnResult,
} from '../src/runtime/index.ts'

const none = { amount: 0, currency: 'EUR' }
const emptyCart: Cart = {
  id: 'crt_1',
  version: 1,
  currency: 'EUR',
  lines: [],
  totals: { goods: none, delivery: null, discount: none, vat: none, total: none },
  freeDeliveryIn: null,
  updatedAt: '2026-01-05T10:00:00Z',
}

/** A shop that sells nothing: only what the runtime itself asks of one. Anything else is a mistake of the test. */
function quietShop(handedOver: { reason: string; summary: string }[] = []): Facets {
  const never = (name: string) => async () => {
    throw new Error(`Nobody should ask for ${name}`)
  }
  const refuseAll = (...names: string[]) => Object.fromEntries(names.map((name) => [name, never(name)]))
  const parts = {
    catalogue: {
      ...refuseAll('search', 'product', 'variant', 'variantsFor', 'similar', 'categories'),
      card: async () => null,
    },
    cart: { ...refuseAll('add', 'setQuantity', 'remove', 'empty', 'undo'), view: async () => emptyCart },
    checkout: refuseAll(
      'view',
      'setContact',
      'setAddress',
      'setDelivery',
      'setPayment',
      'propose',
      'confirm',
      'deliveryOptions',
    ),
    orders: refuseAll('mine', 'placedHere', 'requestCode', 'verifyCode'),
    store: {
      info: async () => ({ email: 'hello@torget.example' }),
      openNow: async () => ({ open: true, changesAt: null }),
    },
    knowledge: refuseAll('answer', 'topic'),
    people: refuseAll('me'),
    desk: {
      async handOver(reason: string, summary: string) {
        handedOver.push({ reason, summary })
        return { open: true, position: 3 }
      },
    },
  }
  // A stand-in answers only what is asked of it here; the rest of the facets' shape is of no use to these tests.
  return new Proxy<Facets>(Object.create(null), { get: (_, name) => Reflect.get(parts, name) })
}

/** Plays turns over flows written in the test, their texts being their keys unless given. */
export function playing(flows: FlowDefinition[], texts: Record<string, TextsByLanguage> = {}) {
  const handedOver: { reason: string; summary: string }[] = []
  const facets = quietShop(handedOver)
  let state: DialogueState = initialState('en')
  async function hear(said: Said[], commands: (Command[] | null)[], more: Partial<Reading> = {}): Promise<TurnResult> {
    const readings = said.map((_, index) => readingOf(commands[index] ?? null, more))
    const turn = await runTurn({
      state,
      said,
      readings,
      flows,
      texts: createTexts({ byFlow: texts }),
      facets,
      language: state.language,
      shop: { currency: 'EUR', timeZone: 'Europe/Stockholm', name: 'Torget', languages: ['en', 'sv', 'fi'] },
      now: new Date('2026-01-05T10:00:00Z'),
    })
    state = turn.state
    return turn
  }
  return {
    handedOver,
    state: () => state,
    hear,
    say: (text: string, ...commands: Command[]) => hear([{ type: 'text', text }], [commands]),
    tap: (action: string) => hear([{ type: 'click', action }], [null]),
  }
}

export const told = (turn: TurnResult): string => turn.replies.map((reply) => reply.text).join('\n')

export const start = (job: string, slots: Record<string, string | number> = {}): Command => ({
  type: 'start',
  flow: '',
  job,
  slots,
})

function readingOf(commands: Command[] | null, more: Partial<Reading>): Reading | null {
  if (commands === null) return null
  const plain = {
    language: 'en',
    languageConfidence: 0,
    job: null,
    confidence: 0,
    runnersUp: [],
    entities: [],
    query: '',
  }
  return { ...plain, reader: 'test', ms: 0, ...more, commands }
}
