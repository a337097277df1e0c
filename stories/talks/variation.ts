import type { Dice } from '../support/journey/dice.ts'
import { wordingsOfEach } from './phrases.ts'
import type { Move } from './shape.ts'

/** One telling of a story: which wordings, whether she mistypes, whether small talk comes at other moments. */
export interface Variation {
  name: string
  wording(dice: Dice): number
  typos: boolean
  shuffled: boolean
}

/** The three wordings as they stand, then any of them with typos and with small talk elsewhere. */
export const variations: readonly Variation[] = [
  ...Array.from({ length: wordingsOfEach }, (_, number) => ({
    name: `wording ${number + 1}`,
    wording: () => number,
    typos: false,
    shuffled: false,
  })),
  { name: 'mixed, mistyped and shuffled', wording: (dice) => dice.roll(wordingsOfEach), typos: true, shuffled: true },
]

/** What is said in passing comes at any other moment before she goes to the till. */
export function shuffled(moves: readonly Move[], dice: Dice): Move[] {
  const kept = moves.filter(({ idle }) => !idle)
  const till = kept.findIndex(({ kind, phrase }) => kind !== 'say' || phrase === 'checkout')
  const places = till < 0 ? kept.length + 1 : till + 1
  for (const move of moves.filter(({ idle }) => idle)) kept.splice(dice.roll(places), 0, move)
  return kept
}

/** One slip in every other message, in a word of five letters or more; never in a hole, which is a name. */
export function mistyped(wording: string, dice: Dice): string {
  const words = wording.split(' ')
  const long = words.flatMap((word, at) => (/^\p{L}{5,}$/u.test(word) ? [at] : []))
  if (long.length === 0 || dice.roll(2) === 0) return wording
  const at = dice.pick(long)
  return words.map((word, place) => (place === at ? slip(word, dice) : word)).join(' ')
}

function slip(word: string, dice: Dice): string {
  const at = 1 + dice.roll(word.length - 2)
  const [before, letter, next, after] = [word.slice(0, at), word.charAt(at), word.charAt(at + 1), word.slice(at + 2)]
  return dice.pick([before + next + letter + after, before + next + after, before + letter + letter + next + after])
}
