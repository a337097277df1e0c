import { isPhrase, type Phrase } from './phrases.ts'

/** Why a story is harder than asking and paying. */
export type Trait = 'correction' | 'digression' | 'pointing' | 'two wishes' | 'other language' | 'refusal'

/**
 * A story without words: what is said, one after the other, and how it must end. Moves are phrases, and:
 * `add:B` says it of the second product; `quantity=3` with a number; `~hours` may stand anywhere before she pays and changes nothing;
 * `cart@` is said in another language; `until:address` answers what is asked until that is asked; `order` answers until the order stands.
 */
export interface Shape {
  id: string
  traits: readonly Trait[]
  talk: string
  end: End
}

/** `A`, `B`: the products named; `find.2`: the second card that the answer to `find` showed. */
type Ref = string

export interface End {
  cart?: readonly (readonly [Ref, number])[]
  orders?: readonly {
    status?: string
    lines: readonly (readonly [Ref, number])[]
    email?: 2
    address?: 2
    delivery?: string
  }[]
  owner?: 'queue'
}

export interface Move {
  kind: 'say' | 'until' | 'order'
  phrase: Phrase
  /** Until this slot is asked. */
  slot: string
  about: 'A' | 'B'
  count: number
  idle: boolean
  foreign: boolean
}

/** Reads the moves of a shape. */
export function movesOf({ id, talk }: Shape): Move[] {
  return talk.split(/\s+/).map((word) => {
    const [, idle = '', name = '', about = 'A', count = '2', foreign = ''] =
      /^(~?)(\w+)(?::(\w+))?(?:=(\d))?(@?)$/.exec(word) ?? []
    const base = { slot: '', about: about === 'B' ? 'B' : 'A', count: Number(count) } as const
    const rest = { idle: idle !== '', foreign: foreign !== '' }
    if (name === 'until') return { ...base, ...rest, kind: 'until', phrase: 'checkout', slot: about }
    if (name === 'order') return { ...base, ...rest, kind: 'order', phrase: 'checkout' }
    if (!isPhrase(name)) throw new Error(`The story "${id}" says "${word}", which is no phrase`)
    return { ...base, ...rest, kind: 'say', phrase: name }
  })
}
